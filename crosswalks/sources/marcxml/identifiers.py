"""MARC 010-037, 074, 088 -> identifiers.

https://www.loc.gov/marc/bibliographic/bd01x09x.html. Types are the source codes of the Library of Congress
(https://www.loc.gov/standards/sourcelist/standard-identifier.html). What a record keeps in $z no longer holds, or was
never right; its type says so.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from crosswalks import marc
from crosswalks.record import Identifier, Pid, PidScheme
from crosswalks.sources import identity, nodes
from crosswalks.sources.marcxml.fields import Field, Marc
from crosswalks.sources.marcxml.punctuation import trimmed, unmarked
from crosswalks.sources.pids import pid

_INVALID: Final = " (invalid)"
_QUALIFIER: Final = re.compile(r"\s*\([^()]*\)?\s*$")
_OCLC_PREFIX: Final = re.compile(r"(?i)^\(OCoLC\)\s*(?:oc[mn]|on)?")
# Types by tag, then by tag and first indicator
_TYPES: Final = {
    "010": "lccn", "017": "copyright registration number", "020": "isbn", "022": "issn", "023": "cluster issn",
    "025": "overseas acquisition number", "027": "strn", "030": "coden", "074": "gpo item number",
    "088": "report number",
    **{f"{place.tag}{place.ind1}": kind for kind, place in marc.IDENTIFIERS.items() if place.tag in ("024", "028")},
}  # fmt: skip
_SCHEMES: Final[dict[str, PidScheme]] = {**marc.PID_SCHEMES, "handle": "handle"}


class Identifiers(NamedTuple):
    """The identifiers of a record, besides its local one, and the first web address among them, or ""."""

    pids: list[Pid]
    others: list[Identifier]
    address: str


def identifiers(record: Marc, local_id: str) -> Identifiers:
    """Return persistent identifiers and all others, each once."""
    result = Identifiers([], [], "")
    for field in record.fields("024"):
        scheme = _SCHEMES.get(_source(field)) if field.ind1 == "7" else None
        for value in filter(None, map(identity.stated, field.all("a"))):
            if scheme is not None:
                result.pids.append(pid(scheme, value))
            elif not result.address and _source(field) in ("uri", "url"):
                result = result._replace(address=nodes.url(value))
    found = [each for each in _all(record) if each.value != local_id]
    return result._replace(pids=list(dict.fromkeys(result.pids)), others=list(dict.fromkeys(found)))


def _source(field: Field) -> str:
    """Return the code in $2, in small letters."""
    return trimmed(field.first("2")).casefold()


def _all(record: Marc) -> Iterator[Identifier]:
    """Yield all identifiers but persistent ones that hold, in the order of their tags."""
    for field in record.fields("010", "015", "016", "017", "025", "020", "022", "023", "024", "027", "028", "030"):
        yield from _standard(field)
    for field in record.fields("035"):
        yield from (Identifier(value=value, type=kind) for kind, value in _system_numbers(field))
    for field in record.fields("037"):
        value = " ".join(filter(None, map(unmarked, (field.first("b"), field.first("a")))))
        if field.first("a"):
            yield Identifier(value=value, type="stock number")
    for field in record.fields("074", "088"):
        yield from _standard(field)


def _standard(field: Field) -> Iterator[Identifier]:
    """Yield the identifiers of one field."""
    kind = _type(field)
    known = field.tag == "024" and field.ind1 == "7" and _source(field) in _SCHEMES
    for code, given in field.subfields:
        value = identity.stated(_plain(field, given))
        if not value:
            continue
        if code == "a" and not known:
            yield Identifier(value=value, type=kind)
        elif code == "l" and field.tag == "022":
            yield Identifier(value=value, type="issn-l")
        elif code == "z" or (code in "my" and field.tag == "022"):
            yield Identifier(value=value, type=f"{kind}{_INVALID}".strip())


def _type(field: Field) -> str:
    """Return the type of the identifiers in a field."""
    if field.tag in ("015", "016"):
        return _source(field) if field.tag == "015" and field.first("2") else "nbn"
    if field.tag == "024" and field.ind1 == "7":
        return _source(field)
    return _TYPES.get(field.tag) or _TYPES.get(f"{field.tag}{field.ind1}", "")


def _plain(field: Field, value: str) -> str:
    """Return a number without what stands in parentheses behind it; of 028, behind the name of who gave it."""
    if field.tag == "028":
        return " ".join(filter(None, (unmarked(field.first("b")), unmarked(value))))
    if field.tag == "016" and field.first("2"):
        return f"({field.first('2')}){value}"
    if field.tag == "010":
        value = value.replace("^", " ").strip()  # a blank, as some systems print it: `^^2007042761`
    return _QUALIFIER.sub("", unmarked(value)) if field.tag in ("020", "022", "024") else unmarked(value)


def _system_numbers(field: Field) -> Iterator[tuple[str, str]]:
    """Yield type and value of the numbers that other systems give the record."""
    for code, given in field.subfields:
        if code in "az" and (value := identity.stated(given)):
            number = _OCLC_PREFIX.sub("", value)
            kind = "oclc" if number != value else "local"
            yield f"{kind}{_INVALID}" if code == "z" else kind, number
