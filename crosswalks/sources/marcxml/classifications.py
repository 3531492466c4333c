"""MARC 050-099 -> library classifications.

https://www.loc.gov/marc/bibliographic/bd01x09x.html; codes of schemes:
https://www.loc.gov/standards/sourcelist/classification.html. A security marking is never a classification: one that
stands there becomes a SecurityMarking that has been lifted.
"""

from typing import Final

from crosswalks.markings import is_marking, is_scheme
from crosswalks.record import Classification, SecurityMarking
from crosswalks.sources.marcxml import addresses
from crosswalks.sources.marcxml.fields import Field, Marc
from crosswalks.sources.marcxml.punctuation import trimmed

_SCHEMES: Final = {
    "050": "lcc", "055": "lcc", "060": "nlm", "070": "nal", "080": "udc", "082": "ddc", "083": "ddc", "090": "lcc",
    "092": "ddc", "096": "nlm",
}  # fmt: skip
# The tags in which $2 names a scheme, and those in which it names an edition
_NAMED: Final = frozenset({"055", "072", "084", "086"})
_EDITIONS: Final = frozenset({"080", "082", "083", "092"})
_OTHER: Final = ("072", "084", "086", "098", "099")
_DOCUMENTS: Final = {"0": "sudocs", "1": "cacodoc"}
# The signs at which a Dewey number may be cut short
_CUTS: Final = str.maketrans("", "", "/'’")


def classifications(record: Marc) -> tuple[list[Classification], list[SecurityMarking]]:
    """Return library classifications, each once, and the security markings among them; each of the latter is noted."""
    numbers: list[Classification] = []
    routed: list[SecurityMarking] = []
    for field in record.fields(*sorted((*_SCHEMES, *_OTHER))):
        scheme = _scheme(field)
        values = _values(field, scheme)
        uri = addresses.first(field) if len(values) == 1 else ""
        for value in values:
            if is_scheme(scheme) or is_marking(value):
                routed.append(SecurityMarking(level=value))
                record.notes.append(
                    f"The classification {value!r} is a security marking, not a library's: it was taken as lifted."
                )
            else:
                edition = trimmed(field.first("2")) if field.tag in _EDITIONS else ""
                numbers.append(Classification(value=value, scheme=scheme, edition=edition, uri=uri))
    return list(dict.fromkeys(numbers)), routed


def _scheme(field: Field) -> str:
    """Return the code of the scheme of a field, "" when none is named."""
    named = trimmed(field.first("2")) if field.tag in _NAMED else ""
    if field.tag == "086":
        return _DOCUMENTS.get(field.ind1) or named
    if field.tag == "082" and field.ind1 == "7":
        return "ddc"
    return named or _SCHEMES.get(field.tag, "")


def _values(field: Field, scheme: str) -> list[str]:
    """Return the numbers of a field, each once, and with its item number where there is but one."""
    classes = [trimmed(value) for value in field.all("a")]
    if scheme == "ddc":
        classes = [value.translate(_CUTS) for value in classes]
    if field.tag == "099":
        classes = [" ".join(classes)]
    if len(classes) == 1 and scheme != "ddc":
        classes = [" ".join(filter(None, (classes[0], trimmed(field.first("b")))))]
    return list(dict.fromkeys(filter(None, classes)))
