"""Loading from memory, for tests of what becomes of records."""

import io
from collections.abc import Sequence

import msgspec
from sqlalchemy import Engine

from models import query
from oai import ingest
from oai.settings import Settings

SETTINGS = Settings(
    repository_name="Archive of Example Town",
    base_url="http://archive.example.org/oai",
    admin_emails=("archivist@archive.example.org",),
    namespace="archive.example.org",
    metadata_rights="",
)


def load(engine: Engine, content: bytes, *, name: str = "file.xml", **options: object) -> list[ingest.Outcome]:
    """Load one file that exists in memory only; return its outcomes. Options may be settings too, but for `sets`."""
    fields = {field.name for field in msgspec.structs.fields(Settings)} - {"sets"}
    changes = {key: value for key, value in options.items() if key in fields}
    rest = {key: value for key, value in options.items() if key not in fields}
    settings = msgspec.structs.replace(SETTINGS, **changes)
    inputs = [ingest.Input(name, lambda: io.BytesIO(content))]
    return list(ingest.load(engine, settings, inputs, **rest))


def results(outcomes: Sequence[ingest.Outcome]) -> list[str]:
    """Return what became of each record."""
    return [outcome.result for outcome in outcomes]


def served(engine: Engine, identifier: str, prefix: str) -> bytes | None:
    """Return the body that is served of an item in a format; None when there is none."""
    with query.reading(engine) as connection:
        row = query.rendition_of(connection, identifier=identifier, prefix=prefix)
    return None if row is None else row.body
