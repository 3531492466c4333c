"""Clean text for every crosswalk: what aggregators ask of values, done in one place.

One character that XML 1.0 forbids truncates a harvester's feed; HTML and doubly escaped text reach readers as noise.
`text` removes both and keeps every letter; `uri` makes an address that satisfies RFC 3986 or admits that it cannot.
The characters that XML allows: https://www.w3.org/TR/xml/#charsets.
"""

import re
from html import unescape
from html.entities import html5
from typing import Final
from urllib.parse import quote

# Block-level tags part words; inline tags stand within them ("H<sub>2</sub>O").
_BLOCK: Final = (
    "address article aside blockquote br caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html body head iframe img input li main nav ol option p pre script section select "
    "style summary table tbody td textarea tfoot th thead title tr ul"
)
_INLINE: Final = (
    "a abbr acronym b bdi bdo big button cite code del dfn em font i ins kbd label link mark meta nobr q s samp small "
    "span strike strong sub sup tt u var wbr"
)

# Named one by one, so that "<illegible>" or "<Vyshinsky>" in a transcript stays: only markup goes, never words.
_TAG_END: Final = r"(?:\s[^<>]*|/)?>"
_BLOCK_TAG: Final = re.compile(rf"</?(?:{'|'.join(_BLOCK.split())}){_TAG_END}", re.IGNORECASE)
_INLINE_TAG: Final = re.compile(rf"</?(?:{'|'.join(_INLINE.split())}){_TAG_END}", re.IGNORECASE)
_AMPERSANDS: Final = re.compile(r"&(?:(?:amp|#0*38|#[xX]0*26);)+")
_REFERENCE: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0e-\x1b\ud800-\udfff\ufffe\uffff]")
# Nearly every value is clean: one scan decides. (Line breaks and odd blanks are white space to be collapsed.)
_SUSPECT: Final = re.compile(
    "[\x00-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ud800-\udfff\ufffe\uffff<&]|  "
)
# Markup within markup beyond this depth is an attack on our time, not a description.
_PASSES: Final = 8


def text(value: str) -> str:
    """Return the value as one line of plain text; cleaning it again changes nothing.

    Characters forbidden in XML 1.0 go; HTML tags and comments go; character references, doubly escaped or not, become
    the characters they stand for; white space of any kind becomes single blanks. Everything else stays as it is.
    """
    if _SUSPECT.search(value) is None:
        return value.strip()
    return " ".join(_plain(value).split())


def _plain(value: str) -> str:
    """Return the value without forbidden characters, references and markup, looking again until nothing changes."""
    for _ in range(_PASSES):
        after = _unmarked(_FORBIDDEN.sub("", value))
        if after == value:
            return value
        value = after
    return _FORBIDDEN.sub("", value).replace("<", " ").replace("&", " ")


def _unmarked(value: str) -> str:
    """Return the value with its references resolved, its comments and HTML tags dropped: one layer of each."""
    if "&" in value:
        value = _REFERENCE.sub(_character, _AMPERSANDS.sub("&", value))
    if "<!--" in value:
        value = _uncommented(value)
    if "<" in value:
        value = _INLINE_TAG.sub("", _BLOCK_TAG.sub(" ", value))
    return value


def _uncommented(value: str) -> str:
    """Return the value without its closed comments; found by `find`, since a pattern would take quadratic time."""
    kept = []
    start = 0
    while (opening := value.find("<!--", start)) >= 0 and (closing := value.find("-->", opening + 4)) >= 0:
        kept.append(value[start:opening])
        start = closing + 3
    return " ".join([*kept, value[start:]])


def _character(reference: re.Match[str]) -> str:
    """Return the character of a reference; names unknown to HTML stay as written."""
    written = reference.group()
    return unescape(written) if written[1] == "#" or written[1:] in html5 else written


_URI: Final = re.compile(
    r"[A-Za-z][A-Za-z0-9+.\-]*:"
    r"(?!//)(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})+"
    r"(?:#(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*)?"
)
_URL: Final = re.compile(
    r"[A-Za-z][A-Za-z0-9+.\-]*://"
    r"(?:(?:[A-Za-z0-9\-._~!$&'()*+,;=:]|%[0-9A-Fa-f]{2})*@)?"
    r"(?:[A-Za-z0-9\-._~!$&'()*+,;=]|%[0-9A-Fa-f]{2})+(?::[0-9]{1,5})?"
    r"(?:[/?](?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*)?"
    r"(?:#(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*)?"
)
_STRAY_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")


def uri(value: str) -> str:
    """Return the value as an absolute URI (RFC 3986), escaping what it may not hold; "" if it is none even so."""
    if _URL.fullmatch(value) or _URI.fullmatch(value):
        return value
    escaped = _escaped(_FORBIDDEN.sub("", value).strip())
    return escaped if _URL.fullmatch(escaped) or _URI.fullmatch(escaped) else ""


def _escaped(value: str) -> str:
    """Return the value with every character outside RFC 3986, and every `#` after the first, percent-encoded."""
    rest, hash_mark, fragment = _STRAY_PERCENT.sub("%25", value).partition("#")
    safe = "!$%&'()*+,;=:@/?~"
    return quote(rest, safe=safe) + hash_mark + quote(fragment, safe=safe)
