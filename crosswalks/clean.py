"""Clean text for every crosswalk: what aggregators ask of values, done in one place.

One character that XML 1.0 forbids truncates a harvester's feed; HTML and doubly escaped text reach readers as noise.
`text` removes both and keeps every letter; it also mends letters that were surely read by the wrong code page.
`uri` makes an address that satisfies RFC 3986 or admits that it cannot.
The characters that XML allows: https://www.w3.org/TR/xml/#charsets.
"""

import re
from functools import lru_cache
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

# Named one by one, so that "<illegible>" or "<Vyshinsky>" in a transcript stays, and only with what can stand in a tag,
# so that "a <b and c> d" does: only markup goes, never words. Nothing in the pattern is given back once it has matched.
_FLAGS: Final = "allowfullscreen checked compact disabled hidden nohref noshade nowrap readonly reversed selected"
_ATTRIBUTE: Final = (
    r"[A-Za-z_:][\w:.-]*+\s*+=\s*+(?:\"[^\"<]*+\"|'[^'<]*+'|[^\s<>]++)"
    rf"|(?:{'|'.join(_FLAGS.split())})(?![\w:.=-])"
)
_TAG_END: Final = rf"(?:\s++(?:{_ATTRIBUTE}))*+\s*+/?>"
_BLOCK_TAG: Final = re.compile(rf"</?(?:{'|'.join(_BLOCK.split())}){_TAG_END}", re.IGNORECASE)
_INLINE_TAG: Final = re.compile(rf"</?(?:{'|'.join(_INLINE.split())}){_TAG_END}", re.IGNORECASE)
_AMPERSANDS: Final = re.compile(r"&(?:(?:amp|#0*38|#[xX]0*26);)+")
_REFERENCE: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0e-\x1b\ud800-\udfff\ufffe\uffff]")
# Nearly every value is clean: one scan decides. (Line breaks and odd blanks are white space to be collapsed.)
_SUSPECT: Final = re.compile(
    "[\x00-\x1f\x80-\x9f\xa0ÂÃâ\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ud800-\udfff\ufffe\uffff<&]|  "
)
# Bytes of Windows-1252 that were read as Latin-1: no text uses these controls but NEL, which is a line break.
_CONTROLS: Final = {
    byte: character
    for byte in range(0x80, 0xA0)
    if byte != 0x85 and (character := bytes([byte]).decode("cp1252", "ignore"))
}
_CONTROL: Final = re.compile("[\x80-\x84\x86-\x9f]")
# UTF-8 that was read as Windows-1252, where two such signs can hardly stand together otherwise: "Ã©", "â€™", "Â©".
_MISREAD: Final = re.compile("[ÂÃ][¡-©¬-¹¼-¾]|â€[^\x00-\x7f]")
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
        after = _unmarked(_reread(_FORBIDDEN.sub("", value)))
        if after == value:
            return value
        value = after
    return _FORBIDDEN.sub("", value).replace("<", " ").replace("&", " ")


def _reread(value: str) -> str:
    """Return the value as it was before somebody read its bytes by the wrong code page; as it is unless that is sure.

    Sure is UTF-8 that was read as Windows-1252 only if all of the value is valid UTF-8 again.
    """
    if _CONTROL.search(value) is not None:
        value = value.translate(_CONTROLS)
    if _MISREAD.search(value) is None:
        return value
    try:
        return b"".join(map(_byte, value)).decode("utf-8")
    except UnicodeError:
        return value


def _byte(character: str) -> bytes:
    """Return the byte that Windows-1252 has for a character, also for the five that it leaves undefined.

    Raises:
        UnicodeEncodeError: it has none.

    """
    return character.encode("latin-1" if "\x80" <= character <= "\x9f" else "cp1252")


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
    return _remembered_uri(value) if len(value) <= _LONGEST_URI else _uri(value)


def _uri(value: str) -> str:
    """Return what `uri` does."""
    if _URL.fullmatch(value) or _URI.fullmatch(value):
        return value
    escaped = _escaped(_FORBIDDEN.sub("", value).strip())
    return escaped if _URL.fullmatch(escaped) or _URI.fullmatch(escaped) else ""


_LONGEST_URI: Final = 200  # longer ones are rare, and would fill the memory
_remembered_uri = lru_cache(maxsize=8192)(_uri)


def _escaped(value: str) -> str:
    """Return the value with every character outside RFC 3986, and every `#` after the first, percent-encoded."""
    rest, hash_mark, fragment = _STRAY_PERCENT.sub("%25", value).partition("#")
    safe = "!$%&'()*+,;=:@/?~"
    return quote(rest, safe=safe) + hash_mark + quote(fragment, safe=safe)
