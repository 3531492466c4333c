"""The endpoint: a request's bytes in, a response's bytes out; and what HTTP says when there is no answer.

The protocol's errors travel in HTTP 200. HTTP's own codes keep their HTTP meaning: 503 with Retry-After while the
database is away, so that harvesters wait instead of giving up; a response is complete before its first byte is sent.

- https://www.openarchives.org/OAI/2.0/openarchivesprotocol.htm#HTTPRequestFormat
- https://www.openarchives.org/OAI/2.0/openarchivesprotocol.htm#HTTPResponseFormat
- https://www.openarchives.org/OAI/2.0/guidelines-repository.htm
"""

import logging
from collections.abc import Callable, Sequence

from flask import Blueprint, Response, current_app, request
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException

from models import failures, query
from models.promise import Promises
from models.replica import BehindError, ReplayedPromises
from oai import encoding, verbs
from oai.protocol import arguments, envelope
from oai.protocol.errors import BadVerb, ProtocolErrors
from oai.repository import Repository
from oai.seals import Seals

LARGEST_BODY = 65_536
"""Bytes of a POST; the seven arguments at their longest take a quarter of it."""

RETRY_AFTER = 60
"""Seconds."""

RETRY_BEHIND = 10
"""Seconds, for a replica to catch up."""

_FORM = "application/x-www-form-urlencoded"
_log = logging.getLogger(__name__)


class DatabaseAwayError(Exception):
    """The database cannot be asked now, or holds no repository yet."""


def endpoint(
    engine: Engine, promises: Promises | ReplayedPromises, repository: Repository, seals: Seals
) -> Callable[[], Response]:
    """Return the view that answers every request of the protocol, by GET and by POST, from what `engine` reads."""

    def oai() -> Response:
        with query.reading(engine) as connection:
            moment = _moment(promises, connection)  # before anything else is read (I4)
            body = respond(connection, moment, repository, seals)
        return _encoded(body)

    return oai


def respond(connection: Connection, moment: query.Moment, repository: Repository, seals: Seals) -> bytes:
    """Return the response to the current request."""
    pairs: Sequence[tuple[str, str]] = ()
    try:
        pairs = _pairs()
        asked = arguments.parse(pairs, formats=repository.formats)
        content = verbs.answer(asked, verbs.Context(repository, seals, connection, moment))
    except ProtocolErrors as found:
        content = [envelope.error(error.code, str(error)) for error in found.errors]
        pairs = () if found.nameless else pairs
    return envelope.response(moment.second, envelope.request(repository.base_url, pairs), content)


def _moment(promises: Promises | ReplayedPromises, connection: Connection) -> query.Moment:
    try:
        return promises.moment(connection)
    except LookupError as error:
        raise DatabaseAwayError(str(error)) from error


def _pairs() -> list[tuple[str, str]]:
    """Return the arguments of the current request as they came: of the query, and of the body of a POST.

    Raises:
        ProtocolErrors: the body is no form, or the arguments cannot be read.

    """
    pairs = arguments.decode(request.query_string)
    if request.method != "POST":
        return pairs
    body = request.get_data(cache=False)
    if body and request.mimetype != _FORM:
        sent = request.mimetype or "nothing"
        raise ProtocolErrors(BadVerb(f"the body of a POST must be {_FORM}; its Content-Type says {sent!a}"))
    return [*pairs, *arguments.decode(body)]


def _encoded(body: bytes) -> Response:
    """Return the response around a body, in the coding that the harvester asks for."""
    headers = {"Content-Type": "text/xml; charset=UTF-8", "Vary": "Accept-Encoding"}
    if coding := encoding.choose(request.headers.get("Accept-Encoding", "")):
        headers["Content-Encoding"] = coding
        body = encoding.compress(body, coding)
    return Response(body, headers=headers)


def document(content: bytes) -> Callable[[], Response]:
    """Return the view of an XML document that never changes."""
    return lambda: _encoded(content)


def plain(text: str, status: int = 200, **headers: str) -> Response:
    """Return a short plain text, which is all that HTTP's own errors say."""
    return Response(f"{text}\n", status, headers=headers, content_type="text/plain; charset=UTF-8")


errors = Blueprint("errors", __name__)


@errors.app_errorhandler(DBAPIError)
@errors.app_errorhandler(DatabaseAwayError)
def database_away(error: Exception) -> Response:
    """Return 503 and when to come again, or 500 for an error of the database that waiting does not cure."""
    if isinstance(error, DBAPIError) and not failures.passes(error):
        return failure(error)
    cause = getattr(error, "orig", None) or error
    _log.error("the database cannot be asked: %s: %s", type(cause).__name__, cause)
    text = "The repository cannot reach its records at the moment. Please try again later."
    return plain(text, 503, **{"Retry-After": str(RETRY_AFTER)})


@errors.app_errorhandler(BehindError)
def behind(error: Exception) -> Response:
    """Return 503 for the next page of a list that this replica cannot show yet."""
    _log.warning("a harvester is asked to come again: %s", error)
    return plain(
        "The next page cannot be shown yet. Please try again in a moment.", 503, **{"Retry-After": str(RETRY_BEHIND)}
    )


@errors.app_errorhandler(HTTPException)
def refusal(error: HTTPException) -> Response:
    """Return an HTTP error in one line, with the headers that HTTP wants with it (Allow)."""
    headers = {name: value for name, value in error.get_headers() if name == "Allow"}
    return plain(
        f"{error.code} {error.name}. This is an OAI-PMH repository: {_base_url()}", error.code or 500, **headers
    )


@errors.app_errorhandler(Exception)
def failure(error: Exception) -> Response:
    """Return 500 for a fault of ours; the log gets the traceback, the harvester does not."""
    _log.error("a request failed: %s %s", request.method, request.path, exc_info=error)
    return plain("The repository could not answer because of a fault of its own, which has been logged.", 500)


def _base_url() -> str:
    return str(current_app.config["BASE_URL"])
