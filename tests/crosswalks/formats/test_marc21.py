"""MARC 21 row by row: what stands where, with which indicators, and under which option."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from crosswalks.formats import marc21
from crosswalks.record import (
    Abstract,
    Access,
    Agent,
    Classification,
    Collection,
    Copyright,
    Date,
    DigitalObject,
    Funding,
    Genre,
    Identifier,
    LanguageUse,
    Named,
    Note,
    Physical,
    Pid,
    Place,
    Record,
    Related,
    Rights,
    SecurityMarking,
    Source,
    Statement,
    Subject,
    TextVersion,
    Title,
)
from tests import marc21 as format_rules
from tests import schemas
from tests.crosswalks.records import CASES, case, records

SLIM = "{http://www.loc.gov/MARC21/slim}"
CNE = "http://rightsstatements.org/vocab/CNE/1.0/"


def tree(record: Record, **options: Any) -> etree._Element:
    return etree.fromstring(marc21.render(record, marc21.Options(**options)))


def lines(found: Record, *tags: str, **options: Any) -> list[str]:
    """Return the data fields with these tags as `100 1_ $a Name $4 aut`."""
    return [
        f"{node.get('tag')} "
        + f"{node.get('ind1')}{node.get('ind2')}".replace(" ", "_")
        + "".join(f" ${sub.get('code')} {sub.text}" for sub in node)
        for node in tree(found, **options).iterchildren(f"{SLIM}datafield")
        if node.get("tag") in tags
    ]


def control(record: Record, tag: str, **options: Any) -> str | None:
    """Return the text of a control field."""
    return next((node.text for node in tree(record, **options).iterchildren(f"{SLIM}controlfield")
                 if node.get("tag") == tag), None)  # fmt: skip


def leader(record: Record) -> str:
    return tree(record).findtext(f"{SLIM}leader") or ""


def of(**fields: Any) -> Record:
    return Record(local_id="7", **fields)


any_record = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
OPTIONS = st.builds(
    marc21.Options,
    marking_note=st.booleans(),
    untyped_names=st.sampled_from(("uncontrolled", "personal")),
    created_as=st.sampled_from(("production", "publication")),
    organization=st.sampled_from(("", "DLC")),
)


@any_record
@given(record=records(), options=OPTIONS)
def test_any_record_keeps_the_rules_of_the_format_and_the_schema(record: Record, options: marc21.Options) -> None:
    rendered = marc21.render(record, options)
    assert format_rules.faults(etree.fromstring(rendered)) == []
    assert schemas.validate(rendered) == []


@pytest.mark.parametrize("name", CASES)
def test_the_cases_keep_the_rules_of_the_format(name: str) -> None:
    assert format_rules.faults(tree(case(name))) == []


def test_the_rules_see_what_breaks_them() -> None:
    root = tree(case("full"))
    field = root.find(f"{SLIM}datafield[@tag='245']")
    assert field is not None
    field.set("ind1", "7")
    root.append(etree.fromstring(etree.tostring(field)))
    field.append(etree.fromstring(f'<subfield xmlns="{SLIM[1:-1]}" code="h">x</subfield>'))
    found = format_rules.faults(root)
    for part in ("245 has ind1 7", "245 stands 2 times", "245 has $h", "out of order", "245 says 7"):
        assert any(part in fault for fault in found), part


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "a"),
        ({"dcmi_type": "Text"}, "a"),
        ({"dcmi_type": "Collection"}, "p"),
        ({"dcmi_type": "Dataset"}, "m"),
        ({"dcmi_type": "Event"}, "r"),
        ({"dcmi_type": "Image"}, "k"),
        ({"dcmi_type": "StillImage"}, "k"),
        ({"dcmi_type": "MovingImage"}, "g"),
        ({"dcmi_type": "PhysicalObject"}, "r"),
        ({"dcmi_type": "Service"}, "m"),
        ({"dcmi_type": "Software"}, "m"),
        ({"dcmi_type": "InteractiveResource"}, "m"),
        ({"dcmi_type": "Sound"}, "i"),
        ({"dcmi_type": "Text", "genres": (Genre(label="Telegrams"),)}, "t"),
        ({"dcmi_type": "Text", "physical": Physical(forms=("typescript",))}, "t"),
        ({"dcmi_type": "Text", "sources": (Source(archive=Named(name="AVPRF")),)}, "t"),
        ({"sources": (Source(archive=Named(name="AVPRF")),)}, "a"),
        ({"dcmi_type": "Text", "sources": (Source(citation="Pravda"),)}, "a"),
        ({"dcmi_type": "Text", "coar_type": "http://purl.org/coar/resource_type/c_0857"}, "t"),
        ({"dcmi_type": "Text", "genres": (Genre(label="notated music"),)}, "c"),
        ({"dcmi_type": "StillImage", "genres": (Genre(label="letters"), Genre(label="Maps"))}, "e"),
        ({"dcmi_type": "Sound", "genres": (Genre(label="music"),)}, "j"),
    ],
)
def test_the_type_of_record(fields: dict[str, Any], expected: str) -> None:
    assert leader(of(**fields))[6] == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "00000nam a2200000un 4500"),
        ({"dcmi_type": "Collection"}, "00000npc a2200000un 4500"),
        ({"description_standards": ("dacs",)}, "00000namaa2200000un 4500"),
        ({"description_standards": ("AACR2",)}, "00000nam a2200000uc 4500"),
    ],
)
def test_the_leader(fields: dict[str, Any], expected: str) -> None:
    assert leader(of(**fields)) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "nuuuuuuuu"),
        ({"dates": (Date(display="undated"),)}, "nuuuuuuuu"),
        ({"dates": (Date(start="1950-01-19"),)}, "s1950    "),
        ({"dates": (Date(start="1950", qualifier="approximate"),)}, "s1950    "),
        ({"dates": (Date(start="195X"),)}, "s195u    "),
        ({"dates": (Date(start="19XX"),)}, "s19uu    "),
        ({"dates": (Date(start="1950-01-19", end="1950-02-20"),)}, "s1950    "),
        ({"dates": (Date(start="1914", end="1918"),)}, "m19141918"),
        ({"dates": (Date(start="1914/1918"),)}, "m19141918"),
        ({"dates": (Date(start="1914", end="1918", qualifier="questionable"),)}, "q19141918"),
        ({"dates": (Date(start="1914?", end="1918"),)}, "q19141918"),
        ({"dates": (Date(start="1950", end=".."),)}, "m19509999"),
        ({"dates": (Date(start="1950/"),)}, "m1950uuuu"),
        ({"dates": (Date(start="..", end="1950"),)}, "quuuu1950"),
        ({"dates": (Date(start="/1950"),)}, "quuuu1950"),
        ({"dates": (Date(start="-0044"),)}, "b        "),
        ({"dates": (Date(start="0000"),)}, "b        "),
        ({"dates": (Date(start="Y17000"),)}, "nuuuuuuuu"),
        ({"dcmi_type": "Collection", "dates": (Date(start="1914", end="1918"),)}, "i19141918"),
        ({"dcmi_type": "Collection", "dates": (Date(start="1914"),)}, "i19141914"),
        ({"dates": (Date(type="issued", start="1993"), Date(type="copyright", start="1992"))}, "t19931992"),
        ({"dates": (Date(start="1993"), Date(type="copyright", start="1992"))}, "s1993    "),
        ({"dates": (Date(type="captured", start="2010"),)}, "nuuuuuuuu"),
    ],
)
def test_the_dates_of_008(fields: dict[str, Any], expected: str) -> None:
    assert (control(of(**fields), "008") or "")[6:15] == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "000000"),
        ({"created": "2011-11-20T09:30:00Z"}, "111120"),
        ({"created": "2011-11-20", "uploaded": "2012-01-01"}, "111120"),
        ({"created": "2011", "uploaded": "2012-01-01"}, "120101"),
        ({"created": "2011-13-40"}, "000000"),
    ],
)
def test_the_day_of_008_is_never_made_up(fields: dict[str, Any], expected: str) -> None:
    assert (control(of(**fields), "008") or "")[:6] == expected


def test_008_as_a_whole() -> None:
    assert control(case("telegram"), "008") == "111120s1950    xx |||||||||||||||||rus|d"


@pytest.mark.parametrize(
    ("updated", "expected"),
    [
        ("2024-05-06T07:08:09Z", "20240506070809.0"),
        ("2024-05-06T01:08:09.75+02:00", "20240505230809.0"),
        ("2024-05-06T07:08Z", None),
        ("2024-05-06", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("", None),
    ],
)
def test_005_is_a_full_timestamp(updated: str, expected: str | None) -> None:
    assert control(of(updated=updated), "005") == expected


def test_the_number_of_the_record_and_whose_it_is() -> None:
    record = of(data_provider=Named(name="Archive"), record_language="eng", description_standards=("dacs", "rda"))
    assert (control(record, "001"), control(record, "003")) == ("7", None)
    assert lines(record, "035", "040") == ["040 __ $a Archive $b eng $e dacs $e rda"]
    assert control(record, "003", organization="UkOxU") == "UkOxU"
    assert lines(record, "035", "040", organization="UkOxU") == [
        "035 __ $a (UkOxU)7",
        "040 __ $a UkOxU $b eng $e dacs $e rda",
    ]


ORIGINAL = LanguageUse(code="rus", part="original")
TRANSLATION = LanguageUse(code="eng", part="translation")
PAPER = (Source(archive=Named(name="AVPRF")),)


@pytest.mark.parametrize(
    ("fields", "main", "field"),
    [
        ({}, "|||", []),
        ({"languages": (LanguageUse(code="deu"),)}, "ger", []),
        ({"languages": (LanguageUse(text="German"),)}, "ger", []),
        ({"languages": (LanguageUse(code="zxx"),)}, "zxx", []),
        ({"languages": (LanguageUse(code="und"),)}, "und", []),
        ({"languages": (LanguageUse(code="mul"),)}, "mul", []),
        ({"languages": (ORIGINAL,)}, "rus", []),
        ({"languages": (LanguageUse(code="rus"), LanguageUse(code="kor"))}, "rus", ["041 __ $a rus $a kor"]),
        ({"languages": (ORIGINAL, TRANSLATION)}, "eng", ["041 1_ $a eng $h rus"]),
        ({"languages": (ORIGINAL, TRANSLATION), "dcmi_type": "Text", "sources": PAPER}, "rus",
         ["041 1_ $a rus $a eng $h rus"]),
        ({"languages": (LanguageUse(code="rus"), LanguageUse(code="eng", part="summary"))}, "rus",
         ["041 __ $a rus $b eng"]),
        ({"languages": (LanguageUse(code="rus"), LanguageUse(code="eng", part="transcript"))}, "rus",
         ["041 __ $a rus $a eng"]),
        ({"languages": (LanguageUse(code="rus"), LanguageUse(code="eng", part="transcript")),
          "dcmi_type": "MovingImage"}, "rus", ["041 __ $a rus $t eng"]),
        ({"languages": (LanguageUse(code="rus"), LanguageUse(code="kor")), "dcmi_type": "Sound"}, "rus",
         ["041 __ $d rus $d kor"]),
        ({"languages": (LanguageUse(code="cmn"),)}, "chi", []),
        ({"languages": (LanguageUse(code="see"),)}, "|||", ["041 _7 $a see $2 iso639-3"]),
    ],
)  # fmt: skip
def test_languages(fields: dict[str, Any], main: str, field: list[str]) -> None:
    assert (control(of(**fields), "008") or "")[35:38] == main
    assert lines(of(**fields), "041") == field


def test_a_language_in_words_is_a_note() -> None:
    assert lines(of(languages=(LanguageUse(text="Cipher groups"),)), "041", "546") == ["546 __ $a Cipher groups"]


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        (Identifier(value="978-0-00-000000-2", type="isbn"), "020 __ $a 9780000000002"),
        (Identifier(value="0-00-000000-0", type="ISBN (invalid)"), "020 __ $z 0000000000"),
        (Identifier(value="1234-5679", type="issn"), "022 __ $a 1234-5679"),
        (Identifier(value="1234-5679", type="issn-l"), "022 __ $l 1234-5679"),
        (Identifier(value="n 1", type="lccn"), "010 __ $a n 1"),
        (Identifier(value="1553114", type="oclc"), "035 __ $a (OCoLC)1553114"),
        (Identifier(value="(OCoLC)1553114", type="oclc"), "035 __ $a (OCoLC)1553114"),
        (Identifier(value="R-1", type="report number"), "088 __ $a R-1"),
        (Identifier(value="R-1", type="issue number"), "028 02 $a R-1"),
        (Identifier(value="X1", type="isrc"), "024 0_ $a X1"),
        (Identifier(value="Q42", type="wikidata"), "024 7_ $a Q42 $2 wikidata"),
        (Identifier(value="box 7", type="local"), "024 7_ $a box 7 $2 local"),
        (Identifier(value="A/1", type="shelf mark"), "024 8_ $a A/1 $q shelf mark"),
        (Identifier(value="A/1"), "024 8_ $a A/1"),
    ],
)
def test_identifiers(identifier: Identifier, expected: str) -> None:
    tags = ("010", "020", "022", "024", "028", "035", "088")
    assert lines(of(identifiers=(identifier,)), *tags) == [expected]


def test_an_identifier_that_is_known_already_or_has_no_place_is_left_out() -> None:
    others = (Identifier(value="7"), Identifier(value="X", type="stock number (invalid)"))
    assert lines(of(identifiers=others), "024", "037") == []


def test_a_second_control_number_of_the_library_of_congress_is_a_system_s() -> None:
    numbers = (Identifier(value="n 1", type="lccn"), Identifier(value="n 2", type="lccn"))
    assert lines(of(identifiers=numbers), "010", "035") == ["010 __ $a n 1", "035 __ $a (DLC)n 2"]


@pytest.mark.parametrize(
    ("pid", "expected"),
    [
        (Pid(scheme="doi", value="10.1000/182"), "024 7_ $a 10.1000/182 $2 doi"),
        (Pid(scheme="handle", value="2027/1"), "024 7_ $a 2027/1 $2 hdl"),
        (Pid(scheme="ark", value="ark:/1/2"), "024 7_ $a ark:/1/2 $2 ark"),
        (Pid(scheme="urn", value="urn:nbn:1"), "024 7_ $a urn:nbn:1 $2 urn"),
    ],
)
def test_persistent_identifiers(pid: Pid, expected: str) -> None:
    assert lines(of(pids=(pid,)), "024") == [expected]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (Classification(value="DS935", scheme="lcc"), ["050 _4 $a DS935"]),
        (Classification(value="DS935", scheme="LCC", uri="http://id.loc.gov/authorities/classification/DS935"),
         ["050 _4 $a DS935 $0 http://id.loc.gov/authorities/classification/DS935"]),
        (Classification(value="WB 1", scheme="nlm"), ["060 _4 $a WB 1"]),
        (Classification(value="94(51)", scheme="udc", edition="2011"), ["080 __ $a 94(51) $2 2011"]),
        (Classification(value="951.9", scheme="ddc", edition="23"), ["082 04 $a 951.9 $2 23"]),
        (Classification(value="951.9", scheme="ddc", edition="15 abridged"), ["082 14 $a 951.9 $2 15 abridged"]),
        (Classification(value="NN 1", scheme="rvk"), ["084 __ $a NN 1 $2 rvk"]),
        (Classification(value="NN 1"), ["084 __ $a NN 1"]),
        (Classification(value="D 1.1:", scheme="sudocs"), ["086 0_ $a D 1.1:"]),
        (Classification(value="951.9", scheme="ddc", label="Korea"), ["082 04 $a 951.9", "653 __ $a Korea"]),
    ],
)  # fmt: skip
def test_classifications(number: Classification, expected: list[str]) -> None:
    assert lines(of(classifications=(number,)), "050", "060", "080", "082", "084", "086", "653") == expected


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        (Agent(name="Shtykov, T. F.", kind="person", relation="creator"),
         "100 1_ $a Shtykov, T. F. $e creator $4 cre"),
        (Agent(name="Shtykov, T. F.", kind="person", role="aut", relation="creator", dates="1907-1964"),
         "100 1_ $a Shtykov, T. F. $d 1907-1964 $e author $4 aut"),
        (Agent(name="Plato", kind="person", role="aut", relation="creator"), "100 0_ $a Plato $e author $4 aut"),
        (Agent(name="Barnard, George (1819-1902)", kind="person", role="pht", relation="creator"),
         "100 1_ $a Barnard, George $d 1819-1902 $e photographer $4 pht"),
        (Agent(name="Brugsch, Emil, 1842-", kind="person", role="pht", relation="creator", dates="1842-1930"),
         "100 1_ $a Brugsch, Emil $d 1842-1930 $e photographer $4 pht"),
        (Agent(name="A, B, 1842-1930", kind="person", role="pht", relation="creator", dates="1842"),
         "100 1_ $a A, B $d 1842-1930 $e photographer $4 pht"),
        (Agent(name="Plato, 428-348", kind="person", role="aut", relation="creator"),
         "100 0_ $a Plato, 428-348 $e author $4 aut"),
        (Agent(name="Kim family", kind="family", role="aut", relation="creator"),
         "100 3_ $a Kim family $e author $4 aut"),
        (Agent(name="Politburo", kind="corporate", role="aut", relation="creator", dates="1917-1991"),
         "110 2_ $a Politburo, 1917-1991 $e author $4 aut"),
        (Agent(name="Yalta Conference", kind="conference", role="aut", relation="creator", dates="1945"),
         "111 2_ $a Yalta Conference $d 1945 $j author $4 aut"),
        (Agent(name="Vyshinsky, A.", kind="person", role="rcp", relation="contributor"),
         "700 1_ $a Vyshinsky, A. $e addressee $4 rcp"),
        (Agent(name="Vyshinsky, A.", kind="person", relation="contributor"),
         "700 1_ $a Vyshinsky, A. $e contributor $4 ctb"),
        (Agent(name="Embassy", kind="corporate", role="cipher clerk", relation="contributor"),
         "710 2_ $a Embassy $e cipher clerk"),
        (Agent(name="Foundation", kind="corporate", relation="funder"), "710 2_ $a Foundation $e funder $4 fnd"),
        (Agent(name="Press", kind="corporate", relation="publisher", uris=("https://ror.org/1",)),
         "710 2_ $a Press $e publisher $4 pbl $1 https://ror.org/1"),
        (Agent(name="Shtykov, T. F.", role="aut", relation="creator"),
         "720 __ $a Shtykov, T. F. $e author $e creator $4 aut $4 cre"),
        (Agent(name="A", kind="person", role="ivr", uris=("http://id.loc.gov/authorities/names/n1",
         "https://viaf.org/viaf/1")),
         "700 0_ $a A $e interviewer $4 ivr $0 http://id.loc.gov/authorities/names/n1 $1 https://viaf.org/viaf/1"),
    ],
)  # fmt: skip
def test_names(agent: Agent, expected: str) -> None:
    assert lines(of(agents=(agent,)), "100", "110", "111", "700", "710", "711", "720") == [expected]


def test_only_the_first_creator_is_the_main_entry() -> None:
    record = of(
        titles=(Title(value="T"),),
        agents=(
            Agent(name="Unknown", relation="creator"),
            Agent(name="A", kind="person", role="aut", relation="creator"),
            Agent(name="B", kind="person", role="aut", relation="creator"),
        ),
    )
    assert lines(record, "100", "245", "700", "720") == [
        "100 0_ $a A $e author $4 aut",
        "245 10 $a T",
        "700 0_ $a B $e author $e creator $4 aut $4 cre",
        "720 __ $a Unknown $e creator $4 cre",
    ]


def test_names_of_no_known_kind_may_be_taken_for_persons() -> None:
    record = of(
        agents=(Agent(name="A, B", relation="creator"), Agent(name="C"), Agent(name="D", relation="contributor")),
        subjects=(Subject(label="E, F", kind="name"),),
    )
    tags = ("100", "245", "600", "653", "700", "720")
    assert lines(record, *tags, untyped_names="personal") == [
        "100 1_ $a A, B $e creator $4 cre",
        "245 10 $a [Untitled]",
        "600 04 $a C",
        "600 14 $a E, F",
        "700 0_ $a D $e contributor $4 ctb",
    ]
    assert lines(record, *tags) == [
        "245 00 $a [Untitled]",
        "653 __ $a C",
        "653 __ $a E, F",
        "720 __ $a A, B $e creator $4 cre",
        "720 __ $a D $e contributor $4 ctb",
    ]


AUTHOR = (Agent(name="A", kind="person", role="aut", relation="creator"),)
TITLES = ("130", "240", "242", "245", "246", "730")


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        ((Title(value="Telegram", non_sort="The"),), ["245 04 $a The Telegram"]),
        ((Title(value="histoire", non_sort="L'"),), ["245 02 $a L'histoire"]),
        ((Title(value="X", non_sort="Many words before"),), ["245 00 $a Many words before X"]),
        ((Title(value="T", sub="a copy", part_no="2", part_name="End"),), ["245 00 $a T $b a copy $n 2 $p End"]),
        ((Title(value="V", type="alternative", non_sort="The"), Title(value="T")), ["245 00 $a T", "246 3_ $a V"]),
        ((Title(value="T", lang="eng"), Title(value="V", lang="rus")), ["245 00 $a T", "246 31 $a V"]),
        ((Title(value="T"), Title(value="V")), ["245 00 $a T", "246 3_ $a V"]),
        ((Title(value="T"), Title(value="V", type="translated", non_sort="Le", lang="fra")),
         ["242 13 $a Le V $y fre", "245 00 $a T"]),
        ((Title(value="S", type="supplied"),), ["245 00 $a S"]),
        ((Title(value="V", type="alternative"), Title(value="S", type="supplied")), ["245 00 $a S", "246 3_ $a V"]),
        ((Title(value="T"), Title(value="U", type="uniform", sub="x", non_sort="The")),
         ["130 4_ $a The U: x", "245 00 $a T"]),
        ((Title(value="T"), Title(value="U", type="uniform"), Title(value="W", type="uniform", non_sort="A")),
         ["130 0_ $a U", "245 00 $a T", "730 2_ $a A W"]),
        ((), ["245 00 $a [Untitled]"]),
        ((Title(value="\x00"),), ["245 00 $a [Untitled]"]),
    ],
)  # fmt: skip
def test_titles(titles: tuple[Title, ...], expected: list[str]) -> None:
    assert lines(of(titles=titles), *TITLES) == expected


def test_under_a_main_entry_a_uniform_title_is_240() -> None:
    titles = (Title(value="T"), Title(value="U", type="uniform", non_sort="The"), Title(value="W", type="uniform"))
    assert lines(of(titles=titles, agents=AUTHOR), *TITLES) == [
        "240 14 $a The U",
        "245 10 $a T",
        "730 0_ $a W",
    ]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ((Date(start="1950-01-19", display="January 19, 1950"),), ["264 _0 $c January 19, 1950"]),
        ((Date(start="1950", qualifier="approximate"),), ["264 _0 $c approximately 1950"]),
        ((Date(start="1950", qualifier="questionable"),), ["264 _0 $c 1950?"]),
        ((Date(start="1950", qualifier="inferred"),), ["264 _0 $c [1950]"]),
        ((Date(start="195X"),), ["264 _0 $c 1950s"]),
        ((Date(start="19XX"),), ["264 _0 $c between 1900 and 1999"]),
        ((Date(start="1950-21"),), ["264 _0 $c spring 1950"]),
        ((Date(start="1950-XX-XX"),), ["264 _0 $c 1950"]),
        ((Date(start="1950-01-XX"),), ["264 _0 $c 1950-01"]),
        ((Date(start="-0044-03"),), ["264 _0 $c -0044-03"]),
        ((Date(start="1984?", end="2004-06~"),), ["264 _0 $c 1984? to approximately 2004-06"]),
        ((Date(start="1914", end="1918"),), ["264 _0 $c 1914-1918"]),
        ((Date(start="1950-01-21", end="1950-02-02"),), ["264 _0 $c 1950-01-21 to 1950-02-02"]),
        ((Date(start="1950", end=".."),), ["264 _0 $c 1950-"]),
        ((Date(start="..", end="1950"),), ["264 _0 $c until 1950"]),
        ((Date(type="copyright", start="1994"),), ["264 _4 $c ©1994"]),
        ((Date(type="issued", start="1993"),), ["264 _1 $b Press $c 1993"]),
        ((Date(type="captured", start="2010"),), ["518 __ $o Captured $d 2010"]),
        ((Date(type="sent", start="1950"),), ["518 __ $o Sent $d 1950"]),
        ((Date(type="received", start="1950"),), ["518 __ $o Received $d 1950"]),
        ((Date(type="declassified", start="1992"),), ["518 __ $o Declassified $d 1992"]),
        ((Date(type="other", display="the Tiger's year"),), ["260 __ $c the Tiger's year"]),
        ((Date(start="1950"), Date(type="other", start="1951")), ["264 _0 $c 1950", "518 __ $a 1951"]),
        ((Date(type="uploaded", start="2011"),), []),
    ],
)
def test_dates_in_words(dates: tuple[Date, ...], expected: list[str]) -> None:
    press = (Agent(name="Press", kind="corporate", relation="publisher"),)
    agents = press if dates[0].type == "issued" else ()
    assert lines(of(dates=dates, agents=agents), "260", "264", "518") == expected


def test_a_date_of_no_known_kind_stands_with_the_publishers_in_260() -> None:
    record = of(agents=(Agent(name="Press", relation="publisher"),), dates=(Date(type="other", start="1947-06-11"),))
    assert lines(record, "260", "264", "518") == ["260 __ $b Press $c 1947-06-11"]


def test_publishers_without_a_date_of_issue() -> None:
    agents = (Agent(name="Press", relation="publisher"), Agent(name="House", relation="publisher"))
    record = of(agents=agents, dates=(Date(start="1950"),))
    assert lines(record, "264") == ["264 _0 $c 1950", "264 _1 $b Press $b House"]


def test_the_date_created_may_stand_where_vufind_looks_for_dates() -> None:
    assert lines(of(dates=(Date(start="1950"),)), "264", created_as="publication") == ["264 _1 $c 1950"]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (Date(start="1950-01-19"), ["046 __ $k 1950-01-19 $2 edtf"]),
        (Date(start="1950", qualifier="approximate"), ["046 __ $k 1950~ $2 edtf"]),
        (Date(start="1950?"), ["046 __ $k 1950? $2 edtf"]),
        (Date(start="1914", end="1918"), ["046 __ $k 1914 $l 1918 $2 edtf"]),
        (Date(start="1914", end=".."), ["046 __ $k 1914 $2 edtf"]),
        (Date(start="/1918"), ["046 __ $l 1918 $2 edtf"]),
        (Date(type="valid", start="2012", end="2013"), ["046 __ $m 2012 $n 2013 $2 edtf"]),
        (Date(type="modified", start="2012", end="2013"), ["046 __ $j 2012 $2 edtf"]),
        (Date(type="sent", start="1950"), []),
        (Date(display="undated"), []),
    ],
)
def test_coded_dates(date: Date, expected: list[str]) -> None:
    assert lines(of(dates=(date,)), "046") == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"dcmi_type": "Text"}, ["336 __ $a text $b txt $2 rdacontent"]),
        ({"dcmi_type": "StillImage"}, ["336 __ $a still image $b sti $2 rdacontent"]),
        ({"dcmi_type": "Dataset"}, ["336 __ $a computer dataset $b cod $2 rdacontent",
         "655 _7 $a Dataset $2 dct $0 http://purl.org/dc/dcmitype/Dataset"]),
        ({"dcmi_type": "Sound"}, []),
        ({"dcmi_type": "Event"}, ["655 _7 $a Event $2 dct $0 http://purl.org/dc/dcmitype/Event"]),
        ({}, []),
    ],
)  # fmt: skip
def test_what_the_type_tells_for_certain(fields: dict[str, Any], expected: list[str]) -> None:
    assert lines(of(**fields), "336", "655") == expected


def test_extent_form_and_media_type() -> None:
    physical = Physical(extents=("5 leaves", "1 map"), forms=("paper",), media_types=("application/pdf", "text/html"))
    file = DigitalObject(url="https://e.org/7.pdf", media_type="application/pdf", size=12, rights_uri=CNE)
    page = "https://e.org/7"
    tags = ("300", "340", "347", "856")
    shared = ["300 __ $a 5 leaves", "300 __ $a 1 map", "340 __ $a paper"]
    assert lines(of(physical=physical, landing_url=page), *tags) == [
        *shared,
        "856 40 $q application/pdf $q text/html $u https://e.org/7",
    ]
    assert lines(of(physical=physical, landing_url=page, objects=(file,)), *tags) == [
        *shared,
        "347 __ $b text/html",
        "856 40 $u https://e.org/7",
        f"856 40 $q application/pdf $r {CNE} $s 12 bytes $u https://e.org/7.pdf",
    ]


MARKING = SecurityMarking(
    level="Secret", original_text="Секретно", system="USSR", declassified_on="1992-04-05", authority="Archive",
    event="transfer",
)  # fmt: skip


def test_a_lifted_marking_is_355_and_what_stands_on_the_paper_a_note() -> None:
    assert lines(of(security_markings=(MARKING,)), "355", "500", "506", "540") == [
        "355 0_ $a Secret $d transfer $e USSR $h 19920405 $j Archive",
        '500 __ $a Original classification: marked "Секретно"',
        "506 0_ $a Open access",
    ]


def test_a_marking_may_be_a_note_too() -> None:
    words = 'Secret; marked "Секретно"; system: USSR; declassified 1992-04-05; authority: Archive; event: transfer'
    found = lines(of(security_markings=(MARKING,)), "355", "500", marking_note=True)
    assert found[1:] == [f"500 __ $a Original classification: {words}"]


@pytest.mark.parametrize(
    ("applies_to", "ind1"), [("document", "0"), ("title", "1"), ("abstract", "2"), ("record", "5")]
)
def test_what_a_marking_stood_on(applies_to: Any, ind1: str) -> None:
    marking = SecurityMarking(level="Secret", applies_to=applies_to)
    assert lines(of(security_markings=(marking,)), "355") == [f"355 {ind1}_ $a Secret"]


def test_a_day_of_declassification_among_the_dates_goes_with_the_marking() -> None:
    record = of(security_markings=(SecurityMarking(level="Secret"),), dates=(Date(type="declassified", start="1992"),))
    assert lines(record, "355", "518") == ["355 0_ $a Secret $h 1992"]


def test_a_marking_in_force_limits_access_and_nothing_is_called_open() -> None:
    record = of(security_markings=(SecurityMarking(level="Secret", status="in_force"),))
    assert lines(record, "355", "506") == [
        "355 0_ $a Secret",
        "506 1_ $a Security classification: Secret",
    ]


@pytest.mark.parametrize(
    ("access", "expected"),
    [
        (Access(), ["506 0_ $a Open access"]),
        (Access(note="Open for research"), ["506 0_ $a Open for research"]),
        (Access(level=""), []),
        (Access(level="", note="Ask at the desk"), ["506 __ $a Ask at the desk"]),
        (Access(level="restricted"), ["506 1_ $a Restricted access"]),
        (Access(level="embargoed", until="2030-12-31"), ["506 1_ $a Embargoed until 2030-12-31 $g 20301231"]),
        (Access(level="metadata_only"), ["506 1_ $a Metadata only: the document is not accessible"]),
    ],
)
def test_access(access: Access, expected: list[str]) -> None:
    assert lines(of(rights=Rights(access=access)), "506") == expected


LICENCE = "http://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize(
    ("rights", "expected"),
    [
        (Rights(uri=CNE), [f"540 __ $a Copyright Not Evaluated $u {CNE}"]),
        (Rights(uri=CNE.replace("http:", "https:"), label="Ask."), [f"540 __ $a Ask. $u {CNE}"]),
        (Rights(uri="https://e.org/rights", label="Ours"), ["540 __ $a Ours $u https://e.org/rights"]),
        (Rights(licence_uri=LICENCE), [f"540 __ $a Attribution 4.0 International (CC BY 4.0) $u {LICENCE}"]),
        (Rights(uri=LICENCE, licence_uri=LICENCE),
         [f"540 __ $a Attribution 4.0 International (CC BY 4.0) $u {LICENCE}"]),
        (Rights(label="Ask us."), ["540 __ $a Ask us."]),
        (Rights(statements=(Statement(text="A"), Statement(text="B", kind="credit"),
         Statement(text="C", kind="contact"))), ["524 __ $a B", "540 __ $a A", "540 __ $a C"]),
        (Rights(holders=(Agent(name="Estate"), Agent(name="Press"))), ["542 __ $d Estate $d Press"]),
        (Rights(copyright=Copyright(status="unknown", year="1951", jurisdiction="USSR", note="N")),
         ["542 __ $g 1951 $l unknown $n N $r USSR"]),
        (Rights(), []),
    ],
)  # fmt: skip
def test_rights(rights: Rights, expected: list[str]) -> None:
    assert lines(of(rights=rights), "524", "540", "542") == expected


def test_a_rights_term_has_no_source_code() -> None:
    assert not [line for line in lines(case("full"), "506", "540") if "$2" in line or "$f" in line]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("", "500 __ $a N"),
        ("content", "500 __ $a N"),
        ("acquisition", "541 __ $a N"),
        ("action", "583 __ $a N"),
        ("additional physical form", "530 __ $a N"),
        ("bibliography", "504 __ $a N"),
        ("biographical/historical", "545 __ $a N"),
        ("citation/reference", "510 0_ $a N"),
        ("creation/production credits", "508 __ $a N"),
        ("date", "518 __ $a N"),
        ("date/sequential designation", "362 1_ $a N"),
        ("exhibitions", "585 __ $a N"),
        ("funding", "536 __ $a N"),
        ("handwritten", "562 __ $a N"),
        ("Language", "546 __ $a N"),
        ("medium", "340 __ $a N"),
        ("numbering", "515 __ $a N"),
        ("organization", "351 __ $a N"),
        ("original location", "535 1_ $a N"),
        ("original version", "534 __ $n N"),
        ("ownership", "561 __ $a N"),
        ("performers", "511 0_ $a N"),
        ("preferred citation", "524 __ $a N"),
        ("publications", "581 __ $a N"),
        ("reproduction", "533 __ $a N"),
        ("restriction", "506 1_ $a N"),
        ("source identifier", "786 0_ $o N"),
        ("source note", "786 0_ $n N"),
        ("statement of responsibility", "245 00 $a T $c N"),
        ("system details", "538 __ $a N"),
        ("table of contents", "505 0_ $a N"),
        ("thesis", "502 __ $a N"),
        ("venue", "518 __ $a N"),
        ("version identification", "562 __ $c N"),
        ("original classification", "500 __ $a Original classification: N"),
    ],
)
def test_notes_by_type(kind: str, expected: str) -> None:
    record = of(titles=(Title(value="T"),), notes=(Note(value="N", type=kind),), rights=Rights(access=Access(level="")))
    assert set(lines(record, *format_rules.FIELDS)) - {"245 00 $a T"} == {expected}


def test_a_note_has_its_label_before_it() -> None:
    assert lines(of(notes=(Note(value="N", label="Provenance"),)), "500") == ["500 __ $a Provenance: N"]


def test_a_second_statement_of_responsibility_is_a_note() -> None:
    kind = "statement of responsibility"
    notes = (Note(value="A", type=kind), Note(value="B", type=kind), Note(value="A", type=kind))
    assert lines(of(notes=notes), "245", "500") == ["245 00 $a [Untitled] $c A", "500 __ $a B"]


def test_summaries_and_funding() -> None:
    record = of(
        abstracts=(Abstract(value="S"),),
        funding=(Funding(funder="Levy", award="G-7"), Funding(note_text="Thanks.")),
    )
    assert lines(record, "520", "536") == [
        "520 3_ $a S",
        "536 __ $a Funded by Levy (award G-7) $c G-7",
        "536 __ $a Thanks.",
    ]


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        (Subject(label="War", authority="lcsh"), "650 _0 $a War"),
        (Subject(label="War", authority="LCSH"), "650 _0 $a War"),
        (Subject(label="War", authority="lcshac"), "650 _1 $a War"),
        (Subject(label="War", authority="mesh"), "650 _2 $a War"),
        (Subject(label="War", authority="cash"), "650 _5 $a War"),
        (Subject(label="Guerre", authority="rvm"), "650 _6 $a Guerre"),
        (Subject(label="War", authority="fast"), "650 _7 $a War $2 fast"),
        (Subject(label="War"), "650 _4 $a War"),
        (Subject(label="War", uri="http://id.loc.gov/authorities/subjects/sh1"),
         "650 _0 $a War $0 http://id.loc.gov/authorities/subjects/sh1"),
        (Subject(label="War", uri="http://www.wikidata.org/entity/Q1"),
         "650 _7 $a War $2 wikidata $1 http://www.wikidata.org/entity/Q1"),
        (Subject(label="Korea--History -- 1948-1950--Maps", authority="lcsh"),
         "650 _0 $a Korea $x History $y 1948-1950 $x Maps"),
        (Subject(label="Kim, Il Sung", kind="name", name_kind="person", authority="naf"), "600 10 $a Kim, Il Sung"),
        (Subject(label="Kim, Il Sung, 1912-1994--Youth", kind="name", name_kind="person"),
         "600 14 $a Kim, Il Sung $d 1912-1994 $x Youth"),
        (Subject(label="Kim family", kind="name", name_kind="family"), "600 34 $a Kim family"),
        (Subject(label="UN", kind="name", name_kind="corporate"), "610 24 $a UN"),
        (Subject(label="Yalta", kind="name", name_kind="conference"), "611 24 $a Yalta"),
        (Subject(label="Kim", kind="name"), "653 __ $a Kim"),
        (Subject(label="Treaty", kind="title"), "630 04 $a Treaty"),
        (Subject(label="1950s", kind="time", authority="fast"), "648 _7 $a 1950s $2 fast"),
        (Subject(label="Korea", kind="place"), "651 _4 $a Korea"),
        (Subject(label="Letters", kind="genre", authority="aat"), "655 _7 $a Letters $2 aat"),
        (Subject(label="Spies", kind="occupation", authority="lcsh"), "656 _7 $a Spies $2 lcsh"),
        (Subject(label="Spies", kind="occupation", authority="aat"), "656 _7 $a Spies $2 aat"),
        (Subject(label="Spies", kind="occupation"), "653 _0 $a Spies"),
    ],
)  # fmt: skip
def test_subjects(subject: Subject, expected: str) -> None:
    assert lines(of(subjects=(subject,)), *(tag for tag in format_rules.FIELDS if tag[0] == "6")) == [expected]


def test_subdivisions_are_told_apart_by_what_else_the_record_says() -> None:
    record = of(
        subjects=(Subject(label="War--Korea--Occupation--Maps"), Subject(label="Occupation", kind="time")),
        places=(Place(label="Korea"), Place(label="Asia--Korea--Seoul")),
    )
    assert lines(record, "650", "651") == [
        "650 _4 $a War $z Korea $y Occupation $x Maps",
        "651 _4 $a Korea",
        "651 _4 $a Asia $z Korea $z Seoul",
    ]


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        (Agent(name="Kim, Il Sung", kind="person"), "600 14 $a Kim, Il Sung"),
        (Agent(name="Kim", kind="person", role="dpc"), "600 04 $a Kim $e depicted $4 dpc"),
        (Agent(name="UN", kind="corporate", uris=("http://id.loc.gov/authorities/names/n1",)),
         "610 20 $a UN $0 http://id.loc.gov/authorities/names/n1"),
        (Agent(name="Kim", dates="1912-1994"), "653 __ $a Kim, 1912-1994"),
    ],
)  # fmt: skip
def test_who_has_no_part_is_a_subject(agent: Agent, expected: str) -> None:
    assert lines(of(agents=(agent,)), "600", "610", "653", "700", "720") == [expected]


def test_places_and_times() -> None:
    record = of(
        places=(
            Place(label="Pyongyang", authority="tgn", uri="http://vocab.getty.edu/tgn/1", lat=39.0339, lon=-125.7543),
            Place(lat=-0.0, lon=7.0),
            Place(label="Seoul"),
        ),
        dates=(
            Date(type="covered", start="1950", end="1953", display="the war"),
            Date(type="covered", start="1945", display="1945"),
        ),
    )
    assert lines(record, "034", "648", "651") == [
        "034 0_ $d -125.754300 $e -125.754300 $f +039.033900 $g +039.033900 $0 http://vocab.getty.edu/tgn/1",
        "034 0_ $d +007.000000 $e +007.000000 $f +000.000000 $g +000.000000",
        "648 _4 $a the war",
        "648 _4 $a 1950-1953",
        "648 _4 $a 1945",
        "651 _7 $a Pyongyang $2 tgn $0 http://vocab.getty.edu/tgn/1",
        "651 _4 $a Seoul",
    ]


def test_genres_and_the_type_of_resource() -> None:
    record = of(
        genres=(Genre(label="telegrams", authority="aat"), Genre(label="notes")),
        coar_type="http://purl.org/coar/resource_type/c_0857",
    )
    assert lines(record, "655") == [
        "655 _7 $a telegrams $2 aat",
        "655 _4 $a notes",
        "655 _7 $a letter $2 coar $0 http://purl.org/coar/resource_type/c_0857",
    ]


def test_originals() -> None:
    source = Source(
        citation="AVPRF, fond 059a", archive=Named(name="AVPRF"), reference=("Fond 059a", "Delo 3"),
        url="https://e.org/059a",
    )  # fmt: skip
    assert lines(of(sources=(source, Source(archive=Named(name="GARF")))), "534", "535", "856") == [
        "534 __ $p Original: $l AVPRF, fond 059a $n Fond 059a, Delo 3",
        "534 __ $p Original: $l GARF",
        "535 1_ $a AVPRF",
        "535 1_ $a GARF",
        "856 42 $3 Original $u https://e.org/059a",
    ]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("", "787 0_ $t L $o https://e.org/1"),
        ("preceding", "780 00 $t L $o https://e.org/1"),
        ("succeeding", "785 00 $t L $o https://e.org/1"),
        ("original", "534 __ $p Original: $t L $o https://e.org/1"),
        ("host", "773 0_ $t L $o https://e.org/1"),
        ("constituent", "774 0_ $t L $o https://e.org/1"),
        ("series", "830 _0 $a L $0 https://e.org/1"),
        ("otherVersion", "775 0_ $t L $o https://e.org/1"),
        ("otherFormat", "776 0_ $t L $o https://e.org/1"),
        ("isReferencedBy", "510 0_ $a L $u https://e.org/1"),
        ("references", "787 08 $i References $t L $o https://e.org/1"),
        ("reviewOf", "787 08 $i Review of $t L $o https://e.org/1"),
    ],
)
def test_related_resources_by_relation(kind: Any, expected: str) -> None:
    tags = ("510", "534", "773", "774", "775", "776", "780", "785", "787", "830", "856")
    assert lines(of(related=(Related(type=kind, label="L", uri="https://e.org/1"),)), *tags) == [expected]


def test_a_related_resource_without_a_name_has_its_address_for_one() -> None:
    related = (Related(type="series", uri="https://e.org/1"), Related(type="references", uri="urn:x:1"), Related())
    assert lines(of(related=related), "787", "830") == [
        "787 08 $i References $o urn:x:1",
        "830 _0 $a https://e.org/1 $0 https://e.org/1",
    ]


def test_collections() -> None:
    found = (Collection(title="Origins", id="134", url="https://e.org/c"), Collection(title="Cold War"))
    assert lines(of(collections=found), "773") == [
        "773 0_ $t Origins $o 134 $o https://e.org/c",
        "773 0_ $t Cold War",
    ]


def test_the_page_comes_first_and_what_belongs_to_the_document_is_said() -> None:
    record = of(
        landing_url="https://e.org/7",
        sources=(Source(url="https://e.org/o"),),
        objects=(
            DigitalObject(url="https://e.org/p", role="preview"),
            DigitalObject(url="https://e.org/m", role="master"),
            DigitalObject(url="https://e.org/i", role="iiif_manifest"),
        ),
        texts=(
            TextVersion(kind="translation", lang="eng", url="https://e.org/t", translator="W., K."),
            TextVersion(kind="ocr", url="https://e.org/ocr"),
            TextVersion(kind="transcript", body="all of it"),
        ),
    )
    assert lines(record, "856") == [
        "856 40 $u https://e.org/7",
        "856 42 $3 Preview $u https://e.org/p",
        "856 41 $3 Master file $u https://e.org/m",
        "856 42 $3 IIIF manifest $u https://e.org/i",
        "856 42 $3 Translation (English) $u https://e.org/t $z Translated by W., K.",
        "856 42 $3 OCR text $u https://e.org/ocr",
        "856 42 $3 Original $u https://e.org/o",
    ]


def test_nothing_is_said_twice() -> None:
    subjects = (Subject(label="War"), Subject(label=" War "))
    assert lines(of(subjects=subjects), "650") == ["650 _4 $a War"]
