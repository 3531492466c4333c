"""creators, titles, publisher, contributors and fundingReferences: who made, sends and paid for the document."""

from collections.abc import Iterator

from lxml import etree

from crosswalks import clean
from crosswalks.formats.datacite import funding, names, schemes
from crosswalks.formats.datacite import titles as shared
from crosswalks.formats.datacite.build import add
from crosswalks.formats.oai_datacite.options import UNKNOWN, Options
from crosswalks.record import Agent, Record


def creators(root: etree._Element, record: Record, _: Options) -> None:
    """Write the creators, at least one."""
    names.creators(root, record, unknown=UNKNOWN)


def titles(root: etree._Element, record: Record, _: Options) -> None:
    """Write the titles, at least one."""
    shared.titles(root, record, unknown=UNKNOWN)


def publisher(root: etree._Element, record: Record, options: Options) -> None:
    """Write the one publisher: the first that the record names, else who provides it, else that of the options."""
    unknown = Agent(name=clean.text(options.publisher) or UNKNOWN)
    first = next(iter(_publishers(record)), unknown)
    uri = next(filter(None, map(clean.uri, first.uris)), "")
    scheme = schemes.of_identifier(uri) if uri else schemes.Scheme("", "")
    add(
        root,
        "publisher",
        first.name,
        publisherIdentifier=uri,
        publisherIdentifierScheme=scheme.name,
        schemeURI=scheme.uri,
    )


def _publishers(record: Record) -> list[Agent]:
    """Return the publishers, then the institution that provides the description."""
    provider = record.data_provider
    found = [agent for agent in record.agents if agent.relation == "publisher"]
    if provider:
        found.append(Agent(name=provider.name, kind="corporate", uris=(provider.uri,) if provider.uri else ()))
    return [agent for agent in found if clean.text(agent.name)]


def contributors(root: etree._Element, record: Record, _: Options) -> None:
    """Write everyone else with a part in the document, and publishers for whom there is no room elsewhere."""
    names.contributors(root, record, further=_further(record))


def _further(record: Record) -> Iterator[names.Contribution]:
    """Yield the publishers after the first, and who provides the document where somebody else publishes it."""
    first, *rest = _publishers(record) or [Agent(name=UNKNOWN)]
    provider = clean.text(record.data_provider.name) if record.data_provider else ""
    for agent in rest:
        name = clean.text(agent.name)
        if name != clean.text(first.name):
            yield agent, "HostingInstitution" if name == provider else "Distributor"


def funding_references(root: etree._Element, record: Record, _: Options) -> None:
    """Write the funders."""
    funding.funding_references(root, record)
