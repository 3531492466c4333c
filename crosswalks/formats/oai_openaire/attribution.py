"""title, creator, contributor and fundingReference, as DataCite has them, without what DataCite added after 4.1."""

from typing import Final

from lxml import etree

from crosswalks.formats.datacite import funding, names
from crosswalks.formats.datacite import titles as shared
from crosswalks.formats.oai_openaire.namespace import OAIRE
from crosswalks.formats.oai_openaire.options import Options
from crosswalks.record import Record

_LACKS: Final = frozenset({"Translator"})


def titles(root: etree._Element, record: Record, _: Options) -> None:
    """Write the titles, the first without a type."""
    shared.titles(root, record)


def creators(root: etree._Element, record: Record, _: Options) -> None:
    """Write the creators, or none: the guidelines demand one, but an archive's document often has none."""
    names.creators(root, record)


def contributors(root: etree._Element, record: Record, _: Options) -> None:
    """Write everyone else with a part in the document, and holders of rights."""
    names.contributors(root, record, lacks=_LACKS)


def funding_references(root: etree._Element, record: Record, _: Options) -> None:
    """Write the funders, in elements of OpenAIRE's own namespace."""
    funding.funding_references(root, record, namespace=OAIRE)
