"""Tokens: what was sealed comes out again, for the same verb, repository and keys only."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai.protocol.resumption import LIFETIME, Sealer, SealError, Token

unreserved = st.text(st.sampled_from("abcXYZ019-_.!~*'()"), min_size=1, max_size=20)
specs = st.lists(unreserved, max_size=4).map(":".join)
dates = st.sampled_from(["", "2024-03-01", "2024-03-01T09:00:00Z"])
numbers = st.integers(min_value=0, max_value=1 << 62)
stamps = st.integers(min_value=-(1 << 62), max_value=1 << 62).map(str)
tokens = st.builds(Token, stamps | specs, numbers, numbers, unreserved, specs, dates, dates)
SEALER = Sealer(["key one"], scope="http://a.example/oai")
TOKEN = Token("1879048192000123", 100, 6260, "oai_dc", "letters:soviet", "2024-03-01", "")


@given(tokens, st.integers(min_value=0, max_value=1 << 40))
def test_what_was_sealed_comes_out(token: Token, now: int) -> None:
    text, expires = SEALER.seal("ListRecords", token, now=now)
    assert expires == now + LIFETIME
    assert SEALER.unseal("ListRecords", text) == token._replace(expires=expires)


def test_a_token_lives_48_hours() -> None:
    assert SEALER.seal("ListRecords", TOKEN, now=1_000)[1] - 1_000 == 48 * 3600


def test_a_token_is_short_and_needs_no_escaping_in_a_query_or_in_xml() -> None:
    text, _ = SEALER.seal("ListRecords", TOKEN, now=1_700_000_000)
    assert len(text) < 130
    assert re.fullmatch(r"[A-Za-z0-9\-._~!*'():/]+", text)


def test_another_verb_repository_or_key_does_not_open_it() -> None:
    text, _ = SEALER.seal("ListRecords", TOKEN, now=0)
    for sealer, verb in (
        (SEALER, "ListIdentifiers"),
        (Sealer(["key one"], scope="http://b.example/oai"), "ListRecords"),
        (Sealer(["key two"], scope="http://a.example/oai"), "ListRecords"),
    ):
        with pytest.raises(SealError):
            sealer.unseal(verb, text)


def test_keys_rotate_the_newest_seals_and_every_one_opens() -> None:
    old, both = Sealer(["old"], scope=""), Sealer(["new", "old"], scope="")
    text, _ = old.seal("ListSets", TOKEN, now=0)
    assert both.unseal("ListSets", text).after == TOKEN.after
    newer, _ = both.seal("ListSets", TOKEN, now=0)
    with pytest.raises(SealError):
        old.unseal("ListSets", newer)
    assert Sealer(["new"], scope="").unseal("ListSets", newer).after == TOKEN.after


@given(st.text(max_size=80))
def test_junk_is_refused(junk: str) -> None:
    with pytest.raises(SealError):
        SEALER.unseal("ListRecords", junk)


@given(tokens, st.data())
def test_a_token_changed_anywhere_is_refused(token: Token, data: st.DataObject) -> None:
    text, _ = SEALER.seal("ListRecords", token, now=0)
    place = data.draw(st.integers(min_value=0, max_value=len(text.rpartition(".")[0])))
    other = data.draw(st.sampled_from("0aZ/:.").filter(lambda character: character != text[place]))
    with pytest.raises(SealError):
        SEALER.unseal("ListRecords", text[:place] + other + text[place + 1 :])


def test_without_a_key_nothing_is_sealed() -> None:
    with pytest.raises(ValueError, match="no key"):
        Sealer([], scope="")


def test_what_another_version_sealed_is_no_token_of_ours() -> None:
    """Tokens outlive an upgrade: one with other fields must be refused like any other, not break the request."""
    sealer = Sealer(["a key"], scope="http://archive.example.org/oai")
    for text in ("1/2/3", "a/b/c/d/e/f/g/h", ""):
        sealed = sealer._signer("ListRecords").sign(text).decode()
        with pytest.raises(SealError):
            sealer.unseal("ListRecords", sealed)
