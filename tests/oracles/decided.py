"""What one side does otherwise by decision, or by a fault, with the reason: the rest of the explanations."""

import html
import re
from collections.abc import Iterator

from lxml import etree

from crosswalks import vocabularies, xml
from tests.oracles.agreement import Difference
from tests.oracles.explained import others
from tests.oracles.pairs import Value, words
from tests.oracles.pieces import line

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)|(?<!\d)\d{4}(?=\d{4}(?!\d))")
_TIME = re.compile(r"[-\d/.XTZ: ?~]+")


def _years(values: tuple[Value, ...]) -> set[str]:
    """Return the years in values."""
    return {year for value in values for year in _YEAR.findall(value.text)}


def _dates(values: tuple[Value, ...]) -> tuple[Value, ...]:
    """Return the values that are times: dates, and coverage that is one."""
    return tuple(
        value for value in values
        if value.element == "date" or (value.element == "coverage" and _TIME.fullmatch(value.text))
    )  # fmt: skip


def _known(difference: Difference) -> set[str]:
    """Return the years that the oracle and the input name, also at the beginning of `19350200`."""
    numbers = {word for word in difference.pair.said if word.isdecimal() and len(word) in (4, 6, 8, 14)}
    unknown = {word.replace("u", "X") for word in difference.pair.said if re.fullmatch(r"\d+u+", word)}
    return _years(difference.pair.theirs) | {number[:4] for number in numbers} | unknown


def coded_time(difference: Difference) -> bool:
    """A date or period is written in the form that a format asks for; its years are those of the input or the oracle.

    `1950-08` here for `August 12-20, 1950`; 221 B.C. is -0220 here, since ISO 8601 has a year 0.
    """
    is_time = difference.value.element.startswith(("date", "coverage", "subject", "displayDate", "copyrightDate"))
    text = difference.value.text
    if difference.is_ours:
        text = re.sub(r"^-(\d{4})", lambda found: f"{int(found[1]) + 1:04}", text)
    years = set(_YEAR.findall(text)) | set(re.findall(r"\d\d+X+", text))
    is_told = years <= _known(difference) if difference.is_ours else bool(years & _years(others(difference)))
    return is_time and bool(_TIME.fullmatch(text)) and bool(years) and is_told


def one_date(difference: Difference) -> bool:
    """Sheaf writes one date into Dublin Core, the document's own; the stylesheet writes all, one behind the other.

    A date of copyright beside the date of publication.
    """
    held = _dates(difference.pair.ours)
    is_right = bool(held) and all(_years((value,)) <= _known(difference) for value in held)
    return not difference.is_ours and difference.value.element == "date" and is_right


def address_of_a_pid(difference: Difference) -> bool:
    """An address behind which a persistent identifier stands is left out where Sheaf writes that identifier.

    `http://libraries.ucsd.edu/ark:/20775/bb00000050` there, the ARK here.
    """
    text = difference.value.text
    pids = [value.text for value in others(difference) if "/" in value.text and value.element in ("identifier", "url")]
    return not difference.is_ours and "://" in text and any(text.endswith(pid) for pid in pids)


def files_on_request(difference: Difference) -> bool:
    """Sheaf writes the address of the landing page; those of files and previews are an option.

    The address of a thumbnail.
    """
    is_address = difference.value.element in ("identifier", "url") and "://" in difference.value.text
    has_one = any(value.element == difference.value.element and "://" in value.text for value in difference.pair.ours)
    is_given = set(words(difference.value.text)) <= difference.pair.said
    return not difference.is_ours and is_address and has_one and is_given


_TYPES = re.compile(
    r"(?:collection|manuscript|mixed material|text|notated music|sound recording|moving image|still image|musical"
    r"|cartographic|software, multimedia|three dimensional object|\W)+",
    re.IGNORECASE,
)


def type_of_the_leader(difference: Difference) -> bool:
    """The stylesheet writes the type of MODS, with words for a collection and a manuscript run into it; Sheaf DCMI's.

    `manuscripttext` there, `Text` here.
    """
    element, text = difference.value
    has_one = any(value.element == element for value in others(difference))
    return element in ("type", "typeOfResource") and has_one and bool(_TYPES.fullmatch(text))


def of_a_related_item(difference: Difference) -> bool:
    """Sheaf names a related item by title, part and address; numbers, names and publisher of its own are left out.

    `Annals of botany--0305-7364` there, the title and the part here.
    """
    mine = set(words(difference.value.text))
    return not difference.is_ours and any(
        mine <= related and mine & titles <= difference.pair.held
        for related, titles in _of_related(difference.pair.given)
    )


# Linking entries and series of MARC; no added entries, which are names and titles of the document itself
_LINKING = re.compile(r"7[678]\d|4\d\d|8[0-3]\d")


