"""A harvester over HTTP that keeps what it was given, and starts `from` the date of its last harvest."""

import re
import time
import urllib.error
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from tests.functional.servers import get

_OAI = "{http://www.openarchives.org/OAI/2.0/}"
_DC = "{http://purl.org/dc/elements/1.1/}"


@dataclass
class Harvester:
    """What it holds: titles by identifier, None for a deleted record. `dates` are all the responseDates it saw."""

    base_url: str
    since: str = ""
    holds: dict[str, str | None] = field(default_factory=dict)
    dates: list[str] = field(default_factory=list)

    def harvest(self, between: Callable[[], object] = lambda: None, *, dated: Callable[[], str] | None = None) -> None:
        """Take everything since the last harvest; `between` is called after the first page.

        The next harvest starts from this one's date: that of its first response, or what `dated` says then.
        """
        asked = {"verb": "ListRecords", "metadataPrefix": "oai_dc", **({"from": self.since} if self.since else {})}
        date, token = self._page(asked)
        self.since = dated() if dated else date
        between()
        while token:
            _, token = self._page({"verb": "ListRecords", "resumptionToken": token})

    def _page(self, asked: dict[str, str]) -> tuple[str, str]:
        """Take one page; return its date, and the token of the next."""
        root = ET.fromstring(get(self.base_url, **asked))
        date = root.findtext(f"{_OAI}responseDate", "")
        self.dates.append(date)
        assert {error.get("code") for error in root.iter(f"{_OAI}error")} <= {"noRecordsMatch"}
        for record in root.iter(f"{_OAI}record"):
            header = record.find(f"{_OAI}header")
            assert header is not None
            title = None if header.get("status") == "deleted" else record.findtext(f".//{_DC}title", "")
            self.holds[header.findtext(f"{_OAI}identifier", "")] = title
        return date, root.findtext(f".//{_OAI}resumptionToken") or ""


def status(base_url: str) -> tuple[int, str]:
    """Return the HTTP status of Identify, and its Retry-After."""
    try:
        get(base_url, verb="Identify")
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers.get("Retry-After", "")
    return 200, ""


def date(base_url: str) -> str:
    """Return the responseDate of Identify."""
    found = re.search(rb"<responseDate>(.*?)</responseDate>", get(base_url, verb="Identify"))
    assert found
    return found[1].decode()


def until(settled: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for something to become true."""
    deadline = time.monotonic() + seconds
    while not settled():
        assert time.monotonic() < deadline
        time.sleep(0.05)
