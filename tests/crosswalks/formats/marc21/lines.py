"""Records in MARC 21 as lines, for the tests of the codec."""

from typing import Any

from lxml import etree

from crosswalks.formats import marc21
from crosswalks.record import (
    Record,
)

SLIM = "{http://www.loc.gov/MARC21/slim}"


def tree(record: Record, **options: Any) -> etree._Element:
    return etree.fromstring(marc21.render(record, marc21.Options(**options)))


def lines(found: Record, *tags: str, **options: Any) -> list[str]:
    """Return the data fields with these tags as `100 1_ $a Name $4 aut`."""
    return [
        f"{node.get('tag')} "
        + f"{node.get('ind1')}{node.get('ind2')}".replace(" ", "_")
        + "".join(f" ${sub.get('code')} {sub.text}" for sub in node)
        for node in tree(found, **options).iterchildren(f"{SLIM}datafield")
        if node.get("tag") in tags
    ]


def control(record: Record, tag: str, **options: Any) -> str | None:
    """Return the text of a control field."""
    return next((node.text for node in tree(record, **options).iterchildren(f"{SLIM}controlfield")
                 if node.get("tag") == tag), None)  # fmt: skip


def leader(record: Record) -> str:
    return tree(record).findtext(f"{SLIM}leader") or ""


def of(**fields: Any) -> Record:
    return Record(local_id="7", **fields)
