"""Validation against the official XML Schemas, offline: single payloads and whole OAI-PMH responses.

The official envelope schema asks for a schema of everything embedded (processContents="strict"), and the schemas of
the payloads contradict each other when loaded together. So a response is checked in parts: the envelope with every
payload swapped for a stand-in of another namespace, then each payload by the schema that its own xsi:schemaLocation
names. Schema addresses, http or https, are looked up in the reference data; none is ever fetched. The schema of our own
format lies in docs/, whatever repository serves it.

Of OCLC's qdc-1.0.xsd the reference data has no copy. In its place stands what DCMI's own schema of the container tells
an application to write (http://dublincore.org/schemas/xmls/qdc/2006/01/06/qualifieddc.xsd): the element in a namespace
of the application, its type and all that it holds from DCMI's schemas, of which the reference data has copies.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from crosswalks.formats.sheaf import SCHEMA
from tests import corpora

OAI = "http://www.openarchives.org/OAI/2.0/"
XS = "http://www.w3.org/2001/XMLSchema"
LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
CONTAINERS = tuple(f"{{{OAI}}}{name}" for name in ("metadata", "about", "description", "setDescription"))
# oai_dc.xsd and the qualified schemas each bring their own, incompatible, schema of this namespace
DC = "http://purl.org/dc/elements/1.1/"

OWN = corpora.PROJECT / "docs" / "sheaf.xsd"
STAND_IN = "urn:sheaf:stand-in"
STAND_IN_SCHEMA = "http://stand-in.invalid/stand-in.xsd"
STAND_IN_TEXT = f'<xs:schema xmlns:xs="{XS}" targetNamespace="{STAND_IN}"><xs:element name="payload"/></xs:schema>'

QDC_SCHEMA = "http://worldcat.org/xmlschemas/qdc/1.0/qdc-1.0.xsd"


def qualified(version: str) -> str:
    """Return the schema of a container for qualified Dublin Core over one version of DCMI's schemas (`2006/01/06`)."""
    terms = "http://purl.org/dc/terms/"
    return (
        f'<xs:schema xmlns:xs="{XS}" xmlns:dcterms="{terms}" targetNamespace="http://worldcat.org/xmlschemas/qdc-1.0/">'
        f'<xs:import namespace="{terms}" schemaLocation="http://dublincore.org/schemas/xmls/qdc/{version}/dcterms.xsd"/>'
        '<xs:element name="qualifieddc" type="dcterms:elementOrRefinementContainer"/></xs:schema>'
    )


WRITTEN = {STAND_IN_SCHEMA: STAND_IN_TEXT, QDC_SCHEMA: qualified("2006/01/06")}


def validate(xml: bytes) -> list[str]:
    """Return what is wrong with a payload or a whole OAI-PMH response, a line each; an empty list when it is valid."""
    _files()  # skips the test where there are no schemas, whatever the document holds
    try:
        root = etree.fromstring(xml, _parser())
    except etree.XMLSyntaxError as error:
        return [f"not well-formed: {error}"]
    return _response(root) if root.tag == f"{{{OAI}}}OAI-PMH" else _payload(root, "payload")


def _response(root: etree._Element) -> list[str]:
    """Return the faults of an OAI-PMH response: of its envelope, then of each payload."""
    found = []
    for container in list(root.iter(*CONTAINERS)):
        for payload in [node for node in container if isinstance(node.tag, str)]:
            namespace = etree.QName(payload).namespace
            if namespace and namespace != OAI:  # else it stays, and breaks the envelope's rule, as it should
                copy = etree.fromstring(etree.tostring(payload, with_tail=False), _parser())
                found += _payload(copy, f"{etree.QName(container).localname} at line {payload.sourceline}")
                payload.clear(keep_tail=True)
                payload.tag = f"{{{STAND_IN}}}payload"
    if (root.get(LOCATION) or "").split()[:2] != [OAI, f"{OAI}OAI-PMH.xsd"]:
        found.insert(0, f"envelope: xsi:schemaLocation is {root.get(LOCATION)!r}")
    envelope = _schema(((OAI, f"{OAI}OAI-PMH.xsd"), (STAND_IN, STAND_IN_SCHEMA)))
    return list(_faults(envelope, root, "envelope")) + found


def _payload(element: etree._Element, where: str) -> list[str]:
    """Return the faults of one payload by the schemas that its xsi:schemaLocation attributes name."""
    namespace = etree.QName(element).namespace or ""
    words = (element.get(LOCATION) or "").split()
    named = dict(zip(words[::2], words[1::2], strict=False))
    if namespace not in named:
        return [f"{where}: the root names no schema for its namespace {namespace!r} in xsi:schemaLocation"]
    if named[namespace] not in WRITTEN and _file(named[namespace]) is None:
        return [f"{where}: schema {named[namespace]} is not among the official ones"]
    nested = {
        name: location
        for node in element.iter(etree.Element)
        for name, location in zip(*[iter((node.get(LOCATION) or "").split())] * 2, strict=False)
        if name not in (namespace, DC) and _file(location) is not None
    }
    return list(_faults(_schema(((namespace, named[namespace]), *nested.items())), element, where))


def _faults(schema: etree.XMLSchema, element: etree._Element, where: str) -> Iterator[str]:
    """Yield what the schema reports, a line each."""
    if not schema.validate(element):
        for entry in schema.error_log:
            yield f"{where}: line {entry.line}: {entry.message}"


@cache
def _schema(imports: tuple[tuple[str, str], ...]) -> etree.XMLSchema:
    """Return one compiled schema that imports each (namespace, location)."""
    lines = "".join(f'<xs:import namespace="{name}" schemaLocation="{location}"/>' for name, location in imports)
    text = f'<xs:schema xmlns:xs="{XS}" targetNamespace="urn:sheaf:all">{lines}</xs:schema>'
    return etree.XMLSchema(etree.fromstring(text, _parser()))


@cache
def qualified_dc(version: str) -> etree.XMLSchema:
    """Return the compiled schema of a container for qualified Dublin Core over one version of DCMI's schemas."""
    _files()
    return etree.XMLSchema(etree.fromstring(qualified(version), _parser()))


@cache
def _files() -> dict[str, Path]:
    """Return where each schema lies, by its address without `http://` or `https://`."""
    table = corpora.require("schemas/urls.tsv")
    rows = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines())
    return {address.partition("://")[2]: table.parent / file for address, file, *_ in rows}


def _file(address: str) -> Path | None:
    """Return the file of a schema address, or None for an address that is not known."""
    return OWN if address.endswith(SCHEMA) else _files().get(address.partition("://")[2])


class _Resolver(etree.Resolver):
    """Answers every http(s) address from the reference data; an unknown one is an error, never a download."""

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:
        """Return the document of a schema address."""
        del public_id
        if system_url in WRITTEN:
            return self.resolve_string(WRITTEN[system_url], context)
        if system_url is None or not system_url.startswith(("http://", "https://", SCHEMA)):
            return None
        file = _file(system_url)
        if file is None:
            raise LookupError(f"schema {system_url} is not in the reference data")
        return self.resolve_filename(str(file), context)


def _parser() -> etree.XMLParser[etree._Element]:
    """Return a parser without network and entities that knows where the schemas are."""
    parser = etree.XMLParser(no_network=True, resolve_entities=False, load_dtd=False, huge_tree=True)
    parser.resolvers.add(_Resolver())
    return parser
