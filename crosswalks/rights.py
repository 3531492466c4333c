"""Rights URIs: the canonical form of RightsStatements.org statements and Creative Commons licences and tools.

Aggregators compare letter by letter: `http`, no `www`, `/vocab/`, a trailing slash, no query. Records write the same
statement in a dozen ways, one in fifty with a blank behind it. Nothing here guesses a URI from words.
https://rightsstatements.org/page/1.0/ and https://creativecommons.org/licenses/.
"""

import re
from functools import lru_cache
from typing import Final

STATEMENTS_URI: Final = "http://rightsstatements.org/vocab/"
CREATIVE_COMMONS_URI: Final = "http://creativecommons.org/"

STATEMENTS: Final[dict[str, str]] = {
    "CNE": "Copyright Not Evaluated",
    "InC": "In Copyright",
    "InC-EDU": "In Copyright - Educational Use Permitted",
    "InC-NC": "In Copyright - Non-Commercial Use Permitted",
    "InC-OW-EU": "In Copyright - EU Orphan Work",
    "InC-RUU": "In Copyright - Rights-holder(s) Unlocatable or Unidentifiable",
    "NKC": "No Known Copyright",
    "NoC-CR": "No Copyright - Contractual Restrictions",
    "NoC-NC": "No Copyright - Non-Commercial Use Only",
    "NoC-OKLR": "No Copyright - Other Known Legal Restrictions",
    "NoC-US": "No Copyright - United States",
    "UND": "Copyright Undetermined",
}

LICENCES: Final[dict[str, str]] = {
    "by": "Attribution",
    "by-sa": "Attribution-ShareAlike",
    "by-nd": "Attribution-NoDerivatives",
    "by-nc": "Attribution-NonCommercial",
    "by-nc-sa": "Attribution-NonCommercial-ShareAlike",
    "by-nc-nd": "Attribution-NonCommercial-NoDerivatives",
}

# The early versions wrote the last two the other way round or had licences of their own.
RETIRED_LICENCES: Final[dict[str, str]] = {
    "by-nd-nc": "Attribution-NoDerivs-NonCommercial",
    "nc": "NonCommercial",
    "nc-sa": "NonCommercial-ShareAlike",
    "nd": "NoDerivs",
    "nd-nc": "NoDerivs-NonCommercial",
    "sa": "ShareAlike",
}

VERSIONS: Final = ("1.0", "2.0", "2.1", "2.5", "3.0", "4.0")

PUBLIC_DOMAIN: Final[dict[str, str]] = {
    "publicdomain/zero/1.0": "CC0 1.0 Universal",
    "publicdomain/mark/1.0": "Public Domain Mark 1.0",
}

_STATEMENT: Final = re.compile(
    r"https?://(?:www\.)?rightsstatements\.org/(?:vocab|page|data)/([A-Za-z-]+)/1\.0(?:/|/?[?#].*|/[a-z]{2}(?:-[A-Z]{2})?/?)?",
    re.IGNORECASE,
)
_LICENCE: Final = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/licen[sc]es/([a-z-]+)/(\d\.\d)(?:/([a-z]{2,8}))?(?:/rdf|/legalcode[a-z.\-]*|/deed[a-z.\-]*)?/?(?:[?#].*)?",
    re.IGNORECASE,
)
_TOOL: Final = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/(publicdomain/(?:zero|mark)/1\.0)(?:/rdf|/legalcode[a-z.\-]*|/deed[a-z.\-]*)?/?(?:[?#].*)?",
    re.IGNORECASE,
)
_STATEMENT_CODES: Final = {code.casefold(): code for code in STATEMENTS}
_NOT_A_JURISDICTION: Final = frozenset({"rdf", "deed"})


_LONGEST: Final = 300  # no longer text is a rights URI, nor is it kept in memory to be asked for again


def canonical(uri: str) -> str:
    """Return the canonical URI of a RightsStatements.org statement or a Creative Commons deed; "" if it is neither."""
    return _canonical(uri) if len(uri) <= _LONGEST else ""


@lru_cache(maxsize=4096)
def _canonical(uri: str) -> str:
    """Return what `canonical` does; a collection repeats its few URIs."""
    written = uri.strip()
    if found := _STATEMENT.fullmatch(written):
        code = _STATEMENT_CODES.get(found[1].casefold(), "")
        return f"{STATEMENTS_URI}{code}/1.0/" if code else ""
    if found := _TOOL.fullmatch(written):
        return f"{CREATIVE_COMMONS_URI}{found[1].lower()}/"
    if found := _LICENCE.fullmatch(written):
        return _licence(found[1].lower(), found[2], (found[3] or "").lower())
    return ""


def _licence(kind: str, version: str, jurisdiction: str) -> str:
    """Return the canonical URI of a licence, ported to a jurisdiction or not; "" if there is no such licence."""
    if (kind not in LICENCES and kind not in RETIRED_LICENCES) or version not in VERSIONS:
        return ""
    port = f"{jurisdiction}/" if jurisdiction and jurisdiction not in _NOT_A_JURISDICTION else ""
    return f"{CREATIVE_COMMONS_URI}licenses/{kind}/{version}/{port}"


def label(uri: str) -> str:
    """Return the English name of a rights URI in any spelling that `canonical` knows, or ""."""
    return _label(canonical(uri))


@lru_cache(maxsize=1024)
def _label(address: str) -> str:
    """Return what `label` does for a canonical URI."""
    if address.startswith(STATEMENTS_URI):
        return STATEMENTS[address.split("/")[4]]
    path = address.removeprefix(CREATIVE_COMMONS_URI).rstrip("/")
    if path in PUBLIC_DOMAIN or not path:
        return PUBLIC_DOMAIN.get(path, "")
    _, kind, version, *port = path.split("/")
    scope = port[0].upper() if port else "International" if version == "4.0" else "Generic"
    name = LICENCES.get(kind) or RETIRED_LICENCES[kind]
    scope = "Unported" if version == "3.0" and not port else scope
    return f"{name} {version} {scope} (CC {kind.upper()} {version}{' ' + scope if port else ''})"


def authority(uri: str) -> str:
    """Return the address that a canonical rights URI's vocabulary begins with, for MODS @authorityURI; "" if none."""
    for address in (STATEMENTS_URI, f"{CREATIVE_COMMONS_URI}licenses/", f"{CREATIVE_COMMONS_URI}publicdomain/"):
        if uri.startswith(address):
            return address
    return ""
