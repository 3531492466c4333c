"""What explains differences from the stylesheets that read MARCXML: what one side decides otherwise.

What Sheaf leaves out is in `marc_losses`.
"""

import re

from crosswalks import marc_countries, vocabularies
from crosswalks.xml import MARC
from tests.oracles.agreement import Difference
from tests.oracles.codes import meanings
from tests.oracles.marc import fields, key
from tests.oracles.pairs import words
from tests.oracles.pieces import all_said, line


def is_in(difference: Difference, tags: str, codes: str = ".") -> bool:
    """Return whether a value that only the oracle has is what stands in one field whose tag matches `tags`.

    Sheaf must say each of its subfields but those that match `codes`.
    """
    mine = set(words(difference.value.text))
    for tag, parts in fields(difference.pair):
        if tag.startswith("08"):  # Dewey numbers are compared without marks of where they may end
            parts = [(code, re.sub(r"(?<=\d)['/](?=\d)", "", text)) for code, text in parts]  # noqa: PLW2901
        found = [(code, text) for code, text in parts if words(text) and set(words(text)) <= mine]
        told = {word for _, text in found for word in words(text)}
        if re.fullmatch(tags, tag) and mine and mine == told and any(re.fullmatch(codes, code) for code, _ in found):
            left = [text for code, text in found if not re.fullmatch(codes, code)]
            return not difference.is_ours and all(_is_held(text, difference) for text in left)
    return False


def _is_held(text: str, difference: Difference, *, few: bool = False) -> bool:
    """Return whether Sheaf says a subfield: each of its statements, or all of its words within one value.

    Fewer than three words may stand in any value by chance, which counts with `few` alone.
    """
    mine = set(words(text))
    is_in_one = any(mine <= set(words(value.text)) for value in difference.pair.ours)
    is_told = is_in_one and (few or len(mine) > _FEW)
    return not mine or is_told or all_said(text, difference.value.element, difference.pair.ours)


_FEW = 2


def subfields_in_a_row(difference: Difference) -> bool:
    """The stylesheet writes some subfields of a field in a row, which Sheaf says apart, in another order or with more.

    `3413 CRD` there, `CRD 3413` here; the title alone of a work in another script.
    """
    mine = set(words(difference.value.text))
    for tag, parts in fields(difference.pair):
        found = [part for _, part in parts if words(part) and set(words(part)) <= mine]
        if mine and mine == {word for part in found for word in words(part)}:
            few = tag in ("510", "880")  # notes here, each in one value
            return not difference.is_ours and all(_is_held(part, difference, few=few) for part in found)
    return False


def file_type(difference: Difference) -> bool:
    """In 856 $q some write another code than a media type: only media types are formats of a file.

    `m`
    """
    return difference.value.element == "format" and "/" not in difference.value.text and is_in(difference, "856", "q")


_TERMS = {
    "issuance": "monographic serial continuing|integrating resource",
    "reformattingQuality": "access preservation replacement",
    "form": "print remote microfilm microfiche videodisc photoprint|terrestrial globe|filmstrip roll|film reel"
    "|photomechanical print",
    "targetAudience": "specialized juvenile adult general adolescent",
    "genre": "globe biography|performed music|government publication",
    "frequency": "Quarterly Annual Monthly",
}


_SAME = ("336", "337", "338", "596", "942")  # what RDA says of leader, 007 and 008 once more, and local fields


def codes_of_the_leader(difference: Difference) -> bool:
    """The stylesheet writes its terms for codes of leader, 007 and 008 for which Sheaf has another word or no field.

    `monographic`; `print`; `juvenile`
    """
    mine = line(difference.value.text)
    terms = [part for each in _TERMS.get(difference.value.element, "").split("|") for part in (each, *each.split())]
    written = any(
        mine == line(text) and code.isalpha()
        for tag, parts in fields(difference.pair)
        if tag not in _SAME
        for code, text in parts
    )
    return not difference.is_ours and not written and mine in map(line, terms)


