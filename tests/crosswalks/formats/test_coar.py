"""COAR types and access rights: the tables against the lists that the official schemas allow, and what is chosen."""

import pytest
from lxml import etree

from crosswalks import vocabularies
from crosswalks.formats import coar
from crosswalks.formats.datacite import identifiers, names, relations, titles
from crosswalks.formats.oai_datacite import dates, kind
from crosswalks.record import Record
from tests import corpora

KERNEL = "schemas/store/schema.datacite.org/meta/kernel-4/include/datacite-{}-v4.xsd"
OPENAIRE = "schemas/store/www.openaire.eu/schema/repo-lit/4.0/{}.xsd"


def allowed(schema: str) -> set[str]:
    """Return the values that a schema enumerates."""
    tree = etree.parse(corpora.require(schema))
    return {str(value) for value in tree.xpath("//*[local-name()='enumeration']/@value")}


def test_every_type_of_openaire_is_known_and_no_other() -> None:
    uris = {f"{vocabularies.COAR_TYPE_URI}{code}" for code in coar.KINDS}
    assert uris == allowed(OPENAIRE.format("oaire-resourceType-v4"))
    assert set(coar.KINDS) <= set(vocabularies.COAR_TYPES)


def test_every_access_right_of_openaire_is_known_and_no_other() -> None:
    uris = {right.uri for right in coar.ACCESS_RIGHTS.values()}
    assert uris == allowed(OPENAIRE.format("oaire-accessRight-v4"))


def test_what_is_made_of_a_type_is_in_the_lists_of_those_who_read_it() -> None:
    general = allowed(KERNEL.format("resourceType"))
    assert {found.datacite for found in coar.KINDS.values()} <= general
    assert set(kind.GENERAL.values()) <= general
    assert {found.openaire for found in coar.KINDS.values()} <= allowed(OPENAIRE.format("oaire"))


def test_every_term_of_datacite_is_in_its_list() -> None:
    assert set(names.CONTRIBUTOR_TYPES.values()) <= allowed(KERNEL.format("contributorType"))
    assert set(names.CONTRIBUTOR_TYPES) <= set(vocabularies.RELATORS)
    assert {found for found, _ in dates.TYPES.values()} <= allowed(KERNEL.format("dateType"))
    assert set(titles.TYPES.values()) <= allowed(KERNEL.format("titleType"))
    assert set(relations.TYPES.values()) <= allowed(KERNEL.format("relationType"))
    assert set(identifiers.TYPES.values()) <= allowed(KERNEL.format("relatedIdentifierType"))


def test_what_openaire_lacks_of_datacite_is_named() -> None:
    assert set(relations.TYPES.values()) - allowed(OPENAIRE.format("datacite-relationType-v4")) == {"Other"}
    lacking = set(names.CONTRIBUTOR_TYPES.values()) - allowed(OPENAIRE.format("datacite-contributorType-v4"))
    assert lacking == {"Translator"}


@pytest.mark.parametrize(
    ("uri", "dcmi", "code"),
    [
        ("http://purl.org/coar/resource_type/c_6501", "", "c_6501"),
        ("https://purl.org/coar/resource_type/c_6501/", "Text", "c_6501"),
        ("http://purl.org/coar/resource_type/c_0040", "", "c_18cf"),  # a manuscript is a text
        ("http://purl.org/coar/resource_type/c_26e4", "Sound", "c_18cc"),  # OpenAIRE has no interviews
        ("http://a.example.org/coar/resource_type/c_6501", "", "c_1843"),
        ("http://purl.org/coar/access_right/c_6501", "", "c_1843"),
        ("", "StillImage", "c_ecc8"),
        ("", "Event", "c_1843"),
        ("", "", "c_1843"),
    ],
)
def test_the_type_of_a_record(uri: str, dcmi: str, code: str) -> None:
    record = Record(local_id="7", coar_type=uri, dcmi_type=dcmi)  # type: ignore[arg-type]
    assert coar.resource_type(record) == code
