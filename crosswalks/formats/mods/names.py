"""titleInfo and name: https://www.loc.gov/standards/mods/userguide/titleinfo.html and …/name.html."""

from lxml import etree

from crosswalks import vocabularies
from crosswalks.formats import wording
from crosswalks.formats.mods.build import add, attributes, authority, drop_empty, tag
from crosswalks.formats.mods.options import Options
from crosswalks.record import Agent, Record, Title

TITLE_INFO = tag("titleInfo")
TITLE_PARTS = tuple(
    (tag(name), field)
    for name, field in (
        ("nonSort", "non_sort"),
        ("title", "value"),
        ("subTitle", "sub"),
        ("partNumber", "part_no"),
        ("partName", "part_name"),
    )
)
TITLE = tag("title")
NAME, NAME_PART, NAME_IDENTIFIER = tag("name"), tag("namePart"), tag("nameIdentifier")
ROLE, ROLE_TERM = tag("role"), tag("roleTerm")

NAME_TYPES = {"person": "personal", "corporate": "corporate", "family": "family", "conference": "conference"}


def titles(root: etree._Element, record: Record, options: Options) -> None:
    """Write a titleInfo for each title; the main one bears no attribute by default, since Tennessee takes no other."""
    main = next((title for title in record.titles if title.type in ("main", "supplied")), None)
    for title in record.titles:
        _title_info(root, title, options.title_usage if title is main else "")


def _title_info(root: etree._Element, title: Title, usage: str) -> None:
    """Write one titleInfo; its language stands on the title, so that titleInfo itself stays bare."""
    kind = title.type if title.type in ("alternative", "translated", "uniform") else ""
    supplied = "yes" if title.type == "supplied" else ""
    info = etree.SubElement(root, TITLE_INFO, attributes(type=kind, supplied=supplied, usage=usage))
    for name, field in TITLE_PARTS:
        add(info, name, getattr(title, field), attributes(lang=title.lang) if name == TITLE else None)
    drop_empty(root, info)


def names(root: etree._Element, record: Record, options: Options) -> None:
    """Write a name for everyone with a part in the document; mere subjects and publishers stand elsewhere."""
    for agent in record.agents:
        if agent.relation not in ("publisher", "rights_holder") and not wording.is_subject(agent):
            fill(root, agent, list(wording.roles(agent)))
    if options.rights_holder == "name":
        for holder in wording.rights_holders(record):
            fill(root, holder, [("cph", vocabularies.relator_term("cph"))])


def fill(parent: etree._Element, agent: Agent, roles: list[tuple[str, str]]) -> None:
    """Write one name with its dates, identifiers and roles."""
    uri, *further = agent.uris or ("",)
    name = etree.SubElement(parent, NAME, authority("", uri, type=NAME_TYPES.get(agent.kind, "")))
    if add(name, NAME_PART, agent.name) is None:
        parent.remove(name)
        return
    add(name, NAME_PART, agent.dates, {"type": "date"})
    for code, term in roles:
        _role(name, code, term)
    for address in further:
        add(name, NAME_IDENTIFIER, address, {"type": "uri"})


def _role(name: etree._Element, code: str, term: str) -> None:
    """Write one role as code and text of the relator list, or as plain text."""
    role = etree.SubElement(name, ROLE)
    if code:
        uri = vocabularies.RELATOR_URI
        coded = attributes(type="code", authority="marcrelator", authorityURI=uri.rstrip("/"), valueURI=f"{uri}{code}")
        add(role, ROLE_TERM, code, coded)
    add(role, ROLE_TERM, term, attributes(type="text", authority="marcrelator" if code else ""))
    drop_empty(name, role)
