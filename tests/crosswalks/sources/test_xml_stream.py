"""What is found in XML files, whole and damaged, and what is said of what is not."""

import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest

from crosswalks.sources.entry import Entry, Fault
from tests.crosswalks.sources.reading import dc, harvested, mods, one, read, response

NOTE = "<note>a</note>"


def test_single_record_is_kept_byte_for_byte():
    content = ('<?xml version="1.0"?>\n<!-- made by hand -->\n' + mods(NOTE, "version='3.7'") + "\n").encode()
    entry = one("mods", content)
    assert entry.native is not None
    assert entry.native.content == content
    assert entry.content == content
    assert entry.position == "record 1, line 3"


def test_collection_is_one_entry_each():
    found = read(
        "mods", f'<modsCollection xmlns="http://www.loc.gov/mods/v3">{mods(NOTE)}\n{mods(NOTE)}</modsCollection>'
    )
    assert [entry.record.local_id for entry in found] == ["file", "file#2"]
    assert [entry.position for entry in found] == ["record 1, line 1", "record 2, line 2"]


def test_large_collection_keeps_number_and_order():
    many = "".join(mods(f"<identifier type='local'>{number}</identifier>{NOTE * 20}") for number in range(2000))
    found = read("mods", f"<wrapper>{many}</wrapper>")
    assert [entry.record.local_id for entry in found] == [str(number) for number in range(2000)]


def test_response_carries_identifier_and_provenance():
    entry = one("oai_dc", response(harvested(dc("<dc:title>T</dc:title>"))))
    assert entry.identifier == entry.record.oai_identifier == "oai:example.org:1"
    assert entry.record.local_id == "1"
    assert entry.provenance == (
        "http://archive.example.org/oai", "oai:example.org:1", "2020-02-03",
        "http://www.openarchives.org/OAI/2.0/oai_dc/", "2026-01-09T12:00:00Z", True, None,
    )  # fmt: skip


def test_provenance_is_unaltered_when_the_schema_location_is_already_right():
    location = "http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
    declared = f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="{location}"'
    entry = one("oai_dc", response(harvested(dc("").replace(" xmlns:dc", f" {declared} xmlns:dc"))))
    assert entry.provenance.altered is False


def test_response_without_a_base_url_has_no_provenance():
    entry = one("oai_dc", f"<repository>{harvested(dc(''))}</repository>")
    assert entry.identifier == "oai:example.org:1"
    assert entry.provenance is None


def test_deleted_header_is_a_deletion_even_with_metadata():
    found = read("mods", response(harvested("", status="deleted"), harvested(mods(NOTE), "oai:x.org:2", "deleted")))
    assert [(entry.identifier, entry.deleted, entry.record) for entry in found] == [
        ("oai:example.org:1", True, None),
        ("oai:x.org:2", True, None),
    ]


def test_foreign_record_inside_the_metadata_is_not_a_record():
    entry = one("oai_dc", response(harvested(dc('<record xmlns=""><dc:title>T</dc:title></record>'))))
    assert entry.record.titles[0].value == "T"
    assert entry.native.dissemination is None


def test_gzip_is_read():
    assert one("mods", gzip.compress(mods(NOTE).encode()), "a.xml.gz").record.local_id == "a"


def test_truncated_gzip_is_a_fault():
    (fault,) = read("mods", gzip.compress(mods(NOTE * 9999).encode())[:-20])
    assert isinstance(fault, Fault)
    assert "cannot be read" in fault.reason


def test_record_beyond_the_limit_is_a_fault_and_the_next_is_read():
    big = mods("".join(f"<note>{number} {'x' * 500}</note>" for number in range(1000)))
    found = read("mods", f"<c>{mods(NOTE)}{big}{mods(NOTE)}</c>", max_record_bytes=100_000)
    assert [type(each) for each in found] == [Entry, Fault, Entry]
    assert found[1].reason == "The record is larger than 100,000 bytes."
    assert found[1].position.startswith("record 2")


def test_harvested_record_beyond_the_limit_is_a_fault_and_the_next_is_read():
    big = mods("".join(f"<note>{number} {'x' * 500}</note>" for number in range(1000)))
    found = read("mods", response(harvested(big), harvested(mods(NOTE))), max_record_bytes=100_000)
    assert [type(each) for each in found] == [Fault, Entry]


