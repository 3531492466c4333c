"""Reading from bytes, for the tests of the sources."""

import io
import subprocess
import sys
from pathlib import Path
from xml.sax.saxutils import escape

from crosswalks import registry
from crosswalks.record import Record
from crosswalks.sources.entry import Entry, Fault, ReadOptions

MODS = "http://www.loc.gov/mods/v3"
MARC = "http://www.loc.gov/MARC21/slim"
SHEAF = "urn:uuid:7bc59e1a-3b2f-479b-999d-ccb0329a9404"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
OAI_QDC = "http://worldcat.org/xmlschemas/qdc-1.0/"
DCTERMS = "http://purl.org/dc/terms/"


def read(source: str, content: bytes | str, name: str = "file.xml", **options) -> list[Entry | Fault]:
    """Return all that a source yields for a file."""
    data = content.encode() if isinstance(content, str) else content
    return list(registry.SOURCES[source].read(io.BytesIO(data), name, ReadOptions(**options)))


def one(source: str, content: bytes | str, name: str = "file.xml", **options) -> Entry:
    """Return the only Entry that a source yields for a file."""
    (found,) = read(source, content, name, **options)
    assert isinstance(found, Entry), found
    return found


def mods(inner: str, attributes: str = "") -> str:
    """Return a MODS record with the elements within."""
    return (
        f'<mods xmlns="{MODS}" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" {attributes}>{inner}</mods>'
    )


def mods_record(inner: str) -> Record:
    """Return the Record of a MODS record with the elements within."""
    record = one("mods", mods(inner)).record
    assert record is not None
    return record


LEADER = "00000nam a2200000 u 4500"
FIXED = "100102s1950    xx |||||||||||||||||||| d"


def marc(*fields: str, leader: str = LEADER, attributes: str = "") -> str:
    """Return a MARC record with control fields such as `001 12` and data fields such as `245 1_ $aTitle /$cBy me.`."""
    control = "".join(
        f'<controlfield tag="{each[:3]}">{escape(each[4:])}</controlfield>' for each in fields if each.startswith("00")
    )
    data = "".join(_datafield(each) for each in fields if not each.startswith("00"))
    start = f"<leader>{leader}</leader>" if leader else ""
    return f'<record xmlns="{MARC}" {attributes}>{start}{control}{data}</record>'


def _datafield(field: str) -> str:
    """Return one data field; an underscore stands for a blank indicator."""
    ind1, ind2 = field[4:6].replace("_", " ")
    subfields = "".join(
        f'<subfield code="{each[0]}">{escape(each[1:])}</subfield>' for each in field[7:].split("$")[1:] if each
    )
    return f'<datafield tag="{field[:3]}" ind1="{ind1}" ind2="{ind2}">{subfields}</datafield>'


def marc_record(*fields: str, leader: str = LEADER) -> Record:
    """Return the Record of a MARC record with the fields."""
    record = one("marcxml", marc(*fields, leader=leader)).record
    assert record is not None
    return record


def dc(inner: str) -> str:
    """Return an oai_dc record with the elements within."""
    return f'<oai_dc:dc xmlns:oai_dc="{OAI_DC}" xmlns:dc="{DC}">{inner}</oai_dc:dc>'


def dc_record(inner: str) -> Record:
    """Return the Record of an oai_dc record with the elements within."""
    record = one("oai_dc", dc(inner)).record
    assert record is not None
    return record


def qdc(inner: str, namespace: str = OAI_QDC) -> str:
    """Return an oai_qdc record with the elements within."""
    return (
        f'<q:qualifieddc xmlns:q="{namespace}" xmlns:dc="{DC}" xmlns:dcterms="{DCTERMS}"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{inner}</q:qualifieddc>'
    )


def qdc_record(inner: str) -> Record:
    """Return the Record of an oai_qdc record with the elements within."""
    record = one("oai_qdc", qdc(inner)).record
    assert record is not None
    return record


def sheaf(inner: str, local_id: str = "1") -> str:
    """Return a Record in XML with the elements within."""
    return f'<sheaf xmlns="{SHEAF}"><local_id>{local_id}</local_id>{inner}</sheaf>'


def response(*records: str, verb: str = "ListRecords") -> str:
    """Return an OAI-PMH response with the records within."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
        "<responseDate>2026-01-09T12:00:00Z</responseDate>"
        f'<request verb="{verb}">http://archive.example.org/oai</request><{verb}>{"".join(records)}</{verb}></OAI-PMH>'
    )


def harvested(metadata: str, identifier: str = "oai:example.org:1", status: str = "") -> str:
    """Return one record of an OAI-PMH response."""
    given = f' status="{status}"' if status else ""
    body = f"<metadata>{metadata}</metadata>" if metadata else ""
    return (
        f"<record><header{given}><identifier>{identifier}</identifier>"
        f"<datestamp>2020-02-03</datestamp></header>{body}</record>"
    )


_READ = """
import sys
from crosswalks import registry
from crosswalks.sources.entry import ReadOptions
for found in registry.SOURCES[sys.argv[1]].read(sys.stdin.buffer, "x.xml", ReadOptions(max_record_bytes=9_000_000)):
    print(str(found)[:200])
"""


def within_a_minute(content: bytes | str, source: str = "mods") -> str:
    """Return the beginnings of what a source yields for a file; a test fails when that takes more than a minute."""
    data = content.encode() if isinstance(content, str) else content
    run = [sys.executable, "-c", _READ, source]
    done = subprocess.run(run, input=data, capture_output=True, check=True, cwd=Path(__file__).parents[3], timeout=60)
    return done.stdout.decode()
