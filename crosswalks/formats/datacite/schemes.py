"""What DataCite calls the schemes of subjects, names and funders, and where they are at home."""

from typing import Final, NamedTuple

from crosswalks import clean, vocabularies

# Where the name is not the Library of Congress's code in capitals.
_NAMES: Final = {
    "geonames": "GeoNames",
    "lctgm": "TGM",
    "naf": "LCNAF",
    "wikidata": "Wikidata",
}
_URIS: Final = {authority.code: f"http://{authority.uri}" for authority in vocabularies.AUTHORITIES} | {
    "ddc": "http://dewey.info/",  # as OpenAIRE's guidelines write it
}
_KNOWN: Final = frozenset({*_URIS, "mesh", "nlm", "rvk", "bkl", "msc", "sudocs", "rameau", "swd"})

# The beginning of a funder's address -> funderIdentifierType
_FUNDERS: Final = {
    "ror.org/": "ROR",
    "isni.org/": "ISNI",
    "www.isni.org/": "ISNI",
    "doi.org/10.13039/": "Crossref Funder ID",
    "dx.doi.org/10.13039/": "Crossref Funder ID",
    "grid.ac/": "GRID",
    "www.grid.ac/": "GRID",
}


class Scheme(NamedTuple):
    """The name of a scheme and its address, each perhaps empty."""

    name: str
    uri: str


def scheme(code: str, uri: str) -> Scheme:
    """Return the scheme of a term from its code, or failing that from the term's address."""
    known = vocabularies.authority_of(uri) if uri else None
    given = clean.text(code) or (known.code if known else "")
    key = given.lower()
    address = known.uri if known and known.code == key != "ddc" else _URIS.get(key, "")
    return Scheme(_NAMES.get(key) or (key.upper() if key in _KNOWN else given), address)


def of_identifier(uri: str) -> Scheme:
    """Return the scheme of somebody's address; every address is at least a URI."""
    found = scheme("", uri)
    if found.name:
        return found
    return Scheme("ROR", "https://ror.org/") if funder_type(uri) == "ROR" else Scheme("URI", "")


def funder_type(uri: str) -> str:
    """Return the funderIdentifierType of a funder's address."""
    address = uri.partition("://")[2]
    return next((kind for start, kind in _FUNDERS.items() if address.startswith(start)), "Other")
