"""What one side does otherwise by decision, or by a fault, with the reason: the rest of the explanations."""

import re

from lxml import etree

from crosswalks import xml
from tests.oracles.agreement import Difference
from tests.oracles.explained import others
from tests.oracles.pairs import Value, words

_YEAR = re.compile(r"\d{4}")


def coded_time(difference: Difference) -> bool:
    """A date or period is written in the form that a format asks for, where the other side copies a code or words.

    `1950-08` here for `August 12-20, 1950`.
    """
    is_time = difference.value.element.startswith(("date", "coverage", "subject", "displayDate", "copyrightDate"))
    text = difference.value.text
    if text.startswith("-") and difference.value.element == "subject code":
        return True
    if not is_time or not re.fullmatch(r"[-\d/.XTZ: ?~]+", text):
        return False
    return difference.is_ours or bool({each[:2] for each in _YEAR.findall(text)} & _centuries(others(difference)))


def _centuries(values: tuple[Value, ...]) -> set[str]:
    """Return the beginnings of the years in values."""
    return {year[:2] for value in values for year in _YEAR.findall(value.text)} | {""}


def one_date(difference: Difference) -> bool:
    """Sheaf writes one date into Dublin Core, the document's own; the stylesheet writes all, one behind the other.

    A date of copyright beside the date of publication.
    """
    has_one = any(value.element in ("date", "coverage") for value in difference.pair.ours)
    return not difference.is_ours and difference.value.element == "date" and has_one


def files_on_request(difference: Difference) -> bool:
    """Sheaf writes the address of the landing page; those of files and previews are an option.

    The address of a thumbnail.
    """
    is_address = difference.value.element in ("identifier", "url") and "://" in difference.value.text
    return is_address and set(words(difference.value.text)) <= difference.pair.said


_TYPES = re.compile(
    r"(?:collection|manuscript|mixed material|text|notated music|sound recording|moving image|still image|musical"
    r"|cartographic|software, multimedia|three dimensional object|\W)+",
    re.IGNORECASE,
)


def type_of_the_leader(difference: Difference) -> bool:
    """The stylesheet writes the type of MODS, with words for a collection and a manuscript run into it; Sheaf DCMI's.

    `manuscripttext` there, `Text` here.
    """
    return difference.value.element in ("type", "typeOfResource") and bool(_TYPES.fullmatch(difference.value.text))


def of_a_related_item(difference: Difference) -> bool:
    """Sheaf names a related item by title, part and address; numbers, names and publisher of its own are left out.

    `Annals of botany--0305-7364` there, the title and the part here.
    """
    there = {word for value in others(difference) for word in words(value.text)}
    return not difference.is_ours and set(words(difference.value.text)) <= there | _of_related(difference.pair.given)


_LINKING = re.compile(r"7\d\d|8[0-3]\d|4\d\d")


def _of_related(root: etree._Element) -> set[str]:
    """Return the words of related items: relatedItem of MODS, linking and series entries of MARC."""
    found = list(root.iter(f"{{{xml.MODS}}}relatedItem"))
    found += [node for node in root.iter(f"{{{xml.MARC}}}datafield") if _LINKING.fullmatch(node.get("tag", ""))]
    return {word for node in found for text in node.itertext() for word in words(text)}


def extension(difference: Difference) -> bool:
    """What is in an extension of MODS is of another schema: it is served in the native, and not read.

    The number of a congress in the extension of a printing office.
    """
    said = {
        word for node in difference.pair.given.iter(f"{{{xml.MODS}}}extension") for text in node.itertext()
        for word in words(text)
    }  # fmt: skip
    return not difference.is_ours and set(words(difference.value.text)) <= said


def digital_origin(difference: Difference) -> bool:
    """Whether an object was born digital or digitised (`digitalOrigin`) has no field in the Record.

    `reformatted digital`
    """
    origins = [node.text or "" for node in difference.pair.given.iter(f"{{{xml.MODS}}}digitalOrigin")]
    return not difference.is_ours and words(difference.value.text) in map(words, origins)


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
    return not difference.is_ours and difference.value.text.startswith("info:eu-repo/semantics/")


def rounded(difference: Difference) -> bool:
    """Coordinates are rounded to a tenth of a metre.

    `35.7350696` there, `35.73507` here.
    """
    return difference.value.element in ("coverage", "subject code") and "." in difference.value.text


def damaged(difference: Difference) -> bool:
    """The oracle copies markup and references as they stand, where Sheaf resolves them: `&amp;#239;`.

    `al-Ta&#x02bc;rīkh` there, `al-Taʼrīkh` here.
    """
    texts = [difference.value.text, *(value.text for value in difference.pair.theirs)]
    return any(re.search(r"&\S*;|&\d", text) for text in texts) and difference.value.element in (
        "title", "description", "title alternative", "title uniform",
    )  # fmt: skip
