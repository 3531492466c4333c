"""The application: settings, store, formats and endpoint put together. The one module that knows every part."""

from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from flask import Flask, Response
from sqlalchemy import Engine

from crosswalks.registry import FORMATS
from models.engine import open_engine
from models.promise import Promises
from models.replica import ReplayedPromises, open_replica
from oai import descriptions, profiles, views
from oai.repository import Format, describe
from oai.seals import Seals
from oai.settings import Settings

PATIENCE = 30
"""Seconds that a server may leave a statement of a request unanswered; a page takes milliseconds."""


def create_app(settings: Settings, *, engine: Engine | None = None) -> Flask:
    """Return the WSGI application of a repository; the database is first asked by the first request.

    Raises:
        SettingsError: a format or a description container is wrong.

    """
    formats = [Format(prefix, *bound.form) for prefix, bound in profiles.bind(settings).items()]
    repository = describe(settings, formats, descriptions.containers(settings))
    seals = Seals(settings.token_keys, scope=settings.base_url)
    app = Flask("oai", static_folder=None)
    app.config.update(BASE_URL=settings.base_url, MAX_CONTENT_LENGTH=views.LARGEST_BODY)
    app.url_map.merge_slashes = False
    app.register_blueprint(views.errors)
    primary = engine or open_engine(settings.database_url, patience=PATIENCE)
    _route(app, settings.base_url, views.endpoint(*_store(settings, primary), repository, seals))
    _route_schemas(app, settings.base_url)
    return app


def _store(settings: Settings, primary: Engine) -> tuple[Engine, Promises | ReplayedPromises]:
    """Return what requests read from, and what their dates promise."""
    if settings.read_database_url:
        return open_replica(settings.read_database_url, patience=PATIENCE), ReplayedPromises(primary)
    return primary, Promises(primary)


def _route(app: Flask, base_url: str, view: Callable[[], Response]) -> None:
    """Mount the endpoint at the path of the base URL, whatever host the request names (I13), slash or no slash."""
    path = _path(base_url)
    for number, rule in enumerate(filter(None, (path, f"{path}/"))):
        app.add_url_rule(rule, f"oai{number}", view, methods=["GET", "POST"], provide_automatic_options=False)
    if path:
        app.add_url_rule("/", "front", lambda: views.plain(f"An OAI-PMH repository: {base_url}?verb=Identify"))


def _route_schemas(app: Flask, base_url: str) -> None:
    """Mount the schemas of our own formats, offered or not: what was harvested once still names them."""
    for name, codec in FORMATS.items():
        if codec.own is not None:
            rule, view = f"{_path(base_url)}/{codec.schema}", views.document(codec.own.document())
            app.add_url_rule(rule, f"schema_{name}", view, provide_automatic_options=False)


def _path(base_url: str) -> str:
    """Return the path of the base URL without a slash at its end."""
    return unquote(urlsplit(base_url).path).rstrip("/")
