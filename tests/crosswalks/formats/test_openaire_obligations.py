"""What OpenAIRE 4 makes mandatory is there as often as it should be, or reported as missing."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from crosswalks.formats import oai_openaire
from crosswalks.formats.oai_openaire import Options
from crosswalks.record import (
    Access,
    Agent,
    Date,
    Funding,
    Record,
    Rights,
    Title,
)
from tests.crosswalks.formats.finding import NAMESPACES
from tests.crosswalks.records import records

EMBARGO = Rights(access=Access(level="embargoed"))
WHOLE = Record(
    local_id="7",
    landing_url="https://a.example.org/7",
    titles=(Title(value="T"),),
    agents=(Agent(name="A", relation="creator"),),
    dates=(Date(start="1950"),),
)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (WHOLE, []),
        (Record(local_id="7"), ["datacite:title", "datacite:creator", "datacite:date Issued", "datacite:identifier"]),
        (msgspec.structs.replace(WHOLE, rights=Rights(access=Access(level=""))), ["datacite:rights"]),
        (msgspec.structs.replace(WHOLE, funding=(Funding(award="G-7"),)), ["oaire:funderName"]),
        (msgspec.structs.replace(WHOLE, rights=EMBARGO), ["datacite:date Accepted", "datacite:date Available"]),
        (
            msgspec.structs.replace(WHOLE, rights=Rights(access=Access(level="embargoed", until="2030"))),
            ["datacite:date Accepted"],
        ),
    ],
)
def test_what_is_missing(record: Record, expected: list[str]) -> None:
    assert oai_openaire.missing(record, Options()) == expected


def test_what_options_supply_is_not_missing() -> None:
    record = msgspec.structs.replace(WHOLE, rights=Rights(access=Access(level="")))
    assert oai_openaire.missing(record, Options(unknown_access="restricted")) == []


# How often each element has to occur, by the guidelines; the schema lets all of them occur any number of times.
MANDATORY = {
    "datacite:title": "boolean(d:titles/d:title[not(@titleType)])",
    "datacite:creator": "boolean(d:creators/d:creator/d:creatorName)",
    "datacite:date Issued": "count(d:dates/d:date[@dateType='Issued']) = 1",
    "datacite:identifier": "count(d:identifier) = 1",
    "datacite:rights": "count(d:rights) = 1",
}
WRAPPERS = (
    "d:titles", "d:creators", "d:contributors", "o:fundingReferences", "d:alternateIdentifiers",
    "d:relatedIdentifiers", "d:dates", "d:identifier", "d:rights", "d:subjects", "o:licenseCondition", "d:sizes",
    "d:geoLocations", "d:dates/d:date[@dateType='Issued']", "d:dates/d:date[@dateType='Accepted']",
    "d:dates/d:date[@dateType='Available']",
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(record=records())
def test_mandatory_elements_are_there_once_or_reported(record: Record) -> None:
    root = etree.fromstring(oai_openaire.render(record, Options()))
    lacking = oai_openaire.missing(record, Options())
    for name, rule in MANDATORY.items():
        assert root.xpath(rule, namespaces=NAMESPACES) == (name not in lacking), name
    assert root.xpath("count(o:resourceType)", namespaces=NAMESPACES) == 1
    for path in WRAPPERS:
        assert root.xpath(f"count({path})", namespaces=NAMESPACES) <= 1, path
