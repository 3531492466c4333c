"""The six verbs: what is asked, answered from the store as bytes.

Serving never renders (I1): a page is stored bytes joined. A list page takes two statements after the moment at most,
whatever its depth; a token is given when one record more than a page was found, so that no list ends in an empty page.

- https://www.openarchives.org/OAI/2.0/openarchivesprotocol.htm#ProtocolMessages
- https://www.openarchives.org/OAI/2.0/openarchivesprotocol.htm#FlowControl
"""

import heapq
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from models import query, replica
from models.query import Moment, Page
from oai.protocol import arguments, datestamp, envelope
from oai.protocol.errors import (
    BadResumptionToken,
    CannotDisseminateFormat,
    IdDoesNotExist,
    NoMetadataFormats,
    NoRecordsMatch,
    NoSetHierarchy,
    ProtocolError,
    ProtocolErrors,
)  # fmt: skip
from oai.protocol.resumption import Token
from oai.repository import Repository, set_element
from oai.seals import Seals


class Context(NamedTuple):
    """What a verb answers from: the repository, its seals, and this request's connection and moment."""

    repository: Repository
    seals: Seals
    connection: Connection
    moment: Moment


def answer(asked: arguments.Request, context: Context) -> Sequence[bytes]:
    """Return the verb's element, in pieces to be joined.

    Raises:
        ProtocolErrors: every error found.

    """
    match asked:
        case arguments.ListRecords():
            return _list_records(asked, context)
        case arguments.GetRecord():
            return _get_record(asked, context)
        case arguments.ListIdentifiers():
            return _list_identifiers(asked, context)
        case arguments.Identify():
            return _identify(context)
        case arguments.ListMetadataFormats():
            return _list_metadata_formats(asked, context)
        case arguments.ListSets():
            return _list_sets(asked, context)


def _identify(context: Context) -> Sequence[bytes]:
    """Return Identify; the earliest datestamp of an empty repository is now, below which nothing will appear."""
    opening, closing = context.repository.identify
    earliest = query.earliest(context.connection)
    second = context.moment.second if earliest is None else earliest
    return opening, envelope.element("earliestDatestamp", datestamp.text(second)), closing


def _list_metadata_formats(asked: arguments.ListMetadataFormats, context: Context) -> Sequence[bytes]:
    formats = context.repository.formats
    if asked.identifier:
        formats = _formats_of(asked.identifier, context)
    return b"<ListMetadataFormats>", *formats.values(), b"</ListMetadataFormats>"


def _formats_of(identifier: str, context: Context) -> dict[str, bytes]:
    """Return the formats in which an item lives and which are still offered."""
    known = query.prefixes(context.connection, identifier=identifier)
    if known is None:
        raise ProtocolErrors(_no_item(identifier))
    live = {prefix for prefix, deleted in known if not deleted}
    formats = {prefix: shown for prefix, shown in context.repository.formats.items() if prefix in live}
    if not formats:
        raise ProtocolErrors(NoMetadataFormats(f"{identifier} is deleted in every format"))
    return formats


def _get_record(asked: arguments.GetRecord, context: Context) -> Sequence[bytes]:
    """Return the record; a deleted one is a header that says so, never an error (section 2.5.1)."""
    row = None
    if asked.prefix in context.repository.formats:
        row = query.rendition_of(context.connection, identifier=asked.identifier, prefix=asked.prefix)
    if row is None:
        raise ProtocolErrors(*_why_no_record(asked, context))
    return b"<GetRecord><record>", row.header, row.body, b"</record></GetRecord>"


def _why_no_record(asked: arguments.GetRecord, context: Context) -> list[ProtocolError]:
    """Return why a record cannot be given: the item is unknown, the format is, or both."""
    found: list[ProtocolError] = []
    if query.prefixes(context.connection, identifier=asked.identifier) is None:
        found.append(_no_item(asked.identifier))
    if asked.prefix not in context.repository.formats:
        found.append(_no_format(asked.prefix, context))
    return found or [CannotDisseminateFormat(f"{asked.identifier} is not available as {asked.prefix}")]


def _list_records(asked: arguments.ListRecords, context: Context) -> Sequence[bytes]:
    page, token = _page("ListRecords", asked, context)
    parts = [b"</record><record>"] * (3 * len(page.stamps))
    parts[0] = b"<ListRecords><record>"
    parts[1::3], parts[2::3] = page.headers, page.bodies
    return *parts, b"</record>", token, b"</ListRecords>"


def _list_identifiers(asked: arguments.ListIdentifiers, context: Context) -> Sequence[bytes]:
    page, token = _page("ListIdentifiers", asked, context)
    return b"<ListIdentifiers>", *page.headers, token, b"</ListIdentifiers>"


