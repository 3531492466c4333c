"""Which of a database's errors pass by themselves, or when somebody looks after the database, and which are faults.

What passes is answered with 503 and Retry-After, so that a harvester waits; a fault of ours is 500.

- https://www.postgresql.org/docs/current/errcodes-appendix.html
- https://mariadb.com/kb/en/mariadb-error-code-reference/
"""

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

# Connections, locks, disks, a standby's cancelled queries (40001) and its start (57P03) are OperationalError in both
# drivers, as is everything that SQLite says. Tables of another version are not; nor is a right that was not granted.
PASSING_STATES = frozenset({"42P01", "42703", "42501"})
"""PostgreSQL's SQLSTATE: undefined_table, undefined_column, insufficient_privilege."""

PASSING_NUMBERS = frozenset({1146})
"""MariaDB's ER_NO_SUCH_TABLE; unknown columns and missing rights are OperationalError already."""


def passes(error: DBAPIError) -> bool:
    """Return whether the same request may succeed later, without a change to the code."""
    if error.connection_invalidated or isinstance(error, OperationalError | InterfaceError):
        return True
    told = error.orig.args[0] if error.orig is not None and error.orig.args else None
    return getattr(error.orig, "sqlstate", None) in PASSING_STATES or told in PASSING_NUMBERS
