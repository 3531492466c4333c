"""The validator sees the faults that it is there for; a validator that passes everything proves nothing."""

import pytest

from tests import schemas

XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
DC = (
    f'<oai_dc:dc xmlns:oai_dc="{schemas.OAI}oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" {XSI} '
    f'xsi:schemaLocation="{schemas.OAI}oai_dc/ {schemas.OAI}oai_dc.xsd"><dc:title>T</dc:title></oai_dc:dc>'
)
RESPONSE = (
    f'<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="{schemas.OAI}" {XSI} '
    f'xsi:schemaLocation="{schemas.OAI} {schemas.OAI}OAI-PMH.xsd"><responseDate>2026-01-09T12:00:00Z</responseDate>'
    "<request>http://a.example.org/oai</request><GetRecord><record><header><identifier>oai:a.example.org:1</identifier>"
    f"<datestamp>2026-01-09T11:00:00Z</datestamp></header><metadata>{DC}</metadata></record></GetRecord></OAI-PMH>"
)


@pytest.mark.parametrize("xml", [DC, RESPONSE])
def test_what_is_valid_passes(xml: str) -> None:
    assert schemas.validate(xml.encode()) == []


@pytest.mark.parametrize(
    ("fault", "found"),
    [
        (("<dc:title>T</dc:title>", "<dc:titel>T</dc:titel>"), "titel"),
        (("<dc:title>T</dc:title>", "T"), "Character content"),
        (("<datestamp>2026-01-09T11:00:00Z</datestamp>", ""), "header"),
        (("<responseDate>2026-01-09T12:00:00Z", "<responseDate>yesterday"), "yesterday"),
        ((f"{schemas.OAI}oai_dc.xsd", "http://a.example.org/dc.xsd"), "not among the official ones"),
        ((f'xsi:schemaLocation="{schemas.OAI}oai_dc/ {schemas.OAI}oai_dc.xsd"', ""), "names no schema"),
        ((f" {schemas.OAI}OAI-PMH.xsd", " http://a.example.org/x.xsd"), "envelope: xsi:schemaLocation"),
        ((DC, DC + DC), "payload': This element is not expected"),
        ((DC, ""), "metadata"),
        ((DC, "<header/>"), "header': This element is not expected"),
        ((DC, '<x xmlns=""/>'), "'x': This element is not expected"),
        (("</OAI-PMH>", ""), "not well-formed"),
    ],
)
def test_a_fault_is_found(fault: tuple[str, str], found: str) -> None:
    assert fault[0] in RESPONSE
    errors = schemas.validate(RESPONSE.replace(*fault).encode())
    assert any(found in error for error in errors), errors
