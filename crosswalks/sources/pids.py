"""Persistent identifiers in the syntax of their schemes, without the address of a resolver."""

import re
from typing import Final

from crosswalks.record import Pid, PidScheme

_RESOLVER: Final = {
    "doi": re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE),
    "handle": re.compile(r"(?:https?://hdl\.handle\.net/|hdl:\s*)", re.IGNORECASE),
    "ark": re.compile(r"https?://[^/]+/(?=ark:)", re.IGNORECASE),
    "urn": re.compile(r"https?://[^/]+/(?=urn:)", re.IGNORECASE),
}


def pid(scheme: PidScheme, value: str) -> Pid:
    """Return a persistent identifier in its scheme's own syntax."""
    return Pid(scheme=scheme, value=_RESOLVER[scheme].sub("", value, count=1).strip() or value)
