r"""Text that XML 1.0 cannot carry, written with what it can: `\u0003` for a character that no XML document may hold.

Control characters and two code points at the end of the first plane have no place in XML, not even as references
(<https://www.w3.org/TR/xml/#charsets>), but a Record in JSON may hold them. A backslash is escaped with them, so that
what was written can be read again without doubt.
"""

import re
from typing import Final

_ILLEGAL: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPED: Final = re.compile("[^\t\n\r\x20-\\[\\]-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Half a surrogate pair is no character, and no Record can hold one
_ESCAPE: Final = re.compile(r"\\u(?![dD][89A-Fa-f])([0-9A-Fa-f]{4})")


def needed(text: str) -> bool:
    """Return whether the text holds a character that XML cannot carry."""
    return _ILLEGAL.search(text) is not None


def escape(text: str) -> str:
    r"""Return the text with `\uXXXX` for every backslash and every character that XML cannot carry."""
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def unescape(text: str) -> str:
    """Return the text that was escaped; `unescape(escape(text)) == text`."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
