"""What a harvest says about its records: where they came from before, and the rights in the metadata."""

import pytest

from crosswalks.sources.entry import Provenance
from tests.crosswalks.sources.reading import dc, harvested, mods, one, response

CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"
BY = "http://creativecommons.org/licenses/by/4.0/"


def about(*containers: str) -> str:
    return "".join(f"<about>{container}</about>" for container in containers)


def rights(inner: str) -> str:
    return f'<rights xmlns="http://www.openarchives.org/OAI/2.0/rights/">{inner}</rights>'


def origin(host: str, within: str = "", altered: str = "true") -> str:
    return (
        f'<originDescription harvestDate="2010-01-01T00:00:00Z" altered="{altered}"><baseURL>http://{host}/oai</baseURL>'
        f"<identifier>oai:{host}:1</identifier><datestamp>2009-01-01</datestamp>"
        f"<metadataNamespace>urn:x</metadataNamespace>{within}</originDescription>"
    )


def provenance(inner: str) -> str:
    return f'<provenance xmlns="http://www.openarchives.org/OAI/2.0/provenance">{inner}</provenance>'


def record(containers: str, around: bool = True):
    given = harvested(dc("<dc:title>T</dc:title>")).replace("</record>", f"{containers}</record>")
    return one("oai_dc", response(given) if around else f"<list>{given}</list>")


def described(host: str, within: Provenance | None = None, *, altered: bool = True) -> Provenance:
    return Provenance(
        f"http://{host}/oai", f"oai:{host}:1", "2009-01-01", "urn:x", "2010-01-01T00:00:00Z", altered, within
    )


def test_a_record_that_was_passed_on_says_through_whose_hands():
    entry = record(about(provenance(origin("b.org", origin("a.org", altered="false")))))
    assert entry.provenance.base_url == "http://archive.example.org/oai"
    assert entry.provenance.origin == described("b.org", described("a.org", altered=False))


def test_where_the_response_says_too_little_the_record_s_own_word_is_left():
    assert record(about(provenance(origin("b.org"))), around=False).provenance == described("b.org")


def test_hands_without_end_are_cut_off():
    nested = ""
    for _ in range(60):
        nested = origin("a.org", nested)
    depth, found = 0, record(about(provenance(nested))).provenance
    while found is not None:
        depth, found = depth + 1, found.origin
    assert 10 < depth < 20


def test_rights_in_the_metadata_are_those_that_the_record_states():
    entry = record(about(rights(f'<rightsReference ref="{BY}"/>')))
    assert entry.record.metadata_rights == BY
    assert not any("rights" in note for note in entry.notes)
    assert record("").record.metadata_rights == ""


@pytest.mark.parametrize(
    ("inner", "kept"),
    [
        (f'<rightsReference ref="{BY}"/><rightsReference ref="{CC0}"/>', BY),
        ("<rightsDefinition>Ask us.</rightsDefinition>", ""),
        ("<rightsReference/>", ""),
    ],
)
def test_what_is_not_kept_of_them_is_noted(inner, kept):
    entry = record(about(rights(inner)))
    assert entry.record.metadata_rights == kept
    assert any("rights in its metadata" in note for note in entry.notes)


def test_rights_of_the_document_are_not_those_of_the_metadata():
    given = harvested(mods(f'<accessCondition xlink:href="{BY}"/>'))
    assert one("mods", response(given)).record.metadata_rights == ""


def test_an_about_container_of_another_kind_says_nothing():
    assert record(about('<x xmlns="http://a.org/"><ref>y</ref></x>')).provenance.origin is None
