"""The rules of Europeana: a record that has the essentials keeps them all, and of others it is told what they lack.

The rules are written here once more, in the XPath of Europeana's own Schematron, so that both can be held against each
other: https://github.com/europeana/metis-schema, src/main/resources/schema_xsds/schematron/schematron.xsl.
"""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from crosswalks import europeana_rights
from crosswalks.formats import edm
from crosswalks.record import (
    DigitalObject,
    LanguageUse,
    Named,
    Place,
    Record,
    Rights,
    Subject,
    Title,
)
from tests.crosswalks.formats.test_any_record import any_record
from tests.crosswalks.records import records

NS = {prefix: uri for prefix, uri in edm.PREFIXES.items() if prefix}

# What every rendition must satisfy, whatever the record lacks.
ALWAYS = (
    "count(edm:ProvidedCHO) = 1",
    "count(ore:Aggregation) = 1",
    "count(ore:Aggregation/edm:aggregatedCHO) = 1",
    "ore:Aggregation/edm:aggregatedCHO/@rdf:resource = edm:ProvidedCHO/@rdf:about",
    "count(ore:Aggregation/edm:provider) = 1",
    "count(ore:Aggregation/edm:dataProvider) <= 1",
    "count(ore:Aggregation/edm:rights[@rdf:resource]) = 1",
    "count(ore:Aggregation/edm:isShownAt) <= 1",
    "count(ore:Aggregation/edm:isShownBy) <= 1",
    "count(ore:Aggregation/edm:object) <= 1",
    "count(edm:ProvidedCHO/edm:type) = 1",
    "not(//*[@rdf:resource = '' or @rdf:about = '' or @xml:lang = ''])",
    "not(//*[@rdf:resource and text()])",
    "not(//*[not(*) and not(@rdf:resource) and not(@rdf:about) and normalize-space() = ''])",
    "not(edm:ProvidedCHO/dc:title[not(@xml:lang)][2])",
    "not(edm:ProvidedCHO/dc:title[@xml:lang = preceding-sibling::dc:title/@xml:lang])",
    "not(/*/*[@rdf:about = preceding-sibling::*/@rdf:about])",
    "not(edm:WebResource/dcterms:hasPart[text()])",
    # classes are referred to by what they are: an agent by names, a concept by subjects and types, and so on
    (
        "not(edm:Agent[not(@rdf:about = //dc:creator/@rdf:resource | //dc:contributor/@rdf:resource"
        " | //dc:publisher/@rdf:resource | //edm:hasMet/@rdf:resource)])"
    ),
    "not(skos:Concept[not(@rdf:about = //dc:subject/@rdf:resource | //dc:type/@rdf:resource)])",
    "not(edm:Place[not(@rdf:about = //dcterms:spatial/@rdf:resource)])",
    "not(edm:TimeSpan[not(@rdf:about = //dcterms:temporal/@rdf:resource)])",
    "not(//*[self::dc:subject or self::dc:type][@rdf:resource = /*/edm:Agent/@rdf:about])",
    "not(//*[self::dc:creator or self::dc:contributor][@rdf:resource = /*/skos:Concept/@rdf:about])",
    "not(/*/*/*/*)",
)

# What a record may lack: property -> rule.
ASKED = {
    "edm:dataProvider": "ore:Aggregation/edm:dataProvider[@rdf:resource or normalize-space()]",
    "edm:isShownAt": "ore:Aggregation/edm:isShownAt/@rdf:resource or ore:Aggregation/edm:isShownBy/@rdf:resource",
    "dc:title": "edm:ProvidedCHO/dc:title[normalize-space()] or"
    " edm:ProvidedCHO/dc:description[@rdf:resource or normalize-space()]",
    "dc:subject": "edm:ProvidedCHO/*[self::dc:subject or self::dc:type or self::dcterms:spatial or"
    " self::dcterms:temporal][@rdf:resource or normalize-space()]",
    "dc:language": "not(edm:ProvidedCHO/edm:type = 'TEXT') or edm:ProvidedCHO/dc:language",
}


def holds(root: etree._Element, rule: str) -> bool:
    """Return whether an XPath is true of a rendition."""
    return bool(root.xpath(f"boolean({rule})", namespaces=NS))


def rendered(record: Record, **options: Any) -> etree._Element:
    """Return the rdf:RDF of a record."""
    return etree.fromstring(edm.render(record, edm.Options(**options)))


@any_record
@given(record=records(), provider=st.sampled_from(["", "Hub"]), base=st.sampled_from(["", "https://id.example.org/"]))
def test_what_is_always_so(record: Record, provider: str, base: str) -> None:
    root = rendered(record, provider=provider, base=base)
    assert [rule for rule in ALWAYS if not holds(root, rule)] == []


