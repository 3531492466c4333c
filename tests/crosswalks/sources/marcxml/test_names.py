"""Names and their roles: https://www.loc.gov/marc/bibliographic/bd1xx.html."""

import pytest

from crosswalks.record import Agent
from tests.crosswalks.sources.reading import marc_record


def creator(name: str, **given: object) -> Agent:
    return Agent(name=name, relation="creator", **given)


def contributor(name: str, **given: object) -> Agent:
    return Agent(name=name, relation="contributor", **given)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("100 1_ $aSmith, J.$q(John),$d1900-1950.", creator("Smith, J. (John)", kind="person", dates="1900-1950")),
        ("100 0_ $aJohn Paul$bII,$cPope,$d1920-2005", creator("John Paul II, Pope", kind="person", dates="1920-2005")),
        ("100 3_ $aPak family.", creator("Pak family", kind="family")),
        ("110 1_ $aKorea.$bMinistry of War.$bArchive", creator("Korea. Ministry of War. Archive", kind="corporate")),
        ("110 2_ $aBank Inc.", creator("Bank Inc.", kind="corporate")),
        ("111 2_ $aCongress$n(2nd :$d1950 :$cSeoul)", creator("Congress (2nd : 1950 : Seoul)", kind="conference")),
        ("100 1_ $aA,$eeditor.", creator("A", kind="person", role="edt")),
        ("700 1_ $aA,$eeditor.", contributor("A", kind="person", role="edt")),
        ("700 1_ $aA$4aut", creator("A", kind="person", role="aut")),
        ("700 1_ $aA$eVerfasser$4aut", creator("A", kind="person", role="aut")),
        ("700 1_ $aA$4http://id.loc.gov/vocabulary/relators/rcp", contributor("A", kind="person", role="rcp")),
        ("700 1_ $aA$eZeuge", contributor("A", kind="person", role="Zeuge")),
        ("700 1_ $aA", contributor("A", kind="person")),
        ("710 2_ $aA$4pbl", Agent(name="A", kind="corporate", role="pbl", relation="publisher")),
        ("710 2_ $aA$4fnd", Agent(name="A", kind="corporate", relation="funder")),
        ("711 2_ $aA$jhost", contributor("A", kind="conference", role="hst")),
        ("720 1_ $aA", contributor("A", kind="person")),
        ("720 __ $aA$ecreator", creator("A")),
        ("260 __ $bA", Agent(name="A", relation="publisher")),
        ("264 _2 $bA", contributor("A", role="dst")),
        ("264 _3 $bA", contributor("A", role="mfr")),
    ],
)
def test_agent(field: str, expected: Agent) -> None:
    assert marc_record(field).agents == (expected,)


def test_a_name_is_there_once_for_each_role_and_never_twice_for_one() -> None:
    found = marc_record("700 1_ $aA,$eeditor,$etranslator.$4edt$4trl", "700 1_ $aA$4edt").agents
    assert [(agent.name, agent.role) for agent in found] == [("A", "edt"), ("A", "trl")]


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("http://id.loc.gov/authorities/names/n1", "http://id.loc.gov/authorities/names/n1"),
        ("(uri)http://x.org/1", "http://x.org/1"),
        ("(DE-588)118540238", "https://d-nb.info/gnd/118540238"),
        ("(DLC)n  79021164", "http://id.loc.gov/authorities/names/n79021164"),
        ("(DLC)sh 85001", "http://id.loc.gov/authorities/subjects/sh85001"),
        ("(OCoLC)fst00012", "http://id.worldcat.org/fast/12"),
        ("(orcid)0000-0001-2345-6789", "https://orcid.org/0000-0001-2345-6789"),
        ("(isni)0000 0001 2103 2683", "https://isni.org/isni/0000000121032683"),
        ("(wikidata)Q42", "http://www.wikidata.org/entity/Q42"),
        ("(DE-588)not a number", ""),
        ("(XYZ)12", ""),
        ("12", ""),
    ],
)
def test_address(written: str, address: str) -> None:
    (agent,) = marc_record(f"100 1_ $aA$0{written}").agents
    assert agent.uris == ((address,) if address else ())


def test_a_name_with_a_title_is_a_work_and_no_agent() -> None:
    assert marc_record("700 1_ $aA.$tT").agents == ()


def test_a_publisher_that_has_an_entry_of_its_own_is_there_once() -> None:
    found = marc_record("260 __ $bPress,$c1950", "710 2_ $aPress$4pbl", "264 _1 $bOther").agents
    assert [(agent.name, agent.kind) for agent in found] == [("Press", "corporate"), ("Other", "")]
