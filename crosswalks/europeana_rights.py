"""The rights URIs that Europeana accepts in edm:rights, as visible data.

Creative Commons licences in the versions and ports that exist, the two public domain tools, and six of the twelve
statements of RightsStatements.org. The list is that of the Schematron rules within the schema of EDM
(https://github.com/europeana/metis-schema, EDM-EXTERNAL-MAIN.xsd); what it means is told at
https://europeana.atlassian.net/wiki/spaces/EF/pages/2106294284.
"""

from functools import lru_cache
from typing import Final

from crosswalks.rights import CREATIVE_COMMONS_URI, LICENCES, PUBLIC_DOMAIN, STATEMENTS_URI

STATEMENTS: Final = ("NoC-NC", "NoC-OKLR", "InC", "InC-EDU", "InC-OW-EU", "CNE")

# Version -> the jurisdictions that it was ported to; "" is the licence that was not ported.
PORTS: Final[dict[str, tuple[str, ...]]] = {
    "1.0": ("", "fi", "il", "nl"),
    "2.0": (
        "", "au", "at", "be", "br", "ca", "cl", "hr", "uk", "fr", "de", "it", "jp", "nl", "pl", "kr", "es", "tw",
    ),
    "2.1": ("au", "es", "jp"),
    "2.5": (
        "", "ar", "au", "br", "bg", "ca", "cn", "co", "hr", "dk", "hu", "in", "il", "it", "mk", "my", "mt", "mx", "nl",
        "pe", "pl", "pt", "scotland", "si", "za", "es", "se", "ch", "tw",
    ),
    "3.0": (
        "", "au", "at", "br", "cl", "cn", "cr", "hr", "cz", "ec", "eg", "ee", "fr", "de", "gr", "gt", "hk", "igo",
        "ie", "it", "lu", "nl", "nz", "no", "ph", "pl", "pt", "pr", "ro", "rs", "sg", "za", "es", "ch", "tw", "th",
        "ug", "us", "ve", "vn",
    ),
    "4.0": ("",),
}  # fmt: skip
_EARLY_KIND: Final = "by-nd-nc"  # version 1.0 wrote by-nc-nd this way round


@lru_cache(maxsize=4096)
def accepted(uri: str) -> bool:
    """Return whether Europeana accepts a canonical rights URI (`crosswalks.rights.canonical`) in edm:rights."""
    if uri.startswith(STATEMENTS_URI):
        return uri.removeprefix(STATEMENTS_URI).removesuffix("/1.0/") in STATEMENTS
    path = uri.removeprefix(CREATIVE_COMMONS_URI).removesuffix("/")
    if path in PUBLIC_DOMAIN:
        return uri == f"{CREATIVE_COMMONS_URI}{path}/"
    _, kind, version, port = (*path.split("/"), "", "", "")[:4]
    known = kind in LICENCES or (kind, version) == (_EARLY_KIND, "1.0")
    licence = "/".join(filter(None, (f"{CREATIVE_COMMONS_URI}licenses", kind, version, port)))
    return known and port in PORTS.get(version, ()) and uri == f"{licence}/"
