"""A request's arguments: read, checked, and turned into one value per verb.

Pairs are taken as they came, before anything is lost: repeated, blank and unknown arguments are errors of their own.
Values are checked for syntax only; whether a format, a set or an item exists is asked later, of the repository.

- https://www.openarchives.org/OAI/2.0/openarchivesprotocol.htm#ProtocolMessages
- https://www.openarchives.org/OAI/2.0/openarchivesprotocol.htm#ErrorConditions
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import parse_qsl

from oai.protocol import datestamp, envelope, identifiers
from oai.protocol.errors import BadArgument, BadVerb, CannotDisseminateFormat, ProtocolError, ProtocolErrors

MOST = 20
"""Arguments read from one request; the protocol knows seven."""

LONGEST = 2048
"""Characters in one value. Identifiers end at 512, tokens at about as many."""


@dataclass(frozen=True, slots=True)
class Identify:
    """Asks what the repository is."""


@dataclass(frozen=True, slots=True)
class ListMetadataFormats:
    """Asks for the formats of the repository, or of one item when the identifier is not empty."""

    identifier: str = ""


@dataclass(frozen=True, slots=True)
class ListSets:
    """Asks for the sets, from the start when the token is empty."""

    token: str = ""


@dataclass(frozen=True, slots=True)
class GetRecord:
    """Asks for one item in one format."""

    identifier: str
    prefix: str


@dataclass(frozen=True, slots=True)
class _List:
    """A list of records: either a token and nothing else, or a prefix and perhaps a set and a range of legal dates."""

    prefix: str = ""
    spec: str = ""
    first: str = ""
    last: str = ""
    token: str = ""


@dataclass(frozen=True, slots=True)
class ListIdentifiers(_List):
    """Asks for headers."""


@dataclass(frozen=True, slots=True)
class ListRecords(_List):
    """Asks for whole records."""


Request = Identify | ListMetadataFormats | ListSets | GetRecord | ListIdentifiers | ListRecords


class _Rule(NamedTuple):
    """What a verb takes: the arguments it needs, those it allows, and whether a resumptionToken may replace them."""

    needs: tuple[str, ...] = ()
    allows: tuple[str, ...] = ()
    resumes: bool = False

    @property
    def known(self) -> tuple[str, ...]:
        return (*self.needs, *self.allows, *(("resumptionToken",) if self.resumes else ()))


_RULES = {
    "Identify": _Rule(),
    "ListMetadataFormats": _Rule(allows=("identifier",)),
    "ListSets": _Rule(resumes=True),
    "GetRecord": _Rule(needs=("identifier", "metadataPrefix")),
    "ListIdentifiers": _Rule(needs=("metadataPrefix",), allows=("from", "until", "set"), resumes=True),
    "ListRecords": _Rule(needs=("metadataPrefix",), allows=("from", "until", "set"), resumes=True),
}

_PART = r"[A-Za-z0-9\-_.!~*'()]+"
_prefix = re.compile(_PART)
_spec = re.compile(rf"{_PART}(?::{_PART})*")


def decode(query: bytes) -> list[tuple[str, str]]:
    """Return the pairs of a form-encoded query or body, in their order, each decoded once.

    Raises:
        ProtocolErrors: with badArgument: the bytes are not UTF-8, or there are too many arguments.

    """
    try:
        text = query.decode()
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST)
    except UnicodeDecodeError as error:
        raise ProtocolErrors(BadArgument("the arguments are not encoded in UTF-8")) from error
    except ValueError as error:
        raise ProtocolErrors(BadArgument(f"there are more than {MOST} arguments")) from error


def parse(pairs: Sequence[tuple[str, str]], *, formats: Collection[str] = ()) -> Request:
    """Return what is asked. `formats` are those on offer: an unknown one is told together with other faults.

    Raises:
        ProtocolErrors: with badVerb alone, or with one badArgument for each fault, and perhaps cannotDisseminateFormat.

    """
    verb = _verb([value for name, value in pairs if name == "verb"])
    rule = _RULES[verb]
    given = {name: value for name, value in pairs if name != "verb"}
    faults = [*_repeated(pairs), *_unknown(verb, rule, given), *_missing(verb, rule, given)]
    faults += [BadArgument(fault) for name in rule.known if name in given for fault in _value(name, given[name])]
    if not faults:
        faults += _range(given)
    if faults:
        raise ProtocolErrors(*faults, *_unavailable(given.get("metadataPrefix", ""), formats))
    return _BUILD[verb](given)


def _verb(given: Sequence[str]) -> str:
    if not given or not given[0]:
        raise ProtocolErrors(BadVerb("the request names no verb; try verb=Identify"))
    if len(given) > 1:
        raise ProtocolErrors(BadVerb("the argument verb is repeated"))
    if given[0] not in _RULES:
        known = ", ".join(_RULES)
        raise ProtocolErrors(BadVerb(f"{_shown(given[0])} is none of the six verbs: {known} (case matters)"))
    return given[0]


def _repeated(pairs: Sequence[tuple[str, str]]) -> Iterator[ProtocolError]:
    for name, count in Counter(name for name, _ in pairs).items():
        if count > 1:
            yield BadArgument(f"the argument {_shown(name)} is repeated")


def _unknown(verb: str, rule: _Rule, given: Mapping[str, str]) -> Iterator[ProtocolError]:
    known = ", ".join(rule.known) or "no arguments"
    for name in given:
        if name not in rule.known:
            yield BadArgument(f"{verb} does not take the argument {_shown(name)}; it takes {known}")


def _missing(verb: str, rule: _Rule, given: Mapping[str, str]) -> Iterator[ProtocolError]:
    if rule.resumes and "resumptionToken" in given:
        if len(given) > 1:
            yield BadArgument("resumptionToken is an exclusive argument: send it with the verb and nothing else")
        return
    for name in rule.needs:
        if name not in given:
            yield BadArgument(f"{verb} needs the argument {name}")


def _value(name: str, value: str) -> Iterator[str]:
    """Yield at most one sentence on what is wrong with a value; one that XML forbids is never shown."""
    if not value:
        yield f"the argument {name} is empty"
    elif not envelope.is_legal(value):
        yield f"the argument {name} holds a character that XML does not allow"
    elif len(value) > LONGEST:
        yield f"the argument {name} is longer than {LONGEST} characters"
    else:
        wrong = _SYNTAX[name](value)
        if wrong:
            yield f"{name}={_shown(value)} {wrong}"


def _date(value: str) -> str:
    try:
        datestamp.lower(value)
    except ValueError:
        return f"is not a date; write YYYY-MM-DD or {datestamp.GRANULARITY}"
    return ""


def _identifier(value: str) -> str:
    return "" if identifiers.is_uri(value) else "does not have the syntax of a URI"


def _metadata_prefix(value: str) -> str:
    return "" if _prefix.fullmatch(value) else "is no metadataPrefix: letters, digits and -_.!~*'() only"


def _set_spec(value: str) -> str:
    return "" if _spec.fullmatch(value) else "is no setSpec: letters, digits and -_.!~*'() in parts joined by colons"


def _token(_value: str) -> str:
    return ""  # whether it is one of ours, its seal says


_SYNTAX: dict[str, Callable[[str], str]] = {
    "identifier": _identifier,
    "metadataPrefix": _metadata_prefix,
    "set": _set_spec,
    "from": _date,
    "until": _date,
    "resumptionToken": _token,
}
"""What is wrong with a value, as the end of a sentence, or nothing."""


def _range(given: Mapping[str, str]) -> Iterator[ProtocolError]:
    first, last = given.get("from"), given.get("until")
    if first is None or last is None:
        return
    if len(first) != len(last):
        yield BadArgument("from and until must have the same granularity")
    elif first > last:
        yield BadArgument("from is later than until")


def _unavailable(prefix: str, formats: Collection[str]) -> Iterator[ProtocolError]:
    if formats and prefix not in formats and _prefix.fullmatch(prefix):
        yield CannotDisseminateFormat(f"{_shown(prefix)} is not among the formats: {', '.join(formats)}")


def _list(given: Mapping[str, str]) -> dict[str, str]:
    names = {"metadataPrefix": "prefix", "set": "spec", "from": "first", "until": "last", "resumptionToken": "token"}
    return {names[name]: value for name, value in given.items()}


_BUILD: dict[str, Callable[[Mapping[str, str]], Request]] = {
    "Identify": lambda _given: Identify(),
    "ListMetadataFormats": lambda given: ListMetadataFormats(given.get("identifier", "")),
    "ListSets": lambda given: ListSets(given.get("resumptionToken", "")),
    "GetRecord": lambda given: GetRecord(given["identifier"], given["metadataPrefix"]),
    "ListIdentifiers": lambda given: ListIdentifiers(**_list(given)),
    "ListRecords": lambda given: ListRecords(**_list(given)),
}


def _shown(text: str) -> str:
    """Return the text quoted for a message, in ASCII and cut short."""
    return ascii(text if len(text) <= 80 else text[:79] + "…")