def codes_of_fields(difference: Difference) -> bool:
    """Codes of genres (047), and of places that a document comes from (044) or is about (052), are left out.

    `rgg`; `us`
    """
    is_coded = difference.value.element in ("genre", "subject code")
    return is_coded and is_in(difference, "047|044|052|043")


def country_in_words(difference: Difference) -> bool:
    """Sheaf writes the country of 008 in words, and where the record names a town, the town alone.

    `nyu` there, beside the name of the town.
    """
    text = difference.value.text.strip()
    codes = {(node.text or "")[15:18].strip() for node in difference.pair.given.iter(f"{{{MARC}}}controlfield")}
    towns = [
        part for tag, parts in fields(difference.pair) if tag in ("260", "264") for code, part in parts if code == "a"
    ]
    names = (set(words(name)) for name in (marc_countries.name(text), *towns))
    is_held = any(name <= difference.pair.held for name in names)
    return not difference.is_ours and difference.value.element == "place" and text in codes and is_held


_DESCRIPTION = re.compile(r"040|042")


def about_the_description(difference: Difference) -> bool:
    """Each says in recordInfo what it knows of the description: agencies, rules, dates as they stand or in ISO 8601.

    `DLC` and `20150318115029.0` there; `2015-03-18` and `isbd` here.
    """
    value = difference.value
    if value.element != "recordInfo":
        return False
    if value.text.startswith("Converted from MARCXML to MODS"):
        return not difference.is_ours
    controls = [node.text or "" for node in difference.pair.given.iter(f"{{{MARC}}}controlfield")]
    told = {key(text[:width]) for text in controls for width in (6, 16, 99)}
    told |= {key(text) for tag, parts in fields(difference.pair) if _DESCRIPTION.match(tag) for _, text in parts}
    return (
        value.text in ("aacr", "isbd") or key(value.text) in told or line(value.text) in meanings(difference.pair.given)
    )


def role_beside_a_code(difference: Difference) -> bool:
    """Words for a role that stand beside its code are left out: they say the same in the cataloguer's language.

    `Verfasser` beside `aut`.
    """
    mine = line(difference.value.text)
    roles = {line(value.text) for value in difference.pair.ours if value.element == "role"}
    for _, parts in fields(difference.pair):
        coded = {
            line(vocabularies.relator_term(text.rpartition("/")[2].strip())) for code, text in parts if code == "4"
        }
        if any(code == "e" and line(text) == mine for code, text in parts) and coded & roles:
            return not difference.is_ours and difference.value.element == "role"
    return False


def number_of_authority(difference: Difference) -> bool:
    """A number of an authority file is an address here, where one belongs to the file, and as it stands there.

    `(DE-588)118534734` there, `https://d-nb.info/gnd/118534734` here.
    """
    text = difference.value.text
    is_number = difference.value.element == "name address" and text.startswith("(") and is_in(difference, ".*", "0")
    numbers = [each.removeprefix("(DE-588)") for each in text.split() if each.startswith("(DE-588)")]
    return is_number and all(any(value.text.endswith(f"/{each}") for value in difference.pair.ours) for each in numbers)


def agency(difference: Difference) -> bool:
    """Who sells a document, and its barcode or mark in one library (037 $b, 852 $t), is nothing that harvesters need.

    The postal address of a bookseller.
    """
    return is_in(difference, "037|852", "[bpt]")


def local_notes(difference: Difference) -> bool:
    """Fields 591-599 are for the library's own use: Sheaf leaves them out, the stylesheet writes them.

    `Publisher supplied data` in 592.
    """
    return difference.value.element in ("description", "note") and is_in(difference, "59.")


def language_of_the_description(difference: Difference) -> bool:
    """The stylesheet takes the whole of field 040 for a language of the document.

    `VaAlASP eng VaAlASP`
    """
    return difference.value.element == "language" and is_in(difference, "040")
