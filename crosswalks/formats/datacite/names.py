"""creators and contributors: names without their dates, since these elements are cited as they stand.

Names are not split into family and given name: a Record does not say which is which ("Elizabeth II, Queen").
"""

from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from crosswalks import clean, vocabularies
from crosswalks.formats import wording
from crosswalks.formats.datacite import schemes
from crosswalks.formats.datacite.build import add, group
from crosswalks.record import Agent, Record

NAME_TYPES: Final = {"person": "Personal", "corporate": "Organizational", "conference": "Organizational"}

# Relator code -> contributorType; every other role is Other, an addressee too.
CONTRIBUTOR_TYPES: Final = {
    "cph": "RightsHolder",
    "dst": "Distributor",
    "dtc": "DataCollector",
    "dtm": "DataManager",
    "edc": "Editor",
    "edm": "Editor",
    "edt": "Editor",
    "flm": "Editor",
    "fmp": "Producer",
    "fnd": "Sponsor",
    "his": "HostingInstitution",
    "ivr": "DataCollector",  # DataCite names interviewers among these
    "mdc": "ContactPerson",
    "pat": "Sponsor",
    "pbl": "Distributor",
    "pdr": "ProjectLeader",
    "prn": "Producer",
    "pro": "Producer",
    "red": "Editor",
    "res": "Researcher",
    "rpc": "Producer",
    "rps": "HostingInstitution",
    "rth": "ProjectLeader",
    "rtm": "ProjectMember",
    "spn": "Sponsor",
    "ths": "Supervisor",
    "dgs": "Supervisor",
    "tlp": "Producer",
    "trl": "Translator",
}
OTHER: Final = "Other"

Contribution = tuple[Agent, str]  # somebody and the contributorType


def stated_creators(record: Record) -> list[Agent]:
    """Return the creators that have a name."""
    return [agent for agent in record.agents if agent.relation == "creator" and clean.text(agent.name)]


def creators(root: etree._Element, record: Record, *, unknown: str = "") -> None:
    """Write the creators, each once; `unknown` in place of a name if there are none."""
    found = stated_creators(record) or ([Agent(name=unknown)] if unknown else [])
    if found:
        element = group(root, "creators")
        for agent, _ in _once((agent, "") for agent in found):
            _name(group(element, "creator"), "creatorName", agent)


def _once(found: Iterable[Contribution]) -> Iterable[Contribution]:
    """Return each name once in each type, as it came first."""
    first: dict[tuple[str, str], Contribution] = {}
    for agent, kind in found:
        first.setdefault((clean.text(agent.name), kind), (agent, kind))
    return first.values()


def _name(element: etree._Element, tag: str, agent: Agent) -> None:
    """Write a name and the addresses that identify it."""
    add(element, tag, agent.name, nameType=NAME_TYPES.get(agent.kind, ""))
    for uri in dict.fromkeys(filter(None, map(clean.uri, agent.uris))):
        scheme = schemes.of_identifier(uri)
        add(element, "nameIdentifier", uri, nameIdentifierScheme=scheme.name, schemeURI=scheme.uri)


def contributors(
    root: etree._Element,
    record: Record,
    *,
    lacks: frozenset[str] = frozenset(),
    further: Iterable[Contribution] = (),
) -> None:
    """Write everyone with a part in the document, holders of rights, and `further` ones; a type in `lacks` as Other."""
    found = (*_contributions(record), *further)
    named = [(agent, OTHER if kind in lacks else kind) for agent, kind in found if clean.text(agent.name)]
    if named:
        element = group(root, "contributors")
        for agent, kind in _once(named):
            contributor = group(element, "contributor")
            contributor.set("contributorType", kind)
            _name(contributor, "contributorName", agent)


def _contributions(record: Record) -> Iterator[Contribution]:
    """Yield who took part in making or sending the document without being its creator, then the holders of rights."""
    for agent in record.agents:
        associated = agent.relation == "associated" and not wording.is_subject(agent)
        if agent.relation == "contributor" or associated:
            yield agent, CONTRIBUTOR_TYPES.get(vocabularies.relator_code(agent.role), OTHER)
    yield from ((holder, "RightsHolder") for holder in wording.rights_holders(record))
