"""fundingReferences: funders by name. An acknowledgement that names its funder only in a sentence is a description."""

from collections.abc import Iterator

from lxml import etree

from crosswalks import clean
from crosswalks.formats.datacite import schemes
from crosswalks.formats.datacite.build import KERNEL, add, group
from crosswalks.record import Funding, Record


def funders(record: Record) -> list[Funding]:
    """Return who paid, each award once; funders that are among the agents last, unless named already."""
    return list(_funders(record))


def _funders(record: Record) -> Iterator[Funding]:
    """Yield what `funders` returns."""
    named = set()
    for funding in record.funding:
        if name := clean.text(funding.funder):
            named.add(name)
            yield funding
    for agent in record.agents:
        name = clean.text(agent.name)
        if agent.relation == "funder" and name and name not in named:
            named.add(name)
            yield Funding(funder=agent.name, funder_uri=next(iter(agent.uris), ""))


def funding_references(root: etree._Element, record: Record, *, namespace: str = KERNEL) -> None:
    """Write the funders with the numbers of their awards."""
    found = funders(record)
    if found:
        element = group(root, "fundingReferences", namespace=namespace)
        for funding in dict.fromkeys(found):
            reference = group(element, "fundingReference", namespace=namespace)
            add(reference, "funderName", funding.funder, namespace=namespace)
            address = clean.uri(funding.funder_uri)
            kind = schemes.funder_type(address)
            add(reference, "funderIdentifier", address, namespace=namespace, funderIdentifierType=kind)
            add(reference, "awardNumber", funding.award, namespace=namespace)
