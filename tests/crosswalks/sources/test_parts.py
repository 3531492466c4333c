"""A large input read in parts gives what it gives when it is read in its order, whatever is wrong with it."""

import gzip
import io
from itertools import chain
from pathlib import Path

import pytest
from lxml import etree

from crosswalks import registry
from crosswalks.record import Record, Title, dump
from crosswalks.sources import parts, streams
from crosswalks.sources.entry import Entry, Fault, ReadOptions
from crosswalks.sources.xml_records import Records, Unit
from tests import corpora
from tests.crosswalks.sources.reading import dc, harvested, marc, mods, qdc, read, response, sheaf

NOTE = "<note>A</note>\n<titleInfo><title>T</title></titleInfo>"


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let parts be as small as the system lets them be."""
    monkeypatch.setattr(parts, "SIZE", 3000)
    monkeypatch.setattr(streams, "CHUNK", 1000)


def in_parts(source: str, content: bytes | str, name: str = "file.xml", **given) -> tuple[list[Entry | Fault], int]:
    """Return all that a source yields for a file that it reads in parts, and how many parts could be read."""
    data = content.encode() if isinstance(content, str) else content
    options, ways = ReadOptions(**given), registry.SOURCES[source].parts
    stream = streams.unpacked(io.BytesIO(data))
    found: list[Entry | Fault] = []
    cut = ways.cut(stream, options)
    for number, part in enumerate(cut):
        entries = ways.read(part, name, options) if part.holds is not None else None
        if entries is None:
            rest = streams.chained((each.content for each in chain([part], cut)), stream)
            return [*found, *ways.resume(rest, name, options, part)], number
        found += entries
    return found, number + 1


def collection(*inner: str, root: str = "modsCollection") -> str:
    """Return a file of records, one a line."""
    return (
        f'<?xml version="1.0"?>\n<!-- c -->\n<{root}\n  xmlns="http://www.loc.gov/mods/v3">'
        + "\n".join(inner)
        + (f"\n</{root}>\n")
    )


MANY = [mods(f"<note>{number}</note>\n{NOTE}") for number in range(40)]
LINES = [b'{"local_id": "%d"}\n' % number for number in range(600)]
SOUND = {
    "lines": ("mods", collection(*MANY)),
    "blanks and comments": ("mods", collection("<!-- a -->", "<!-- b -->", *MANY)),
    "one line": ("mods", collection(*MANY).replace("\n", " ")),
    "prefix": ("mods", collection(*MANY).replace("<", "<m:").replace("<m:/", "</m:").replace("xmlns=", "xmlns:m=")
               .replace("<m:?", "<?").replace("<m:!", "<!")),
    "latin 1": ("mods", collection(*MANY, mods("<note>é</note>")).replace('"1.0"', '"1.0" encoding="iso-8859-1"')
                .encode("latin-1")),
    "marc": ("marcxml", "<collection>" + "\n".join(marc(f"001 {n}", "245 00 $aT", "500 __ $aN") for n in range(60))
             + "</collection>"),
    "dublin core": ("oai_dc", "<all>" + "\n".join(dc(f"<dc:title>{n}</dc:title>") for n in range(60)) + "</all>"),
    "records in XML": ("sheaf", "<all>\n{}</all>".format("\n".join(sheaf("<dates/>", str(n)) for n in range(90)))),
    "bad records in XML": ("sheaf", "<all>\n{}</all>".format("\n".join(sheaf("<bad/>", str(n)) for n in range(90)))),
    "qualified": ("oai_qdc", "<all>" + "\n".join(qdc(f"<dc:title>{n}</dc:title>") for n in range(60)) + "</all>"),
    "qualified, of several": ("oai_qdc", f"<all>{''.join(qdc('<dc:date/>', f'urn:{n}') for n in range(60))}</all>"),
    "gzip": ("mods", gzip.compress(collection(*MANY).encode())),
    "large record": ("mods", collection(*MANY[:9], mods(f"<note>{'x' * 20_000}</note>"), *MANY * 4)),
    "large record first": ("mods", collection(mods(f"<note>{'x' * 20_000}</note>"), *MANY * 4)),
    "long line": ("records", b"".join(LINES[:9] + [b'{"local_id": "%s"}\n' % (b"b" * 20_000)] + LINES * 3)),
    "long line first": ("records", b"".join([b'{"local_id": "%s"}\n' % (b"b" * 20_000)] + LINES * 3)),
    "json lines": ("records", b"\n\n".join(dump(Record(local_id=str(n), titles=(Title(value="x" * 99),)))
                                           for n in range(99))),
    "bad lines": ("records", b"".join(b'{"local_id": "%d"}\n\n not json \r\n{"a": 1}\n' % n for n in range(400))),
}  # fmt: skip


@pytest.mark.parametrize("case", SOUND)
def test_what_is_sound_is_read_in_parts(case: str) -> None:
    source, content = SOUND[case]
    found, number = in_parts(source, content)
    assert found == read(source, content)
    assert number > 2


@pytest.mark.parametrize("size", [7998, 7999, 8000, 8001, 8002, 12_000])
@pytest.mark.parametrize("source", ["mods", "records"])
def test_a_record_within_the_limit_does_not_end_the_reading_in_parts(source: str, size: int) -> None:
    if source == "mods":
        large = mods(f"<note>{'x' * (size - len(mods('<note></note>')))}</note>")
        content = collection(MANY[0] + large, *MANY).encode()
    else:
        content = b"".join([LINES[0], b'{"local_id": "%s"}\n' % (b"x" * (size - 16)), *LINES[1:]])
    found, number = in_parts(source, content, max_record_bytes=8000)
    assert found == read(source, content, max_record_bytes=8000)
    assert (number > 2 and not any(isinstance(each, Fault) for each in found)) or size > 8000


BEFORE_ROOT = {
    "nothing": "",
    "a declaration": '<?xml version="1.0" encoding="utf-8"?>',
    "a declaration in a line of its own": '<?xml version="1.0"?>\n',
    "a comment": "<!-- c -->",
    "a byte order mark": "\ufeff",
    "blanks": "\n ",
    "blanks and a declaration": ' \n<?xml version="1.0"?>',
}


@pytest.mark.parametrize("before", BEFORE_ROOT)
@pytest.mark.parametrize("wrong", ["<note>A & B</note>", "<note>\x01</note>", "<note>"])
def test_damage_in_the_line_of_the_root_is_where_it_is(before: str, wrong: str) -> None:
    root = '<modsCollection\n xmlns="http://www.loc.gov/mods/v3">'
    content = BEFORE_ROOT[before] + root + mods(wrong) + "\n".join(MANY) + "</modsCollection>"
    assert in_parts("mods", content)[0] == read("mods", content)


CASES = {
    "invalid natives": collection(*MANY, mods("\n<bogus/>"), *MANY, mods('<note ID="a"/>\n<note ID="a"/>')),
    "damaged": collection(*MANY, mods("<note>A & B</note>"), *MANY),
    "damaged twice": collection(*MANY, mods("<note>A & B</note>"), *MANY, mods("<note>a<br>b</note>"), *MANY),
    "without an end": collection(*MANY, mods(NOTE)[:-7], *MANY),
    "undeclared prefix": collection(*MANY, mods("<x:note/>"), *MANY),
    "control": collection(*MANY, mods("<note>\x01</note>"), *MANY),
    "entity": collection(*MANY, mods("<note>&eacute;</note>"), *MANY),
    "cut off": collection(*MANY)[:-300],
    "two roots": collection(*MANY) * 2,
    "rubbish behind": collection(*MANY) + "rubbish",
    "same xml:id": collection(*(mods('<note xml:id="a"/>') for _ in range(40))),
    "end tag in a comment": collection(*MANY, "<!-- <mods></mods> -->", *MANY),
    "end tag in CDATA": collection(*MANY, mods("<note><![CDATA[</mods>]]></note>"), *MANY),
    "nested": collection(*MANY, mods(f"<extension>{mods(NOTE)}</extension>"), *MANY),
    "deeper": collection(*MANY, f"<deeper>{mods(NOTE)}</deeper>", *MANY),
    "qualified, deeper": f"<all>{qdc('') * 60}<deeper>{qdc('')}</deeper>{qdc('') * 60}</all>",
    "other namespace": collection(*MANY, '<mods xmlns="urn:x"/>', *MANY),
    "other children": collection(*MANY, "<other/>", "<record/>", *MANY),
    "large record": collection(*MANY, mods(f"<note>{'x' * 9000}</note>"), *MANY),
    "doctype": collection(*MANY).replace("<!-- c -->", "<!DOCTYPE modsCollection>"),
    "entities declared": collection(*MANY).replace("<!-- c -->", '<!DOCTYPE x [<!ENTITY e "e">]>'),
    "harvested": response(*(f"<record><header/><metadata>{each}</metadata></record>" for each in MANY)),
    "harvested MARC": response(*(harvested(marc(f"001 {n}", "245 00 $aT")) for n in range(40))),
    "a bare list of harvested MARC": "<c>" + "".join(harvested(marc(f"001 {n}")) for n in range(40)) + "</c>",
    "damaged MARC": "<c>" + "".join(marc(f"001 {n}").replace("7</", "&</") for n in range(40)) + "</c>",
    "empty root": collection(),
    "alone": mods(NOTE * 99),
    "nothing": "",
    "not XML": "title,date\n" * 999,
    "wrong bytes": collection(*MANY).encode() + b"\xff",
    "UTF-16": collection(*MANY).replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_odd_is_read_as_in_its_order(case: str) -> None:
    for source in ("mods", "marcxml", "oai_dc", "oai_qdc", "records", "sheaf"):
        for given in ({}, {"id_from": "filename"}, {"id_from": "string(//mods:note)"}, {"max_record_bytes": 8000}):
            assert in_parts(source, CASES[case], **given)[0] == read(source, CASES[case], **given), (source, given)


def test_a_fault_within_a_part_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """What tells one record's fault tells it of a record that stands in a part too."""
    sound = Records.record

    def record(self: Records, node: etree._Element, *, oversize: bool) -> Unit | Fault | None:
        found = sound(self, node, oversize=oversize)
        return Fault(f"record {self.number}", "why", "what to do") if self.number == 30 else found

    monkeypatch.setattr(Records, "record", record)
    found, number = in_parts("mods", collection(*MANY))
    assert found == read("mods", collection(*MANY))
    assert [each.position for each in found if isinstance(each, Fault)] == ["record 30"]
    assert number == 2


