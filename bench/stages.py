"""Where the time of a page goes: each stage of ListRecords by itself, in this process, without gunicorn and the wire.

CPU is this process's own; on a server, what the elapsed time has beyond it is the waiting for the database. Each figure
is the least of several rounds, so that what else the machine does counts little. The stages are those of
`oai.views.endpoint`. Repeated by itself, each finds the processor's caches warm; in a request 200 kB pass between them,
so that there they take longer, which the row of the rest tells.
"""

import re
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import Flask, Response
from sqlalchemy import Engine

from bench import servers
from bench.collection import Collection
from models import query
from models.engine import open_engine
from models.promise import Promises
from oai import encoding, profiles, settings, verbs
from oai.app import create_app
from oai.protocol import arguments, envelope
from oai.repository import Format, describe
from oai.seals import Seals
from oai.verbs import Context

ROUNDS, REPEATS = 7, 150
_TOKEN = re.compile(rb"<resumptionToken[^>]*>([^<]+)<")


class Stage(NamedTuple):
    """A part of a request, and what it takes: CPU and elapsed time, in microseconds."""

    name: str
    cpu: float
    elapsed: float


def measure(repository: Collection) -> list[Stage]:
    """Return the stages of the second page of the whole list, the whole request first."""
    given = settings.load(None, servers.settings(repository)).settings
    engine = open_engine(given.database_url)
    app = create_app(given, engine=engine)
    first = _call(app, "verb=ListRecords&metadataPrefix=oai_dc")
    text = urlencode({"verb": "ListRecords", "resumptionToken": _token(first)})
    body = _call(app, text)
    formats = [Format(prefix, *bound.form) for prefix, bound in profiles.bind(given).items()]
    whole = describe(given, formats)
    promises, seals = Promises(engine), Seals((), scope=given.base_url)
    with query.reading(engine) as connection:
        context = Context(whole, seals, connection, promises.moment(connection))
        parts = list(_stages(context, promises, text))
    parts += [
        _timed("Flask around a ready page", _ready(body, text)),
        _timed("a connection lent and taken back", lambda: _lend(engine)),
    ]
    request = _timed("the whole request", lambda: _call(app, text))
    engine.dispose()
    rest = [getattr(request, field) - sum(getattr(part, field) for part in parts) for field in ("cpu", "elapsed")]
    codings = [
        _timed(f"{name}, for those who ask", partial(encoding.compress, body, name)) for name in encoding.CODINGS
    ]
    return [request, *parts, Stage("the rest: colder caches, and what joins the stages", *rest), *codings]


def _stages(context: Context, promises: Promises, text: str) -> Iterator[Stage]:
    """Yield the stages that have a connection already."""
    connection, moment = context.connection, context.moment
    asked = arguments.parse(arguments.decode(text.encode()), formats=context.repository.formats)
    assert isinstance(asked, arguments.ListRecords)  # noqa: S101 - for the type checker
    here = context.seals.unseal(connection, "ListRecords", asked.token, now=moment.now)
    limit = context.repository.page_sizes["ListRecords"]

    def page() -> query.Page:
        return query.page(
            connection, prefix=here.prefix, spec="", after=int(here.after), before=None, limit=limit, bodies=True
        )

    def token() -> None:
        again = context.seals.unseal(connection, "ListRecords", asked.token, now=moment.now)
        value, expires = context.seals.seal(connection, "ListRecords", again, now=moment.now)
        envelope.token(value, cursor=100, size=1_000_000, expires=expires)

    read, content = page(), verbs.answer(asked, context)
    yield _timed("the publication clock", lambda: promises.moment(connection))
    yield _timed(
        "the arguments", lambda: arguments.parse(arguments.decode(text.encode()), formats=context.repository.formats)
    )
    yield _timed("the resumption tokens", token)
    yield _timed(f"the statement and its {len(read.stamps)} rows", page)
    yield _timed("the page joined", lambda: envelope.response(moment.second, b"", content))


def _lend(engine: Engine) -> None:
    with query.reading(engine):
        pass


def _token(page: bytes) -> str:
    found = _TOKEN.search(page)
    if found is None:
        raise SystemExit("bench: the repository has one page only")
    return found[1].decode()


def _call(app: Flask, text: str) -> bytes:
    """Return the body of a response, by WSGI alone."""
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET", "PATH_INFO": "/oai", "QUERY_STRING": text, "SERVER_NAME": "x", "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "wsgi.input": None, "wsgi.errors": None,
    }  # fmt: skip
    return b"".join(app(environ, lambda *_: lambda _: None))


def _ready(body: bytes, text: str) -> Callable[[], bytes]:
    """Return a call of a view that returns a ready page."""
    app = Flask("ready", static_folder=None)
    app.add_url_rule("/oai", "oai", lambda: Response(body, content_type="text/xml; charset=UTF-8"))
    return lambda: _call(app, text)


def _timed(name: str, work: Callable[[], object]) -> Stage:
    """Return what a call takes: the least of the rounds."""
    taken = []
    for _ in range(ROUNDS):
        cpu, elapsed = time.process_time(), time.perf_counter()
        for _ in range(REPEATS):
            work()
        taken.append((time.process_time() - cpu, time.perf_counter() - elapsed))
    return Stage(name, *(min(column) / REPEATS * 1e6 for column in zip(*taken, strict=True)))
