"""Every case beside its expectation in each format: `<case>.json` -> `<case>.<format>.xml` in ../data.

`SHEAF_GOLDEN=rewrite` rewrites the expectations; they are indented, so that their difference can be read. The wire
form itself is frozen in `test_the_wire_form`.
"""

import pytest
from lxml import etree

from crosswalks import registry
from tests import golden, schemas
from tests.crosswalks.records import CASES, DATA, case


def rendered(name: str, record: str) -> bytes:
    codec = registry.FORMATS[name]
    return codec.render(case(record), codec.options())


@pytest.mark.parametrize("record", CASES)
@pytest.mark.parametrize("name", registry.FORMATS)
def test_case(name: str, record: str) -> None:
    tree = etree.fromstring(rendered(name, record))
    etree.indent(tree)
    golden.check(DATA / f"{record}.{name}.xml", etree.tostring(tree, encoding="UTF-8") + b"\n")


@pytest.mark.parametrize("record", CASES)
@pytest.mark.parametrize("name", registry.FORMATS)
def test_case_is_valid(name: str, record: str) -> None:
    assert schemas.validate(rendered(name, record)) == []


def test_the_wire_form() -> None:
    """Namespaces and schemaLocation stand on the root, no declaration before it: harvesters match these bytes."""
    assert rendered("oai_dc", "missing") == (
        b'<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
        b'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        b'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ '
        b'http://www.openarchives.org/OAI/2.0/oai_dc.xsd"><dc:identifier>missing-1</dc:identifier></oai_dc:dc>'
    )
    assert rendered("oai_qdc", "missing") == (
        b'<oai_qdc:qualifieddc xmlns:oai_qdc="http://worldcat.org/xmlschemas/qdc-1.0/" '
        b'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        b'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        b'xsi:schemaLocation="http://worldcat.org/xmlschemas/qdc-1.0/ '
        b'http://worldcat.org/xmlschemas/qdc/1.0/qdc-1.0.xsd"><dc:identifier>missing-1</dc:identifier>'
        b"</oai_qdc:qualifieddc>"
    )
    assert rendered("mods", "missing") == (
        b'<mods xmlns="http://www.loc.gov/mods/v3" xmlns:xlink="http://www.w3.org/1999/xlink" '
        b'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.loc.gov/mods/v3 '
        b'http://www.loc.gov/standards/mods/v3/mods-3-8.xsd" version="3.8">'
        b'<identifier type="local" displayLabel="Record ID">missing-1</identifier>'
        b"<recordInfo><recordIdentifier>missing-1</recordIdentifier></recordInfo></mods>"
    )
    assert rendered("marc21", "missing") == (
        b'<record xmlns="http://www.loc.gov/MARC21/slim" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        b'xsi:schemaLocation="http://www.loc.gov/MARC21/slim '
        b'http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd"><leader>00000nam a2200000un 4500</leader>'
        b'<controlfield tag="001">missing-1</controlfield>'
        b'<controlfield tag="008">000000nuuuuuuuuxx |||||||||||||||||||||d</controlfield>'
        b'<datafield tag="245" ind1="0" ind2="0"><subfield code="a">[Untitled]</subfield></datafield>'
        b'<datafield tag="506" ind1="0" ind2=" "><subfield code="a">Open access</subfield></datafield></record>'
    )
    assert rendered("sheaf", "missing") == (
        b'<sheaf xmlns="urn:uuid:7bc59e1a-3b2f-479b-999d-ccb0329a9404" '
        b'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        b'xsi:schemaLocation="urn:uuid:7bc59e1a-3b2f-479b-999d-ccb0329a9404 schemas/sheaf.xsd">'
        b"<local_id>missing-1</local_id></sheaf>"
    )
