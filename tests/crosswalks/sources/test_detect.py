"""The source of an input by its first bytes; what no source reads goes to the one that can say why."""

import gzip

import pytest

from crosswalks.sources.detect import detect
from tests.crosswalks.sources.reading import MARC, dc, harvested, marc, mods, qdc, read, response, sheaf


@pytest.mark.parametrize(
    ("content", "source"),
    [
        (mods("<note/>"), "mods"),
        (response(harvested(mods("<note/>"))), "mods"),
        (dc(""), "oai_dc"),
        (response(harvested(dc(""))), "oai_dc"),
        (marc("001 1"), "marcxml"),
        (f"<collection>{marc('245 00 $aT')}</collection>", "marcxml"),
        (response(harvested(marc("001 1"))), "marcxml"),
        (f'<m:collection xmlns:m="{MARC}"/>', "marcxml"),
        ("<record><leader/></record>", "marcxml"),
        (sheaf("<titles/>"), "sheaf"),
        (response(harvested(sheaf(""))), "sheaf"),
        (f"<s:all xmlns:s='urn:x'>{sheaf('')}</s:all>", "sheaf"),
        (f"<!-- {'x' * 999} -->{dc('')}", "oai_dc"),
        (qdc(""), "oai_qdc"),
        (response(harvested(qdc(""))), "oai_qdc"),
        ("<qualifieddc/>", "oai_qdc"),
        ('{"local_id": "1"}', "records"),
        (' [{"local_id": "1"}]', "records"),
    ],
)
def test_known_formats(content, source):
    assert detect(content.encode(), "x") == source
    assert detect(b"\xef\xbb\xbf" + content.encode(), "x.xml") == source
    assert detect(content.encode("utf-16"), "x.json") == source
    assert detect(gzip.compress(content.encode()), "x.gz") == source


RANDOM = bytes(range(256)) * 8
ANSWERS = {
    "empty": (b"", "The file is empty."),
    "random bytes": (RANDOM, "It is binary data"),
    "random bytes with commas": (b",;\t,," + RANDOM, "It is binary data"),
    "spreadsheet": (b"PK\x03\x04" + RANDOM, "a ZIP archive, or a spreadsheet"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3" + RANDOM, "It is a PDF."),
    "table": (b"title,date\nA,1950\n", "a table (CSV)"),
    "binary marc": (b"00052nam a2200037Ia 4500", "binary MARC 21"),
    "METS": (
        b'<mets xmlns="http://www.loc.gov/METS/"><dmdSec/></mets>',
        "which looks like METS. Sheaf reads MODS, MARCXML, Dublin Core (oai_dc, oai_qdc) and its own Records in JSON",
    ),
    "MARCXML without its namespace": (b"<record><leader/></record>", 'xmlns="http://www.loc.gov/MARC21/slim"'),
    "a collection of MARCXML without its namespace": (
        b"<collection><record><leader/></record></collection>",
        'xmlns="http://www.loc.gov/MARC21/slim"',
    ),
    "an empty collection of MARCXML": (
        b'<collection xmlns="http://www.loc.gov/MARC21/slim"/>',
        "The file holds no MARCXML record.",
    ),
    "truncated response": (response(harvested("x")).encode()[:150], "The file is cut off"),
    "MODS without its namespace": (b"<mods><note>a</note></mods>", 'xmlns="http://www.loc.gov/mods/v3"'),
    "a collection without its namespace": (
        b"<modsCollection><mods><note>a</note></mods></modsCollection>",
        'xmlns="http://www.loc.gov/mods/v3"',
    ),
    "MODS in another namespace": (b'<mods xmlns="http://a.org/"/>', "but in the namespace http://a.org/"),
    "Dublin Core without its namespace": (
        b"<dc><title>A</title></dc>",
        'xmlns="http://www.openarchives.org/OAI/2.0/oai_dc/"',
    ),
    "a Record without its namespace": (b"<sheaf><local_id>1</local_id></sheaf>", 'xmlns="urn:uuid:7bc59e1a'),
    "no records": (b"[]", "The file holds no record."),
}


@pytest.mark.parametrize("case", ANSWERS)
def test_what_is_no_format_gets_an_answer_from_a_reader(case):
    content, words = ANSWERS[case]
    source = detect(content, "x")
    (fault,) = read(source, content)
    assert words in f"{fault.reason} {fault.advice}"


def test_the_suffix_decides_for_an_empty_file():
    assert (detect(b"", "x.jsonl.gz"), detect(b"", "x.xml")) == ("records", "mods")
