"""Schema migrations: Alembic, configured in code, so that no alembic.ini has to be found.

`sheaf db upgrade` calls `upgrade`, `sheaf db check` calls `check`.
"""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from models.tables import metadata


class SchemaError(Exception):
    """The database's tables are not those that this version of Sheaf works with."""


def config(engine: Engine | None = None) -> Config:
    """Return Alembic's configuration; with an engine, one that migrates its database."""
    settings = Config(attributes={"engine": engine})
    settings.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return settings


def upgrade(engine: Engine) -> None:
    """Bring the database's tables up to date; an empty database becomes an empty repository."""
    command.upgrade(config(engine), "head")


def check(engine: Engine) -> list[str]:
    """Return what is amiss with the database's tables, a sentence each; an empty list when all is well."""
    with engine.connect().execution_options(reading=True) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        current = context.get_current_revision()
        revisions = ScriptDirectory.from_config(config())
        if current is None:
            empty = not inspect(connection).get_table_names()
            what = "is empty" if empty else "holds tables that are not Sheaf's, or was never upgraded"
            return [f"the database {what}; run `sheaf db upgrade` to make a repository in it"]
        if current not in {revision.revision for revision in revisions.walk_revisions()}:
            return [f"the database is at schema {current}, which a newer Sheaf made; use that version, not this one"]
        if current != (head := revisions.get_current_head()):
            return [f"the database is at schema {current}, this Sheaf needs {head}; run `sheaf db upgrade`"]
        return [f"the schema differs from the code: {difference}" for difference in compare_metadata(context, metadata)]


def require(engine: Engine) -> None:
    """Make sure that the database's tables are up to date.

    Raises:
        SchemaError: they are not; the message says what to do.

    """
    if faults := check(engine):
        raise SchemaError("; ".join(faults))
