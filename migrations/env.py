"""What Alembic runs to migrate: one connection, one transaction, every pending revision."""

from alembic import context
from sqlalchemy import Engine

from models.tables import metadata


def run(engine: Engine) -> None:
    """Apply the pending revisions in one transaction: whole or not at all."""
    with engine.connect() as connection, connection.begin():
        context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True)
        context.run_migrations()


run(context.config.attributes["engine"])
