"""I10: a native is kept byte for byte, and served in its own format unchanged but for what the protocol demands."""

from lxml import etree
from sqlalchemy import Engine

from models import admin, query
from oai.settings import Profile
from tests.loading import load, results, served

MODS = "http://www.loc.gov/mods/v3"
LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
NATIVE = f"""<?xml version="1.0" encoding="UTF-8"?>
<?a processing instruction?>
<m:mods xmlns:m="{MODS}" xmlns:xlink="http://www.w3.org/1999/xlink" version="3.5" ID="x1">
  <!-- kept --> <m:titleInfo><m:title>  Письмо &amp; <![CDATA[<enclosure>]]>  </m:title></m:titleInfo>
  <m:identifier type="local">H-17</m:identifier><m:extension><own xmlns="urn:own:words">kept</own></m:extension>
</m:mods>
<!-- behind -->""".encode()
ID = "oai:archive.example.org:H-17"


def canonical(body: bytes) -> bytes:
    """Return the metadata of a body as canonical XML, without its xsi:schemaLocation."""
    payload = etree.fromstring(body.removeprefix(b"<metadata>").partition(b"</metadata>")[0])
    payload.attrib.pop(LOCATION, None)
    etree.cleanup_namespaces(payload, keep_ns_prefixes=["xlink", "m"])
    return etree.tostring(payload, method="c14n2", with_comments=True)


def native(engine: Engine) -> bytes | None:
    with query.reading(engine) as connection:
        view = admin.item_of(connection, ID)
    assert view is not None
    return view.native


def test_a_native_is_served_as_it_came_with_the_advertised_schema(engine: Engine) -> None:
    load(engine, NATIVE)
    body = served(engine, ID, "mods") or b""
    root = etree.fromstring(NATIVE)
    assert canonical(body) == etree.tostring(root, method="c14n2", with_comments=True)
    served_root = etree.fromstring(body.removeprefix(b"<metadata>").removesuffix(b"</metadata>"))
    assert served_root.get(LOCATION) == f"{MODS} http://www.loc.gov/standards/mods/v3/mods-3-8.xsd"
    assert served_root.get("version") == "3.5"
    assert b"<?a" not in body


def test_the_bytes_of_the_native_are_kept(engine: Engine) -> None:
    load(engine, NATIVE)
    kept = native(engine) or b""
    assert b"<![CDATA[<enclosure>]]>" in kept
    assert kept in NATIVE


def test_a_native_that_breaks_its_schema_is_kept_and_a_valid_record_made_from_it(engine: Engine) -> None:
    broken = NATIVE.replace(b"<m:extension>", b"<m:colour>red</m:colour><m:extension>")
    outcomes = load(engine, broken)
    assert results(outcomes) == ["added"]
    assert any("breaks the mods schema" in note for note in outcomes[0].notes)
    body = served(engine, ID, "mods") or b""
    assert "Письмо".encode() in body
    assert b"colour" not in body
    assert b"<m:colour>red</m:colour>" in (native(engine) or b"")


def test_an_option_of_a_profile_changes_the_native_in_that_point_only(engine: Engine) -> None:
    url = b"<m:location><m:url usage='primary'>https://archive.example.org/H-17</m:url></m:location>"
    with_url = NATIVE.replace(b"<m:extension>", url + b"<m:extension>")
    for_a_hub = Profile(codec="mods", options={"url_usage": "primary display"})
    formats = {"oai_dc": Profile(), "mods": Profile(), "mods_hub": for_a_hub}
    load(engine, with_url, formats=formats)
    plain, hub = (canonical(served(engine, ID, prefix) or b"") for prefix in ("mods", "mods_hub"))
    assert plain != hub
    assert plain.replace(b'usage="primary"', b'usage="primary display"') == hub


def test_the_other_formats_are_made_from_the_native(engine: Engine) -> None:
    load(engine, NATIVE)
    assert "Письмо &amp; ".encode() in (served(engine, ID, "oai_dc") or b"")


QDC = "http://worldcat.org/xmlschemas/qdc-1.0/"
QDC_SCHEMA = "http://worldcat.org/xmlschemas/qdc/1.0/qdc-1.0.xsd"
QUALIFIED = f"""<z:qualifieddc xmlns:z="{QDC}" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:t="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="{QDC} {QDC_SCHEMA}">
  <dc:identifier>H-17</dc:identifier><!-- kept --><t:created xsi:type="t:W3CDTF"> 1950 </t:created>
  <t:audience>everybody;  nobody</t:audience>
</z:qualifieddc>""".encode()
QUALIFIED_FORMATS = {"oai_dc": Profile(), "oai_qdc": Profile(), "qdc": Profile(codec="oai_qdc")}


def test_a_native_in_qualified_dublin_core_is_served_as_it_came_under_every_prefix(engine: Engine) -> None:
    load(engine, QUALIFIED, formats=QUALIFIED_FORMATS)
    for prefix in ("oai_qdc", "qdc"):
        body = (served(engine, ID, prefix) or b"").removeprefix(b"<metadata>").partition(b"</metadata>")[0]
        assert etree.canonicalize(body.decode(), with_comments=True) == etree.canonicalize(
            QUALIFIED.decode(), with_comments=True
        )


def test_qualified_dublin_core_of_another_namespace_is_made_anew_in_the_one_that_is_advertised(engine: Engine) -> None:
    foreign = QUALIFIED.replace(QDC.encode(), b"http://www.bl.uk/namespaces/oai_dcq/")
    outcomes = load(engine, foreign, formats=QUALIFIED_FORMATS)
    assert results(outcomes) == ["added"]
    body = (served(engine, ID, "qdc") or b"").removeprefix(b"<metadata>").partition(b"</metadata>")[0]
    assert etree.fromstring(body).tag == f"{{{QDC}}}qualifieddc"
    assert b">1950</dcterms:created>" in body
