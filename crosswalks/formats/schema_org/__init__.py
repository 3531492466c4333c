"""Record -> JSON-LD in the vocabulary of schema.org, for the landing page of a document.

https://schema.org/ArchiveComponent and https://www.w3.org/TR/json-ld11/. Search engines and Europeana's pilots read it
from `<script type="application/ld+json">`. One node for each document, one function for each property, in the order of
`PROPERTIES`; what is written can stand in a script element as it is.
"""

import json
from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from crosswalks import rights
from crosswalks.formats.schema_org import archive, kinds, media, names, subjects, terms, work
from crosswalks.formats.schema_org.build import Node, Value, one_or_all
from crosswalks.formats.schema_org.options import Options
from crosswalks.record import Record

__all__ = ["MEDIA_TYPE", "Options", "render"]

MEDIA_TYPE: Final = "application/ld+json"
CONTEXT: Final = "https://schema.org"

# What would end the script element, or a line of it; JSON reads the escapes as the characters themselves.
_ESCAPES: Final = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def render(record: Record, options: Options) -> bytes:
    """Return the JSON-LD of a Record as UTF-8."""
    found: Node = {"@context": CONTEXT, "@type": kinds.types(record)}
    for name, values in PROPERTIES:
        value = one_or_all(values(record))
        if value is not None:
            found[name] = value
    if licence := rights.canonical(record.metadata_rights or options.metadata_rights):
        found["sdLicense"] = licence
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES).encode()


PROPERTIES: Final[tuple[tuple[str, Callable[[Record], Iterable[Value]]], ...]] = (
    ("@id", work.address),
    ("url", work.url),
    ("name", work.name),
    ("alternateName", work.alternate_names),
    ("creator", partial(names.of_relation, relation="creator")),
    *((role, partial(names.of_role, wanted=role)) for role in (*names.ROLES.values(), "contributor")),
    ("publisher", partial(names.of_relation, relation="publisher")),
    ("abstract", work.abstracts),
    ("description", work.descriptions),
    ("dateCreated", lambda record: work.date(record, "created")),
    ("dateSent", lambda record: work.message_date(record, "sent")),
    ("dateReceived", lambda record: work.message_date(record, "received")),
    ("datePublished", lambda record: work.date(record, "issued")),
    ("genre", work.genres),
    ("additionalType", work.further_types),
    ("inLanguage", work.language),
    ("about", subjects.about),
    ("contentLocation", subjects.places),
    ("temporalCoverage", subjects.times),
    ("materialExtent", lambda record: record.physical.extents),
    ("material", lambda record: record.physical.forms),
    ("encodingFormat", lambda record: record.physical.media_types),
    ("isPartOf", archive.part_of),
    *((kind, partial(archive.related, wanted=kind)) for kind in archive.FURTHER),
    ("holdingArchive", archive.holding_archives),
    ("itemLocation", archive.locations),
    ("provider", archive.provider),
    ("identifier", archive.identifiers),
    ("license", terms.licences),
    ("usageInfo", terms.usage),
    ("creditText", terms.credit),
    ("copyrightHolder", names.holders),
    ("copyrightNotice", terms.notices),
    ("copyrightYear", terms.copyright_year),
    ("conditionsOfAccess", terms.access),
    ("funder", partial(names.of_relation, relation="funder")),
    ("funding", work.funding),
    ("encoding", media.encodings),
    ("thumbnailUrl", media.thumbnails),
    ("workTranslation", media.translations),
    ("sdPublisher", archive.provider),
    ("sdDatePublished", work.described),
)