def _page(verb: str, asked: arguments.ListRecords | arguments.ListIdentifiers, context: Context) -> tuple[Page, bytes]:
    """Return a page and its resumptionToken element, which a complete list does not have."""
    here = _resume(verb, asked.token, context) if asked.token else _begin(asked)
    _check_format(here, context)
    page = query.page(
        context.connection,
        prefix=here.prefix,
        spec=here.spec,
        after=int(here.after),
        before=datestamp.after_second(datestamp.upper(here.last)) if here.last else None,
        limit=context.repository.page_sizes[verb],
        bodies=verb == "ListRecords",
    )
    if not page.stamps:
        raise ProtocolErrors(_why_no_records(here, context))
    if not page.more:
        return page, _final(here)
    shown = len(page.stamps)
    size = here.size or max(_size(here, context), shown + 1)
    rest = here._replace(after=str(page.stamps[-1]), cursor=here.cursor + shown, size=size)
    return page, _token(verb, here.cursor, rest, context)


def _begin(asked: arguments.ListRecords | arguments.ListIdentifiers) -> Token:
    """Return where a new list begins. Nothing bounds its end but `until`: what changes meanwhile is met there (I5)."""
    after = datestamp.before_second(datestamp.lower(asked.first)) if asked.first else -1
    return Token(str(after), prefix=asked.prefix, spec=asked.spec, first=asked.first, last=asked.last)


def _resume(verb: str, text: str, context: Context) -> Token:
    token = context.seals.unseal(context.connection, verb, text, now=context.moment.now)
    replica.require(context.connection, context.moment, token.seen)
    return token


def _token(verb: str, cursor: int, rest: Token, context: Context) -> bytes:
    seen = max(rest.seen, replica.seen(context.connection, context.moment))
    value, expires = context.seals.seal(context.connection, verb, rest._replace(seen=seen), now=context.moment.now)
    return envelope.token(value, cursor=cursor, size=rest.size, expires=expires)


def _final(here: Token) -> bytes:
    """Return the empty resumptionToken that ends a sequence, or nothing when the list was never divided."""
    return envelope.token("", cursor=here.cursor, size=here.size) if here.cursor else b""


def _size(here: Token, context: Context) -> int:
    first = datestamp.lower(here.first) if here.first else None
    last = datestamp.upper(here.last) if here.last else None
    return query.size(context.connection, prefix=here.prefix, spec=here.spec, first=first, last=last)


def _check_format(here: Token, context: Context) -> None:
    """Refuse a format that is not offered, together with a set when there are no sets at all."""
    if here.prefix in context.repository.formats:
        return
    if here.cursor:
        raise ProtocolErrors(BadResumptionToken(f"{here.prefix} is no longer available; begin another list"))
    found: list[ProtocolError] = [_no_format(here.prefix, context)]
    if here.spec and not _has_sets(context):
        found.append(_no_sets())
    raise ProtocolErrors(*found)


def _why_no_records(here: Token, context: Context) -> ProtocolError:
    """Return why a list is empty; a set that is merely unknown has no code of its own in the protocol."""
    if here.cursor:
        return NoRecordsMatch("the list has no further records")
    if here.spec and not _has_sets(context):
        return _no_sets()
    wanted = [here.prefix, here.spec and f"set {here.spec}", here.first and f"from {here.first}"]
    wanted.append(here.last and f"until {here.last}")
    return NoRecordsMatch(f"there is no record for {', '.join(filter(None, wanted))}")


def _list_sets(asked: arguments.ListSets, context: Context) -> Sequence[bytes]:
    """Return the sets of the settings and of the store, merged in the order of their specs."""
    here = _resume("ListSets", asked.token, context) if asked.token else Token("")
    limit = context.repository.page_sizes["ListSets"]
    named = context.repository.sets
    stored = query.set_specs(context.connection, after=here.after, limit=limit + 1)
    specs = sorted({*stored, *heapq.nsmallest(limit + 1, (spec for spec in named if spec > here.after))})
    if not specs:
        gone = BadResumptionToken("the sets that were to follow are no longer there; begin the list anew")
        raise ProtocolErrors(gone if here.cursor else _no_sets())
    shown = [set_element(spec, named.get(spec)) for spec in specs[:limit]]
    token = _final(here)
    if len(specs) > limit:
        rest = here._replace(after=specs[limit - 1], cursor=here.cursor + limit)
        token = _token("ListSets", here.cursor, rest, context)
    return b"<ListSets>", *shown, token, b"</ListSets>"


def _has_sets(context: Context) -> bool:
    return bool(context.repository.sets) or query.has_sets(context.connection)


def _no_sets() -> ProtocolError:
    return NoSetHierarchy("this repository has no sets")


def _no_item(identifier: str) -> ProtocolError:
    return IdDoesNotExist(f"there is no item {identifier}")


def _no_format(prefix: str, context: Context) -> ProtocolError:
    return CannotDisseminateFormat(f"{prefix} is not among the formats: {', '.join(context.repository.formats)}")
