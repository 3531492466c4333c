"""Content coding: zstd or gzip for those who ask for it, the plain bytes for all others.

- https://www.openarchives.org/OAI/2.0/openarchivesprotocol.htm#ResponseCompression
- https://www.rfc-editor.org/rfc/rfc9110#name-accept-encoding
- https://www.rfc-editor.org/rfc/rfc8878 (zstd), https://www.rfc-editor.org/rfc/rfc1952 (gzip)
"""

import re
import sys
from collections.abc import Callable
from functools import lru_cache

from isal import isal_zlib

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_LEVEL = 1
"""Of gzip, 707 MB/s against 70 MB/s of zlib's level 6 on the same pages, at a ratio of 3.7 against 4.4; of zstd,
591 MB/s at 4.3."""

_GZIP = 31  # zlib's number for a gzip header around the widest window; the header holds no time
_quality = re.compile(r"(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")


def _gzip(data: bytes) -> bytes:
    return isal_zlib.compress(data, _LEVEL, _GZIP)


def _zstd(data: bytes) -> bytes:
    return zstd.compress(data, _LEVEL)


CODINGS: dict[str, Callable[[bytes], bytes]] = {"zstd": _zstd, "gzip": _gzip}
"""What there is beside the plain bytes, best first; equal data give equal bytes."""


def compress(data: bytes, coding: str) -> bytes:
    """Return the data in one of CODINGS."""
    return CODINGS[coding](data)


@lru_cache(maxsize=256)
def choose(accept_encoding: str) -> str:
    """Return which of CODINGS is liked best, and no less than plain bytes; empty for plain bytes.

    A request without the header, or with one that mentions neither a coding nor `*`, gets plain bytes. So does one that
    forbids everything: the protocol wants them always available.
    """
    weights = dict(_weighted(part) for part in accept_encoding.lower().split(",") if part.strip())
    weights.setdefault("gzip", weights.get("x-gzip", weights.get("*", 0.0)))
    best = max(CODINGS, key=lambda coding: weights.get(coding, 0.0))
    weight = weights.get(best, 0.0)
    return best if weight > 0 and weight >= weights.get("identity", 0.0) else ""


def _weighted(part: str) -> tuple[str, float]:
    """Return a coding with its weight; one whose weight is malformed counts as refused."""
    coding, _, parameter = (piece.strip() for piece in part.partition(";"))
    if not parameter:
        return coding, 1.0
    name, _, value = parameter.partition("=")
    value = value.strip()
    return coding, float(value) if name.strip() == "q" and _quality.fullmatch(value) else 0.0