@pytest.mark.parametrize("size", [90_000, 2_000_000])
def test_single_file_beyond_the_limit_is_one_fault(size):
    notes = "<note>x</note>" * (size // 14)
    (fault,) = read("mods", mods(notes), max_record_bytes=80_000)
    assert fault.reason == "The record is larger than 80,000 bytes."


DAMAGED = {
    "empty": (b"", "The file is empty."),
    "blank": (b" \n", "The file is empty."),
    "two roots": (mods(NOTE) + mods(NOTE), "A file may have one root element"),
    "truncated": (mods(NOTE)[:-3], "cut off"),
    "cp1252": (mods("<note>\x93a\x94</note>").encode("cp1252", "replace").replace(b"?a", b"\x93a"), "save it as UTF-8"),
    "ampersand": (mods("<note>A & B</note>"), "&amp;"),
    "named entity": (mods("<note>&eacute;</note>"), "instead of the named entity"),
    "html": (mods("<note>a<br>b</note>"), "must be closed"),
    "control": (mods("<note>\x01</note>"), "control character"),
    "prefix": (f"<c><mods:mods>{NOTE}</mods:mods></c>", 'xmlns:mods="http://www.loc.gov/mods/v3"'),
    "csv": ("title,date\nA,1950\n", "a table (CSV)"),
    "json": ('{"local_id": "1"}', "looks like JSON"),
    "marc": ("00052nam a2200037Ia 4500", "binary MARC 21"),
    "marcxml": ('<collection xmlns="http://www.loc.gov/MARC21/slim"><record/></collection>', "looks like MARCXML"),
    "other root": ("<x/>", "its root element is x"),
    "mets": (f"<mets><dmdSec><xmlData>{mods(NOTE)}</xmlData></dmdSec></mets>", "out of the mets file"),
    "protocol error": (
        response(verb="x").replace("<x></x>", '<error code="badVerb">no</error>'),
        "reports the error badVerb: no",
    ),
    "other format": (response(harvested(dc(""))), "holds oai_dc, not MODS"),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_damage_is_one_clear_fault(case):
    content, words = DAMAGED[case]
    faults = [each for each in read("mods", content) if isinstance(each, Fault)]
    assert len(faults) == 1
    assert words in f"{faults[0].reason} {faults[0].advice}"
    assert faults[0].position
    assert faults[0].advice


def test_records_before_the_damage_are_kept():
    found = read("mods", f"<c>\n{mods(NOTE)}\n{mods(NOTE)}\n<mods")
    assert [type(each) for each in found] == [Entry, Entry, Fault]
    assert found[2].position.startswith("line 4, column")
    assert "Records read before this place: 2." in found[2].reason
    assert found[2].content.strip() == b"<mods"


def test_an_undeclared_prefix_harms_its_own_record_only():
    hurt = mods('<note q:a="1"/>')
    found = read("mods", f"<c>{mods(NOTE)}{hurt}{mods(NOTE)}</c>")
    assert [type(each) for each in found] == [Entry, Fault, Entry]
    assert "prefix q" in found[1].reason


def test_a_run_of_records_in_another_format_is_one_fault():
    found = read("mods", response(*[harvested(dc(""))] * 5, harvested(mods(NOTE))))
    assert [type(each) for each in found] == [Fault, Entry]
    assert found[0].reason.endswith("The same holds for the next 4.")


ENTITIES = {
    "external": '<!DOCTYPE mods [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    "laughs": '<!DOCTYPE mods [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;">]>',
    "parameter": '<!DOCTYPE mods [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]>',
    "behind a long comment": f'<!--{"x" * 200_000}--><!DOCTYPE mods [<!ENTITY x "y">]>',
}


@pytest.mark.parametrize("case", ENTITIES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_documents_that_declare_entities_are_refused(case, encoding):
    (fault,) = read("mods", (ENTITIES[case] + mods("<note>&x;</note>")).encode(encoding))
    assert "declares entities" in fault.reason
    assert "root:" not in fault.reason


OPENED = {
    "the DTD": '<!DOCTYPE mods SYSTEM "{}">',
    "a parameter entity": '<!DOCTYPE mods [<!ENTITY % x SYSTEM "{}"> %x;]>',
    "a late parameter entity": f'<!--{"x" * 200_000}--><!DOCTYPE mods [<!ENTITY % x SYSTEM "{{}}"> %x;]>',
    "an attribute": '<!DOCTYPE mods [<!ENTITY x SYSTEM "{}">]>',
}
READ_ALL = """
import sys
from crosswalks import registry
from crosswalks.sources.entry import ReadOptions
with open(sys.argv[2], "rb") as stream:
    for found in registry.SOURCES[sys.argv[1]].read(stream, "x.xml", ReadOptions()):
        print(found)
"""


@pytest.mark.parametrize("source", ["mods", "oai_dc"])
@pytest.mark.parametrize("case", OPENED)
def test_no_file_that_a_doctype_names_is_opened(source, case, tmp_path):
    """A pipe stands for the file: whoever opens it waits for ever."""
    pipe, file = tmp_path / "pipe", tmp_path / "x.xml"
    os.mkfifo(pipe)
    body = mods('<note type="&x;"/>' if case == "an attribute" else NOTE * 9999) if source == "mods" else dc("")
    file.write_text(OPENED[case].format(pipe.as_uri()) + body)
    run = [sys.executable, "-c", READ_ALL, source, str(file)]
    done = subprocess.run(run, capture_output=True, check=True, text=True, cwd=Path(__file__).parents[3], timeout=30)
    assert done.stdout.startswith("Entry" if case == "the DTD" else "Fault")


@pytest.mark.parametrize("source", ["mods", "oai_dc"])
def test_no_attribute_comes_out_of_a_dtd(source, tmp_path):
    other = tmp_path / "att.dtd"
    other.write_text('<!ATTLIST mods version CDATA "9.9"><!ATTLIST oai_dc:dc leaked CDATA "9.9">')
    body = mods(NOTE * 999) if source == "mods" else dc("<dc:title>T</dc:title>" * 999)
    entry = one(source, f'<!DOCTYPE x SYSTEM "{other.as_uri()}">{body}')
    assert b"9.9" not in (entry.native.dissemination or b"")
    assert b"9.9" not in entry.native.content


@pytest.mark.parametrize("quoted", ["<!-- {} -->", "<![CDATA[ {} ]]>"])
def test_a_declaration_that_is_only_quoted_declares_nothing(quoted):
    quote = quoted.format('<!DOCTYPE x [ <!ENTITY y "z">]>')
    before = quote if quote.startswith("<!--") else ""
    one("mods", before + mods(f"<note>{quote}</note>"))


def test_an_entity_of_a_dtd_elsewhere_is_a_fault():
    (fault,) = read("mods", '<!DOCTYPE mods SYSTEM "mods.dtd">' + mods("<note>&eacute;</note>"))
    assert "defined outside the file" in fault.reason


def test_a_harmless_doctype_is_left_behind():
    entry = one("mods", '<!DOCTYPE mods SYSTEM "mods.dtd">' + mods(NOTE))
    assert b"DOCTYPE" not in entry.native.dissemination


GROWTH = """
import resource, sys
from crosswalks.registry import SOURCES
from crosswalks.sources.entry import ReadOptions
from tests.crosswalks.sources.reading import harvested, marc
records = {
    "records": b"<mods xmlns='http://www.loc.gov/mods/v3'>" + b"<note>some words of a note</note>" * 20 + b"</mods>",
    "marc": marc(*["500 __ $asome words of a note"] * 10).encode(),
    "harvested marc": harvested(marc(*["500 __ $asome words of a note"] * 10)).encode(),
    "notes": b"<note>x</note>",
}
source = "marcxml" if "marc" in sys.argv[2] else "mods"
class Endless:
    def __init__(self, pieces): self.pieces = pieces
    def read(self, size=-1):
        self.pieces -= 1
        return b"" if self.pieces < 0 else HEAD.pop() if HEAD else PIECE
HEAD, PIECE = [sys.argv[1].encode()], records[sys.argv[2]] * 50
found = sum(1 for _ in SOURCES[source].read(Endless(int(sys.argv[3])), "x.xml", ReadOptions(max_record_bytes=100_000)))
print(found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.parametrize(
    ("head", "piece", "few", "many"),
    [
        ("<c>", "records", 10, 400),
        ("<c>", "marc", 10, 400),
        ("<ListRecords>", "harvested marc", 10, 400),
        ("<mods xmlns='http://www.loc.gov/mods/v3'>", "notes", 400, 30_000),
        ("<collection>", "notes", 400, 30_000),
    ],
    ids=["many records", "many MARC records", "many harvested MARC records", "one endless record", "another format"],
)
def test_memory_is_flat(head, piece, few, many):
    def peak(pieces: int) -> int:
        run = [sys.executable, "-c", GROWTH, head, piece, str(pieces)]
        done = subprocess.run(run, capture_output=True, check=True, text=True, cwd=Path(__file__).parents[3])
        return int(done.stdout.split()[1])

    assert peak(many) - peak(few) < 20_000  # kB; the trees of these files would take more than 80,000
