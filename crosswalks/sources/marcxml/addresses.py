"""The addresses of what a heading stands for: $0, $1 and $4 with a URI, or a number behind the code of its file.

https://www.loc.gov/marc/bibliographic/ecbdcntf.html. A code in parentheses is a MARC organization code or a source code
of the Library of Congress; only what surely makes an address is made one.
"""

import re
from typing import Final

from crosswalks.sources import nodes
from crosswalks.sources.marcxml.fields import Field

_CODED: Final = re.compile(r"\(([A-Za-z0-9-]+)\)\s*(\S.*)")
_FILES: Final[dict[str, tuple[str, str]]] = {
    "de-588": ("https://d-nb.info/gnd/", r"[0-9X-]+"),
    "gnd": ("https://d-nb.info/gnd/", r"[0-9X-]+"),
    "dlc": ("http://id.loc.gov/authorities/names/", r"n[a-z]?\s*\d+"),
    "ocolc": ("http://id.worldcat.org/fast/", r"fst0*\d+"),
    "viaf": ("http://viaf.org/viaf/", r"\d+"),
    "orcid": ("https://orcid.org/", r"[\dX-]+"),
    "isni": ("https://isni.org/isni/", r"[\dX ]+"),
    "wikidata": ("http://www.wikidata.org/entity/", r"Q\d+"),
    "aat": ("http://vocab.getty.edu/aat/", r"\d+"),
    "tgn": ("http://vocab.getty.edu/tgn/", r"\d+"),
    "ulan": ("http://vocab.getty.edu/ulan/", r"\d+"),
}
_SUBJECT: Final = re.compile(r"sh\s*\d+")


def addresses(field: Field) -> tuple[str, ...]:
    """Return the addresses in $0 and $1, in the order of the field, each once."""
    return tuple(dict.fromkeys(filter(None, map(address, field.all("01")))))


def address(value: str) -> str:
    """Return the address that a value of $0 or $1 states; "" when it is a number of an unknown file."""
    coded = _CODED.fullmatch(value)
    if coded is None:
        return nodes.uri(value)
    code, number = coded[1].casefold(), coded[2].strip()
    if code == "uri":
        return nodes.uri(number)
    if code == "dlc" and _SUBJECT.fullmatch(number):
        return f"http://id.loc.gov/authorities/subjects/{number.replace(' ', '')}"
    start, pattern = _FILES.get(code, ("", ""))
    if not start or not re.fullmatch(pattern, number):
        return ""
    if code == "ocolc":
        number = number.removeprefix("fst").lstrip("0")
    return start + number.replace(" ", "")


def first(field: Field) -> str:
    """Return the address to show for a heading, or ""."""
    return next(iter(addresses(field)), "")
