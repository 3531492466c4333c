"""What `sheaf serve` makes sure of first: the tables are up to date, and a replica is one of this repository.

Without a replica nothing can be served while the database is away. With one it can, so that then the database to write
to may be away at the start.
"""

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

import migrations
from models import query, store
from models.replica import open_replica
from oai.cli.edge import Refusal
from oai.cli.output import masked, say
from oai.cli.shell import Shell


def check(shell: Shell) -> None:
    """Return nothing when the repository can be served from where it is to be read.

    Raises:
        Refusal: the replica cannot be used, or is of another repository.
        migrations.SchemaError: tables are not up to date.
        models.store.NamespaceError: the repository was begun under another namespace.

    """
    copy = _keys_of_replica(shell) if shell.settings.read_database_url else None
    try:
        with shell.reading() as connection:
            keys = _keys(shell, connection)
    except (OperationalError, InterfaceError) as error:
        if copy is None:
            raise
        say(
            f"The database {shell.database} cannot be reached ({shell.told(error)}); until it can, responses bear the"
            " dates that the replica knows."
        )
        return
    if copy is not None and not keys & copy:
        raise Refusal(
            f"The database {masked(shell.settings.read_database_url)}, which read_database_url names, holds another"
            f" repository than {shell.database}: it must be a replica of it."
        )


def _keys_of_replica(shell: Shell) -> set[str]:
    url = shell.settings.read_database_url
    engine = open_replica(url)
    try:
        migrations.require(engine)
        with query.reading(engine) as connection:
            return _keys(shell, connection)
    except DBAPIError as error:
        raise Refusal(
            f"The database {masked(url)}, which read_database_url names, cannot be used: {shell.told(error)}."
        ) from error
    finally:
        engine.dispose()


def _keys(shell: Shell, connection: Connection) -> set[str]:
    """Return the sealing keys of a repository, which no other has; those of a replica are some of its primary's."""
    store.check_namespace(connection, shell.settings.namespace)
    return set(query.sealing_keys(connection))
