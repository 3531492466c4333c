"""originInfo: dates and publishers, an originInfo for each event.

https://www.loc.gov/standards/mods/userguide/origininfo.html. One date of the document's own at most is the key date
(`crosswalks.formats.best_date`); when a document was scanned or uploaded is never that.
"""

from lxml import etree

from crosswalks import dates, edtf
from crosswalks.formats.best_date import best_date
from crosswalks.formats.mods.build import add, attributes, authority, drop_empty, tag
from crosswalks.formats.mods.options import Options
from crosswalks.record import Agent, Date, Record

ORIGIN_INFO, PUBLISHER, DISPLAY_DATE = tag("originInfo"), tag("publisher"), tag("displayDate")
DATE_OTHER = tag("dateOther")

# type of date -> element, event type, and the type attribute of dateOther
ELEMENTS = {
    "created": (tag("dateCreated"), "production", ""),
    "issued": (tag("dateIssued"), "publication", ""),
    "sent": (DATE_OTHER, "", "sent"),
    "received": (DATE_OTHER, "", "received"),
    "uploaded": (DATE_OTHER, "publication", "uploaded"),
    "copyright": (tag("copyrightDate"), "copyright notice", ""),
    "captured": (tag("dateCaptured"), "capture", ""),
    "valid": (tag("dateValid"), "", ""),
    "modified": (tag("dateModified"), "", ""),
    "other": (DATE_OTHER, "", ""),
}


def origin_info(root: etree._Element, record: Record, _: Options) -> None:
    """Write an originInfo for each date; publishers stand with the date of issue, or alone."""
    publishers = [agent for agent in record.agents if agent.relation == "publisher"]
    key = best_date(record)
    for date in record.dates:
        if date.type in ELEMENTS:
            with_publishers = publishers if date.type == "issued" else []
            publishers = publishers if date.type != "issued" else []
            _event(root, date, with_publishers, key=date is key)
    if publishers:
        _event(root, Date(type="issued"), publishers, key=False)
    if record.uploaded and not any(date.type == "uploaded" for date in record.dates):
        _event(root, Date(type="uploaded", start=record.uploaded), [], key=False)


def _event(root: etree._Element, date: Date, publishers: list[Agent], *, key: bool) -> None:
    """Write one originInfo."""
    name, event, kind = ELEMENTS[date.type]
    info = etree.SubElement(root, ORIGIN_INFO, attributes(eventType=event))
    for agent in publishers:
        add(info, PUBLISHER, agent.name, authority("", agent.uris[0] if agent.uris else ""))
    coded(info, name, dates.settle(date), key=key, type=kind)
    drop_empty(root, info)


def coded(parent: etree._Element, name: str, date: dates.Normalised, *, key: bool = False, **others: str) -> None:
    """Write a date as one element, or as its start and its end, and in its own words where these say more."""
    marks = {"keyDate": "yes"} if key else {}
    if not date.start:
        add(parent, name, date.display, attributes(qualifier=date.qualifier, **others, **marks))
        return
    points = (("start", date.start), ("end", date.end)) if date.end else (("", date.start),)
    for point, value in points:
        if value != "..":
            given = attributes(encoding=_encoding(value), qualifier=date.qualifier, point=point, **others, **marks)
            add(parent, name, value, given)
            marks = {}
    if parent.tag == ORIGIN_INFO and date.display not in (date.start, f"{date.start}/{date.end}"):
        add(parent, DISPLAY_DATE, date.display)


def _encoding(value: str) -> str:
    """Return the narrowest encoding that the value satisfies."""
    return "w3cdtf" if edtf.is_w3cdtf(value) else "edtf" if edtf.is_edtf(value) else ""