@any_record
@given(record=records())
def test_what_is_lacking_is_what_breaks_a_rule(record: Record) -> None:
    root = rendered(record)
    broken = {name for name, rule in ASKED.items() if not holds(root, rule)}
    uri = root.xpath("string(ore:Aggregation/edm:rights/@rdf:resource)", namespaces=NS)
    broken |= set() if europeana_rights.accepted(uri) else {"edm:rights"}
    told = {sentence.partition(": ")[0] for sentence in edm.missing(record, edm.Options(default_type="TEXT"))}
    assert told == broken


ACCEPTED = st.sampled_from(
    [
        "http://rightsstatements.org/vocab/CNE/1.0/",
        "http://rightsstatements.org/vocab/InC-EDU/1.0/",
        "http://creativecommons.org/licenses/by/3.0/de/",
        "https://creativecommons.org/publicdomain/mark/1.0/deed.en",
    ]
)
ESSENTIALS = st.fixed_dictionaries(
    {
        "data_provider": st.just(Named(name="Archive")),
        "rights": st.builds(Rights, uri=ACCEPTED) | st.builds(Rights, licence_uri=ACCEPTED),
        "titles": st.just((Title(value="T", lang="eng"), Title(value="U", lang="eng"), Title(value="Т", lang="rus"))),
        "dcmi_type": st.sampled_from(["Text", "StillImage", "Sound", "MovingImage", "PhysicalObject"]),
        "languages": st.just((LanguageUse(code="rus"),)),
    }
)
SHOWN: tuple[dict[str, Any], ...] = (
    {"landing_url": "https://a.example.org/7"},
    {"objects": (DigitalObject(url="https://a.example.org/7.pdf"),)},
)
ABOUT: tuple[dict[str, Any], ...] = ({"subjects": (Subject(label="War"),)}, {"places": (Place(label="Korea"),)})


@any_record
@given(
    record=records(),
    essentials=ESSENTIALS,
    shown=st.sampled_from(SHOWN),
    about=st.sampled_from(ABOUT),
)
def test_a_record_with_the_essentials_keeps_every_rule(
    record: Record, essentials: dict[str, Any], shown: dict[str, Any], about: dict[str, Any]
) -> None:
    whole = msgspec.structs.replace(record, **essentials, **shown, **about)
    root = rendered(whole)
    assert [rule for rule in (*ALWAYS, *ASKED.values()) if not holds(root, rule)] == []
    (uri,) = root.xpath("ore:Aggregation/edm:rights/@rdf:resource", namespaces=NS)
    assert europeana_rights.accepted(uri)
    assert edm.missing(whole, edm.Options()) == []


WHOLE = Record(
    local_id="7",
    landing_url="https://a.example.org/7",
    data_provider=Named(name="Archive"),
    titles=(Title(value="T"),),
    dcmi_type="Text",
    languages=(LanguageUse(code="rus"),),
    subjects=(Subject(label="War"),),
    rights=Rights(uri="http://rightsstatements.org/vocab/CNE/1.0/"),
)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"data_provider": None}, ["edm:dataProvider: the record names no data provider."]),
        ({"landing_url": ""}, ["edm:isShownAt: there is neither a landing page nor a file to show."]),
        ({"rights": Rights()}, ["edm:rights: the record has no rights URI."]),
        (
            {"rights": Rights(uri="https://rightsstatements.org/page/NKC/1.0/")},
            ["edm:rights: Europeana refuses http://rightsstatements.org/vocab/NKC/1.0/."],
        ),
        ({"titles": (Title(value="<br>"),)}, ["dc:title: there is neither a title nor a description."]),
        ({"subjects": ()}, []),  # the type stands in
        ({"languages": ()}, ["dc:language: a text must have a language."]),
        ({"dcmi_type": ""}, ["edm:type: neither the type nor a file tells it."]),
        (
            {"dcmi_type": "", "subjects": ()},
            [
                "dc:subject: there is neither a subject nor a type, a place or a time.",
                "edm:type: neither the type nor a file tells it.",
            ],
        ),
    ],
)
def test_what_a_record_lacks_is_told_in_a_sentence(changed: dict[str, Any], expected: list[str]) -> None:
    assert edm.missing(msgspec.structs.replace(WHOLE, **changed), edm.Options()) == expected


def test_what_the_profile_gives_is_not_lacking() -> None:
    record = msgspec.structs.replace(WHOLE, dcmi_type="", data_provider=None)
    assert edm.missing(record, edm.Options(default_type="TEXT", data_provider="Archive")) == []
