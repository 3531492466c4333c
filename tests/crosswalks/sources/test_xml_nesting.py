"""A well-formed harvest is never called damaged, whatever nests in its records and whatever stands before them."""

from collections.abc import Sequence

import pytest

from crosswalks.sources.entry import Entry, Fault
from tests import corpora
from tests.crosswalks.sources.reading import MODS, dc, harvested, mods, read, response

EMPTY = '<record><header status=""></header><metadata></metadata><about></about></record>'
NESTED = '<record xmlns=""><dc:title>T</dc:title></record>'
FOREIGN = '<x><mods xmlns="urn:x"></mods></x>'


def identifiers(found: Sequence[Entry | Fault]) -> list[str]:
    """Return the local identifiers of what was read; a test fails when anything was not."""
    assert [each for each in found if isinstance(each, Fault)] == []
    return [each.record.local_id for each in found if isinstance(each, Entry) and each.record]


def numbered(number: int, inner: str = "") -> str:
    return mods(f'<identifier type="local">{number}</identifier>{inner}')


@pytest.mark.parametrize(
    "before", [EMPTY, "<record/>", "<record></record>", harvested(dc(""), "oai:example.org:0"), ""]
)
@pytest.mark.parametrize("inner", ["", NESTED, NESTED * 2, f"<x>{NESTED}</x>", "<!-- </record> -->"])
def test_records_of_another_list_come_before(before: str, inner: str) -> None:
    """As in pages of the State Library of Victoria, which hold an element for each verb of the protocol."""
    records = "".join(harvested(dc(inner), f"oai:example.org:{number}") for number in (1, 2, 3))
    rest = f"<ListRecords>{records}</ListRecords></OAI-PMH>"
    content = response(before).replace("<ListRecords>", "<GetRecord>").replace("</ListRecords>", "</GetRecord>")
    found = identifiers(read("oai_dc", content.replace("</OAI-PMH>", rest)))
    assert found == (["0"] if "example.org:0" in before else []) + ["1", "2", "3"]


def test_a_damaged_record_of_the_next_list_harms_no_other() -> None:
    records = [harvested(numbered(n, "<note>A & B</note>" if n == 2 else ""), f"oai:example.org:{n}") for n in range(5)]
    for first in (EMPTY, EMPTY + records[0], "<record/>"):
        lists = f"<GetRecord>{first}</GetRecord><ListRecords>{''.join(records[1:])}</ListRecords>"
        found = read("mods", f"<Response>{lists}</Response>")
        (fault,) = (each for each in found if isinstance(each, Fault))
        assert fault.content.decode() == records[2]
        assert identifiers([each for each in found if each is not fault])[-3:] == ["1", "3", "4"]


SOUND = {
    "an empty tag, then one of another namespace": f'<c><mods xmlns="{MODS}"/>{FOREIGN}{numbered(2, FOREIGN)}</c>',
    "an empty record, then a comment": f'<c><x><mods xmlns="{MODS}"/></x><!-- </mods> -->{numbered(2, FOREIGN)}</c>',
    "a DOCTYPE with an end tag in it": f'<!DOCTYPE c SYSTEM "</mods>"><c>{numbered(1)}{numbered(2)}</c>',
    "a comment before the root": f"<!-- </mods> --><c>{numbered(1)}{numbered(2)}</c><!-- </mods> --><?x </mods>?>",
}


@pytest.mark.parametrize("case", SOUND)
def test_what_looks_like_the_end_of_a_record_is_none(case: str) -> None:
    assert identifiers(read("mods", SOUND[case]))[-1] == "2"


def test_all_records_of_large_pages_come() -> None:
    large = 0
    for name, content in corpora.members("oai-pages.tar.gz", ".xml.gz"):
        if len(content) > 100_000:
            assert len(identifiers(read("oai_dc", content, name))) == 1000, name
            large += 1
    assert large == 3
