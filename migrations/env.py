"""What Alembic runs to migrate: one connection, one transaction, every pending revision."""

from alembic import context
from sqlalchemy import Engine

from migrations import upgrading
from models.tables import metadata


def run(engine: Engine) -> None:
    """Apply the pending revisions in one transaction: whole or not at all.

    MariaDB and MySQL commit at every CREATE TABLE: there a revision can be run again from wherever it was cut off.
    """
    with upgrading(engine) as connection:
        whole = connection.dialect.name not in {"mysql", "mariadb"}
        context.configure(connection=connection, target_metadata=metadata, transactional_ddl=whole)
        context.run_migrations()


run(context.config.attributes["engine"])
