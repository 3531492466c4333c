"""A rights URI in the spellings that records have comes out canonical, from every source and in every format."""

from collections.abc import Callable
from typing import Final

import pytest
from msgspec.structs import replace

from crosswalks import registry
from crosswalks.record import Record, Rights
from tests.crosswalks.records import case
from tests.crosswalks.sources.reading import dc_record, marc_record, mods_record, qdc_record

IN_COPYRIGHT: Final = "http://rightsstatements.org/vocab/InC/1.0/"
BY: Final = "http://creativecommons.org/licenses/by/4.0/"
CC0: Final = "http://creativecommons.org/publicdomain/zero/1.0/"

WRITTEN: Final = [
    (f"{IN_COPYRIGHT} ", IN_COPYRIGHT),
    ("http://rightsstatements.org/vocab/InC/1.0", IN_COPYRIGHT),
    ("https://rightsstatements.org/vocab/InC/1.0/", IN_COPYRIGHT),
    ("http://rightsstatements.org/page/InC/1.0/", IN_COPYRIGHT),
    ("https://rightsstatements.org/page/InC/1.0/?language=en", IN_COPYRIGHT),
    ("https://creativecommons.org/licenses/by/4.0/deed.en", BY),
    ("http://creativecommons.org/licenses/by/4.0/deed", BY),
    ("https://creativecommons.org/licenses/by/4.0/rdf", BY),
    ("https://creativecommons.org/licenses/by/4.0/legalcode", BY),
    ("https://creativecommons.org/publicdomain/zero/1.0/deed.de", CC0),
]

PLACES: Final[dict[str, Callable[[str], Record]]] = {
    "MODS xlink:href": lambda uri: mods_record(f'<accessCondition xlink:href="{uri}"/>'),
    "MODS valueURI": lambda uri: mods_record(f'<accessCondition type="use and reproduction" valueURI="{uri}"/>'),
    "MODS text": lambda uri: mods_record(f"<accessCondition>\n  {uri}\n</accessCondition>"),
    "dc:rights": lambda uri: dc_record(f"<dc:rights>{uri}</dc:rights>"),
    "qualified dc:rights": lambda uri: qdc_record(f"<dc:rights>{uri}</dc:rights>"),
    "dcterms:rights": lambda uri: qdc_record(f"<dcterms:rights>{uri}</dcterms:rights>"),
    "MARC 540 $u": lambda uri: marc_record(f"540 __ $aTerms:$u{uri}"),
    "MARC 540 $a": lambda uri: marc_record(f"540 __ $a{uri}"),
    "MARC 540 $f": lambda uri: marc_record(f"540 __ $f{uri}"),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("written", "canonical"), WRITTEN)
def test_a_source_makes_it_canonical(place: str, written: str, canonical: str) -> None:
    found = PLACES[place](written).rights
    assert (found.uri, found.licence_uri) == (canonical, "")
    assert [each.text for each in found.statements if "://" in each.text] == []


def test_the_licence_of_qualified_dublin_core_is_canonical_too() -> None:
    for written, canonical in WRITTEN:
        found = qdc_record(f"<dcterms:license>{written}</dcterms:license>").rights
        assert (found.uri, found.licence_uri, found.statements) == ("", canonical, ())


@pytest.mark.parametrize("name", [name for name in registry.FORMATS if name != "sheaf"])
@pytest.mark.parametrize("field", ["uri", "licence_uri"])
def test_a_format_makes_it_canonical(name: str, field: str) -> None:
    codec = registry.FORMATS[name]
    for written, canonical in WRITTEN:
        either = (
            codec.render(replace(case("missing"), rights=Rights(**{field: uri.strip()})), codec.options())
            for uri in (written, canonical)
        )
        assert len(set(either)) == 1, written
