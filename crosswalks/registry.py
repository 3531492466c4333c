"""The formats that Sheaf can render, for harvesters and for pages, and the sources that it can read, on one screen.

A format here is a codec: settings bind it to a metadataPrefix with options of its own, since aggregators contradict
each other; several prefixes may share one codec.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple

import msgspec

from crosswalks import xml
from crosswalks.formats import edm, marc21, mods, oai_datacite, oai_dc, oai_openaire, oai_qdc, schema_org, sheaf
from crosswalks.formats.sheaf import schema as sheaf_schema
from crosswalks.record import Record
from crosswalks.sources import marcxml as marcxml_source
from crosswalks.sources import mods as mods_source
from crosswalks.sources import oai_dc as oai_dc_source
from crosswalks.sources import oai_qdc as oai_qdc_source
from crosswalks.sources import records as records_source
from crosswalks.sources import sheaf as sheaf_source
from crosswalks.sources.entry import Reader
from crosswalks.sources.parts import Parts


class OwnSchema(NamedTuple):
    """The schema of a format that nobody publishes but the repositories that offer it.

    `document()` gives the schema; `render_at(schema, record, options)` renders with the address it is served at.
    """

    document: Callable[[], bytes]
    render_at: Callable[[str, Record, Any], bytes]


@dataclass(frozen=True, slots=True)
class Codec:
    """How a Record becomes the metadata of one format: `render(record, options)` gives its root element as bytes.

    `schema` is the official address, which ListMetadataFormats and xsi:schemaLocation repeat letter by letter. Where
    each repository serves the schema itself (`own`), it is the path from the base URL on until `at` completes it.
    `version` goes up with every change of what is rendered, so that renditions tell what made them.
    `adapt(dissemination, options)` applies the options to a valid native in the format as it may be served; where a
    codec has none, a native under options of its own is rendered from its Record.
    `root` is the namespace of the root element, and of its schema, where that is not the one advertised.
    `missing(record, options)` says what those who harvest the format demand and a Record does not tell them, a sentence
    or the name of an element each.
    """

    name: str
    namespace: str
    schema: str
    render: Callable[[Record, Any], bytes]
    options: type[msgspec.Struct]
    adapt: Callable[[bytes, Any], bytes] | None = None
    version: int = 1
    root: str = ""
    own: OwnSchema | None = None
    missing: Callable[[Record, Any], list[str]] | None = None

    def at(self, base_url: str) -> "Codec":
        """Return the codec as the repository at a base URL offers it: with an absolute address of its schema."""
        if self.own is None:
            return self
        schema = f"{base_url.rstrip('/')}/{self.schema}"
        return replace(self, schema=schema, render=partial(self.own.render_at, schema))


@dataclass(frozen=True, slots=True)
class Page:
    """How a Record becomes what its landing page can embed: no format of OAI-PMH, so it has no schema and no prefix."""

    name: str
    media_type: str
    render: Callable[[Record, Any], bytes]
    options: type[msgspec.Struct]


@dataclass(frozen=True, slots=True)
class Source:
    """How a stream of one kind becomes Records: `read(stream, name, options)` yields an Entry or a Fault each.

    `parts` reads a large one in parts, with the same result.
    """

    name: str
    read: Reader
    parts: Parts
    suffixes: tuple[str, ...]
    summary: str


FORMATS: dict[str, Codec] = {
    "oai_dc": Codec("oai_dc", xml.OAI_DC, oai_dc.SCHEMA, oai_dc.render, oai_dc.Options, version=4),
    "oai_qdc": Codec("oai_qdc", xml.OAI_QDC, oai_qdc.SCHEMA, oai_qdc.render, oai_qdc.Options, version=4),
    "mods": Codec("mods", xml.MODS, mods.SCHEMA, mods.render, mods.Options, mods.adapt, version=3),
    "marc21": Codec("marc21", xml.MARC, marc21.SCHEMA, marc21.render, marc21.Options, version=3),
    "edm": Codec("edm", xml.EDM, edm.SCHEMA, edm.render, edm.Options, root=xml.RDF, version=4, missing=edm.missing),
    "oai_openaire": Codec(
        "oai_openaire",
        oai_openaire.NAMESPACE,
        oai_openaire.SCHEMA,
        oai_openaire.render,
        oai_openaire.Options,
        version=2,
        missing=oai_openaire.missing,
    ),
    "oai_datacite": Codec(
        "oai_datacite",
        oai_datacite.NAMESPACE,
        oai_datacite.SCHEMA,
        oai_datacite.render,
        oai_datacite.Options,
        version=3,
    ),
    "sheaf": Codec(
        "sheaf",
        xml.SHEAF,
        sheaf.SCHEMA,
        sheaf.render,
        sheaf.Options,
        own=OwnSchema(sheaf_schema.document, sheaf.render_at),
    ),
}

PAGES: dict[str, Page] = {
    "schema_org": Page("schema_org", schema_org.MEDIA_TYPE, schema_org.render, schema_org.Options),
}

SOURCES: dict[str, Source] = {
    "mods": Source(
        "mods", mods_source.read, mods_source.PARTS, (".xml", ".mods"), "MODS 3: single, modsCollection, or harvested"
    ),
    "marcxml": Source(
        "marcxml",
        marcxml_source.read,
        marcxml_source.PARTS,
        (".xml", ".marcxml"),
        "MARC 21 in MARCXML: single, collection, or harvested",
    ),
    "oai_dc": Source(
        "oai_dc", oai_dc_source.read, oai_dc_source.PARTS, (".xml", ".dc"), "Dublin Core: single, wrapped, or harvested"
    ),
    "oai_qdc": Source(
        "oai_qdc",
        oai_qdc_source.read,
        oai_qdc_source.PARTS,
        (".xml", ".qdc"),
        "Qualified Dublin Core: single, wrapped, or harvested",
    ),
    "records": Source(
        "records",
        records_source.read,
        records_source.PARTS,
        (".jsonl", ".ndjson", ".json"),
        "Sheaf's own Records as JSON",
    ),
    "sheaf": Source(
        "sheaf",
        sheaf_source.read,
        sheaf_source.PARTS,
        (".xml",),
        "Sheaf's own Records as XML: single, wrapped, or harvested",
    ),
}