JSON = {
    "array": b"[" + b",\n".join([b'{"local_id": "a"}'] * 300) + b"]",
    "one object": b'{\n"local_id": "a",\n "x": 1}' + b"\n" * 9000,
    "byte order mark": b"\xef\xbb\xbf" + b'{"local_id": "a"}\n' * 300,
    "blank first": b"\xef\xbb\xbf\n" + b'{"local_id": "a"}\n' * 300,
    "long line": b'{"local_id": "a"}\n' * 300
    + b'{"local_id": "'
    + b"b" * 9000
    + b'"}\n'
    + b'{"local_id": "c"}\n' * 300,
    "no line break at the end": b'{"local_id": "a"}\n' * 300 + b'{"local_id": "z"}',
    "mark within": b'{"local_id": "a"}\n' * 300 + b'\xef\xbb\xbf{"local_id": "b"}\n' * 300,
    "looks packed within": b'{"local_id": "a"}\n' * 300 + b"\x1f\x8b\n" * 3000,
}


@pytest.mark.parametrize("case", JSON)
def test_json_is_read_as_in_its_order(case: str) -> None:
    for given in ({}, {"id_from": "content"}, {"id_from": "//x"}, {"max_record_bytes": 8000}):
        assert in_parts("records", JSON[case], **given)[0] == read("records", JSON[case], **given), given


@pytest.mark.parametrize("source", ["mods", "records"])
def test_a_damaged_archive_is_read_up_to_the_damage(source: str) -> None:
    content = collection(*MANY * 9) if source == "mods" else "".join(f'{{"local_id": "{n}"}}\n' for n in range(9000))
    packed = gzip.compress(content.encode())[:-90]
    found, number = in_parts(source, packed)
    assert number > 3
    assert found[-1] == read(source, packed)[-1]
    assert "cannot be read" in found[-1].reason
    assert found[:-1] == read(source, content)[: len(found) - 1]


@pytest.mark.parametrize("source", sorted(registry.SOURCES))
def test_nasty_files_are_read_as_in_their_order(source: str) -> None:
    for name, content in corpora.members("nasty.tar.gz"):
        assert in_parts(source, content, Path(name).name)[0] == read(source, content, Path(name).name), name


def test_real_collections_are_read_in_parts() -> None:
    cut = 0
    for name, content in corpora.members("mods-utk.tar.gz", ".xml"):
        if len(content) > 20_000:
            found, number = in_parts("mods", content, name)
            assert found == read("mods", content, name), name
            cut += number > 3
    assert cut == 3