def _of_related(root: etree._Element) -> Iterator[tuple[set[str], set[str]]]:
    """Yield the words of each related item, and of its titles: in MODS, and in linking and series fields."""
    for node in root.iter(f"{{{xml.MODS}}}relatedItem"):
        yield _words(node), {word for title in node.iter(f"{{{xml.MODS}}}title") for word in _words(title)}
    for node in root.iter(f"{{{xml.MARC}}}datafield"):
        tag = node.get("tag", "")
        if _LINKING.fullmatch(tag):
            code = "a" if tag[0] == "4" or tag == "830" else "t"
            yield _words(node), {word for part in node if part.get("code") == code for word in _words(part)}


def _words(node: etree._Element) -> set[str]:
    """Return the words in an element."""
    return {word for text in node.itertext() for word in words(text)}


def extension(difference: Difference) -> bool:
    """What is in an extension of MODS is of another schema: it is served in the native, and not read.

    The number of a congress in the extension of a printing office.
    """
    said = {word for node in difference.pair.given.iter(f"{{{xml.MODS}}}extension") for word in _words(node)}
    return not difference.is_ours and set(words(difference.value.text)) <= said


def envelope_in_the_namespace(difference: Difference) -> bool:
    """A test file puts the envelope of SRU into MARC's namespace: the `record` around the record has no fields.

    One file of Zotero's tests.
    """
    return (
        difference.pair.given.tag == f"{{{xml.MARC}}}record"
        and difference.pair.given.find(f".//{{{xml.MARC}}}record") is not None
    )


def term_of_access(difference: Difference) -> bool:
    """That access is open is known of each record unless it says otherwise: MODS says only what restricts it.

    `info:eu-repo/semantics/openAccess`
    """
    return not difference.is_ours and difference.value.text == "info:eu-repo/semantics/openAccess"


_NUMBER = re.compile(r"-?\d+\.\d+")


def rounded(difference: Difference) -> bool:
    """Coordinates are rounded to a tenth of a metre.

    `35.7350696` there, `35.73507` here.
    """
    mine = _numbers(difference.value)
    return bool(mine) and any(mine == _numbers(value) for value in others(difference))


def _numbers(value: Value) -> list[float]:
    """Return the numbers of coordinates as they are when they are rounded, if a value has nothing else."""
    is_place = value.element in ("coverage", "subject code") and not words(_NUMBER.sub("", value.text))
    return [round(float(each), 5) for each in _NUMBER.findall(value.text)] if is_place else []


def damaged(difference: Difference) -> bool:
    """The oracle copies references as they stand, where Sheaf resolves them: `&amp;#239;`.

    `al-Ta&#x02bc;rīkh` there, `al-Taʼrīkh` here.
    """
    mine = _resolved(difference.value.text)
    one_is_damaged = "&" in difference.value.text or difference.is_ours
    return one_is_damaged and any(
        mine == _resolved(value.text) for value in others(difference) if "&" in value.text or not difference.is_ours
    )


def _resolved(text: str) -> str:
    """Return the words of a text whose references are resolved, also those of references."""
    return line(html.unescape(html.unescape(text)))


def date_of_capture(difference: Difference) -> bool:
    """When a document was digitised is no date of the document: only where MODS has no other, Dublin Core has none.

    `19350200` as dateCaptured.
    """
    captured = [line(node.text or "") for node in difference.pair.given.iter(f"{{{xml.MODS}}}dateCaptured")]
    return not difference.is_ours and difference.value.element == "date" and line(difference.value.text) in captured


def only_address(difference: Difference) -> bool:
    """Sheaf leaves out the address of a file also where the record has no landing page, so that none is left.

    A MODS whose only `url` is a raw object.
    """
    urls = [(node.text or "").strip() for node in difference.pair.given.iter(f"{{{xml.MODS}}}url")]
    return not difference.is_ours and difference.value.text in urls and difference.value.element == "identifier"


def role_in_a_subject(difference: Difference) -> bool:
    """Sheaf leaves out the role of a person who is a subject.

    `Hessler, Robert Raymond, 1932 (Interviewee)`
    """
    bare, _, role = difference.value.text.rpartition(" (")
    subjects = difference.pair.given.iter(f"{{{xml.MODS}}}subject")
    roles = {line(node.text or "") for subject in subjects for node in subject.iter(f"{{{xml.MODS}}}roleTerm")}
    is_held = any(line(bare) == line(value.text) for value in others(difference) if value.element == "subject")
    return not difference.is_ours and line(role) in roles and is_held


def type_in_words(difference: Difference) -> bool:
    """A type of DCMI is the typeOfResource of MODS here, and a genre there.

    `image` there, `still image` here.
    """
    mine = line(difference.value.text)
    terms = {line(term) for name, term in vocabularies.TYPE_OF_RESOURCE.items() if line(name) == mine}
    held = {line(value.text) for value in others(difference) if value.element == "typeOfResource"}
    return not difference.is_ours and difference.value.element == "genre" and bool(terms & held)
