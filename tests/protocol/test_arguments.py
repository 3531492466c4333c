"""Arguments: one value per verb, or every fault at once."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai.protocol import arguments, envelope
from oai.protocol.arguments import (
    GetRecord,
    Identify,
    ListIdentifiers,
    ListMetadataFormats,
    ListRecords,
    ListSets,
)  # fmt: skip
from oai.protocol.errors import BadArgument, BadVerb, ProtocolErrors

NAMES = ["verb", "identifier", "metadataPrefix", "from", "until", "set", "resumptionToken", "x"]
VALUES = [
    "Identify", "ListMetadataFormats", "ListSets", "GetRecord", "ListIdentifiers", "ListRecords", "oai_dc", "a:b",
    "oai:a.b:1", "2024-01-01", "2024-01-01T00:00:00Z", "",
]  # fmt: skip
texts = st.text(st.characters(), max_size=20)
pairs = st.lists(st.tuples(st.sampled_from(NAMES) | texts, st.sampled_from(VALUES) | texts), max_size=6)


def parse(query: str) -> arguments.Request:
    return arguments.parse(arguments.decode(query.encode()))


def faults(query: str) -> list[str]:
    with pytest.raises(ProtocolErrors) as raised:
        parse(query)
    return [str(error) for error in raised.value.errors]


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("verb=Identify", Identify()),
        ("verb=ListMetadataFormats", ListMetadataFormats()),
        ("identifier=oai%3Aa.b%3A1&verb=ListMetadataFormats", ListMetadataFormats("oai:a.b:1")),
        ("verb=ListSets", ListSets()),
        ("verb=ListSets&resumptionToken=x", ListSets("x")),
        ("verb=GetRecord&identifier=oai:a.b:1&metadataPrefix=oai_dc", GetRecord("oai:a.b:1", "oai_dc")),
        ("verb=GetRecord&identifier=oai:a.b:%253C&metadataPrefix=oai_dc", GetRecord("oai:a.b:%3C", "oai_dc")),
        ("verb=ListIdentifiers&metadataPrefix=oai_dc", ListIdentifiers("oai_dc")),
        ("until=2024-01-02&set=a:b&from=2024-01-01&metadataPrefix=mods&verb=ListRecords",
         ListRecords("mods", "a:b", "2024-01-01", "2024-01-02")),
        ("verb=ListRecords&resumptionToken=a%2Fb%20c", ListRecords(token="a/b c")),
        ("verb=ListRecords&metadataPrefix=m&from=2024-01-01&until=2024-01-01",
         ListRecords("m", "", "2024-01-01", "2024-01-01")),
    ],
)  # fmt: skip
def test_legal_requests(query: str, asked: arguments.Request) -> None:
    assert parse(query) == asked


def test_all_faults_are_told_together() -> None:
    query = "verb=ListRecords&from=yesterday&until=2024-02-30&set=a/b&x=1&x=2&set="
    told = faults(query)
    assert len(told) == 7
    for part in ("'set' is repeated", "'x' is repeated", "the argument 'x'", "needs the argument metadataPrefix",
                 "from='yesterday' is not a date", "until='2024-02-30'", "set is empty"):  # fmt: skip
        assert any(part in line for line in told), (part, told)


def test_a_token_excludes_everything_else_but_frees_from_the_prefix() -> None:
    assert "exclusive" in faults("verb=ListRecords&resumptionToken=t&metadataPrefix=oai_dc")[0]
    assert "does not take" in faults("verb=GetRecord&resumptionToken=t&identifier=x:1&metadataPrefix=p")[0]


def test_dates_in_the_wrong_order_or_of_two_granularities() -> None:
    base = "verb=ListRecords&metadataPrefix=oai_dc"
    assert faults(f"{base}&from=2024-01-02&until=2024-01-01") == ["from is later than until"]
    mixed = ["from and until must have the same granularity"]
    assert faults(f"{base}&from=2002-02-05&until=2002-02-06T05:35:00Z") == mixed
    assert faults(f"{base}&from=2003-02-05&until=2002-02-06T05:35:00Z") == mixed


def test_what_xml_forbids_is_named_but_never_shown() -> None:
    told = faults("verb=GetRecord&identifier=x%3A%00%1B&metadataPrefix=%EF%BF%BE")
    assert told == [
        "the argument identifier holds a character that XML does not allow",
        "the argument metadataPrefix holds a character that XML does not allow",
    ]


def test_too_long_too_many_not_utf8() -> None:
    assert "longer than 2048" in faults("verb=ListSets&resumptionToken=" + "a" * 2049)[0]
    assert faults("&".join(f"a{number}=1" for number in range(21))) == ["there are more than 20 arguments"]
    assert faults("verb=GetRecord&identifier=%FF") == ["the arguments are not encoded in UTF-8"]
    with pytest.raises(ProtocolErrors, match="not encoded in UTF-8"):
        arguments.decode(b"verb=\xff")


def attempt(act: Callable[[], Any]) -> Any:
    """Return what an act gives, or the protocol's own errors; any other exception is a failure."""
    try:
        return act()
    except ProtocolErrors as found:
        return found


@given(pairs)
def test_any_pairs_give_a_request_or_the_protocols_own_errors(given: list[tuple[str, str]]) -> None:
    outcome = attempt(lambda: arguments.parse(given))
    if not isinstance(outcome, ProtocolErrors):
        names = [name for name, _ in given]
        assert len(names) == len(set(names))
        assert type(outcome).__name__ == dict(given)["verb"]
        return
    assert outcome.nameless
    assert {type(error) for error in outcome.errors} in ({BadVerb}, {BadArgument})
    assert isinstance(outcome.errors[0], BadArgument) or len(outcome.errors) == 1
    assert all(str(error) and envelope.is_legal(str(error)) for error in outcome.errors)


@given(st.binary(max_size=60))
def test_any_bytes_give_pairs_or_the_protocols_own_errors(query: bytes) -> None:
    outcome = attempt(lambda: arguments.decode(query))
    if isinstance(outcome, ProtocolErrors):
        assert [error.code for error in outcome.errors] == ["badArgument"]
    else:
        assert all(isinstance(part, str) for pair in outcome for part in pair)
