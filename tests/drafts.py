"""Drafts for tests of the store, which knows bytes only."""

from collections.abc import Sequence

from models.plan import Draft

PREFIXES = ("mods", "oai_dc")


def draft(
    number: int,
    text: str = "",
    *,
    sets: tuple[str, ...] = (),
    deleted: bool = False,
    prefixes: Sequence[str] = PREFIXES,
) -> Draft:
    """Return a draft of item `number` whose bodies say `text`; its identifier sorts by number."""
    bodies = {prefix: f"<{prefix}>{number} {text}</{prefix}>".encode() for prefix in prefixes}
    return Draft(
        name(number), deleted, "records", sets, f'{{"local_id":"{number}","t":"{text}"}}'.encode(), None, bodies
    )


def name(number: int) -> str:
    """Return the identifier of item `number`."""
    return f"oai:archives.example.org:{number:05d}"


def header(identifier: str, second: int, specs: Sequence[str], deleted: bool) -> bytes:
    """Return a header that shows all it was given."""
    return f"{identifier}|{second}|{' '.join(specs)}|{'deleted' if deleted else 'live'}".encode()
