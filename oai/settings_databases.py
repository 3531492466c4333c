"""The rules for the URLs of databases. No sentence ever repeats one: it may hold a password."""

import re

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from oai.settings_sources import SettingsError

BACKENDS = ("sqlite", "postgresql", "mysql", "mariadb")

SQLITE_OPTIONS = frozenset(
    {"uri", "timeout", "isolation_level", "detect_types", "check_same_thread", "cached_statements"}
)
"""What Python's driver takes; what else stands in a URL it passes on only with `uri`."""


def database_url(value: str) -> None:
    """Refuse what is no database URL, without ever repeating it: it may hold a password."""
    try:
        url = make_url(value)
    except (ArgumentError, ValueError) as error:
        raise ValueError("it must be a URL such as sqlite:///sheaf.db or postgresql://user@host/sheaf") from error
    kind = _kind(url)
    if kind not in BACKENDS:
        raise ValueError(f"{kind} is not supported; the URL must begin with one of {listed(BACKENDS)}")
    if kind != "sqlite" and not url.database:
        raise ValueError("it names no database: write it behind the host, as in postgresql://user@host/sheaf")
    if not re.fullmatch("none|[0-9]{1,9}", str(url.query.get("prepare_threshold", 5))):
        raise ValueError("prepare_threshold in its query must be a whole number, or none")
    if kind == "sqlite":
        _sqlite(url)


def _kind(url: URL) -> str:
    """Return the kind of a database; `postgres` is how some hosts write PostgreSQL."""
    name = url.get_backend_name()
    return "postgresql" if name == "postgres" else name


def _sqlite(url: URL) -> None:
    """Refuse what is no file, and options that would be ignored."""
    if url.host or url.username:
        raise ValueError("a slash is missing: three stand before the path of the file, as in sqlite:///sheaf.db")
    if url.database in {None, "", ":memory:"}:
        raise ValueError("a database in memory would be empty for every process; use a file: sqlite:///sheaf.db")
    unknown = sorted(set(url.query) - SQLITE_OPTIONS)
    if unknown and "uri" not in url.query:
        raise ValueError(f"SQLite has no option {unknown[0]!r}; leave out what stands behind the question mark")


def read_database_url(value: str) -> None:
    """Refuse what is no URL of a server's database; empty is none."""
    if value:
        database_url(value)
        if _kind(make_url(value)) == "sqlite":
            raise ValueError("SQLite has no replicas; leave it empty, or use PostgreSQL or MariaDB")


def replica(database_url: str, read_database_url: str, origin: str) -> None:
    """Return nothing when the one database may be a replica of the other, by their kinds.

    Raises:
        SettingsError: with the whole sentence.

    """
    primary, copy = (_kind(make_url(url)) for url in (database_url, read_database_url))
    if (primary == "postgresql") != (copy == "postgresql") or primary == "sqlite":
        raise SettingsError(
            f"read_database_url, in the {origin}, is wrong: it names {copy}, and database_url {primary}; a replica is"
            " of the same kind as its primary."
        )


def listed(words: tuple[str, ...]) -> str:
    """Return the words as an enumeration."""
    return f"{', '.join(words[:-1])} and {words[-1]}"
