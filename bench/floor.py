"""The floor: a bare Flask view that reads a page of stored XML by its key and joins it, without the protocol.

FLOOR_URL names a database with the one table of `fill`; its page begins behind the stamp given as resumptionToken. It
is what the driver and Flask cost, with nothing in between: SQLAlchemy is used to open connections only.
"""

import os
from collections.abc import Iterator
from itertools import islice
from threading import local
from typing import Any

from flask import Flask, Response, request
from sqlalchemy import BigInteger, Column, LargeBinary, MetaData, Table, insert
from sqlalchemy.dialects import mysql

from bench import corpus
from models.engine import open_engine, writing

PAGE = 100
_BATCH = 1000
_MARK = {"sqlite": "?"}

_page = Table(
    "floor",
    MetaData(),
    Column("stamp", BigInteger, primary_key=True, autoincrement=False),
    Column("xml", LargeBinary().with_variant(mysql.LONGBLOB(), "mysql", "mariadb"), nullable=False),
)


def fill(url: str, items: int) -> None:
    """Put the records of a repository of that size into the floor's table."""
    engine = open_engine(url)
    _page.drop(engine, checkfirst=True)
    _page.create(engine)
    rows = _rows(items)
    while batch := list(islice(rows, _BATCH)):
        with writing(engine) as connection:
            connection.execute(insert(_page), batch)
    engine.dispose()


def _rows(items: int) -> Iterator[dict[str, Any]]:
    for number, draft in enumerate(corpus.drafts(items)):
        header = f"<header><identifier>{draft.identifier}</identifier></header>".encode()
        yield {"stamp": number + 1, "xml": b"<record>" + header + draft.bodies["oai_dc"] + b"</record>"}


def create_app() -> Flask:
    """Return an application that answers every request with a page."""
    engine = open_engine(os.environ["FLOOR_URL"])
    mark = _MARK.get(engine.dialect.name, "%s")
    statement = f"SELECT stamp, xml FROM floor WHERE stamp > {mark} ORDER BY stamp LIMIT {PAGE + 1}"  # noqa: S608
    binary = {"binary": True} if engine.dialect.name == "postgresql" else {}
    kept = local()

    def page() -> Response:
        if not hasattr(kept, "connection"):
            kept.connection = engine.raw_connection()
        cursor = kept.connection.cursor(**binary)
        cursor.execute(statement, (int(request.args.get("resumptionToken", 0)),))
        rows = cursor.fetchall()
        token = b"<resumptionToken>%d</resumptionToken>" % rows[PAGE - 1][0] if len(rows) > PAGE else b""
        return Response(b"".join([*(xml for _, xml in rows[:PAGE]), token]), content_type="text/xml; charset=UTF-8")

    app = Flask(__name__, static_folder=None)
    app.add_url_rule("/oai", "oai", page)
    return app


def application(environ: Any, start_response: Any) -> Any:
    """Answer a request; the application is made by the first one, behind the fork."""
    global _made  # noqa: PLW0603 - what gunicorn imports is made where a worker needs it
    if _made is None:
        _made = create_app()
    return _made(environ, start_response)


_made: Flask | None = None
