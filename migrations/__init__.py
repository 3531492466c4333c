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

from models.query import reading
from models.tables import metadata


class SchemaError(Exception):
    """The database's tables are not those that this version of Sheaf works with."""


def config(engine: Engine | None = None) -> Config:
    """Return Alembic's configuration; with an engine, one that migrates its database."""
    settings = Config(attributes={"engine": engine})
    settings.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return settings


def upgrade(engine: Engine) -> None:
    """Bring the database's tables up to date; an empty database becomes an empty repository.

    Raises:
        SchemaError: the database belongs to something else, or to another version of Sheaf.

    """
    with reading(engine) as connection:
        current = MigrationContext.configure(connection).get_current_revision()
        tables = set(inspect(connection).get_table_names())
    if current is None and tables:
        raise SchemaError(_foreign(tables))
    if current is not None and current not in _revisions():
        raise SchemaError(_unknown(current))
    command.upgrade(config(engine), "head")


def check(engine: Engine) -> list[str]:
    """Return what is amiss with the database's tables, a sentence each; an empty list when all is well."""
    with reading(engine) as connection:
        options = {"compare_type": False, "include_object": _is_ours}
        context = MigrationContext.configure(connection, opts=options)
        current = context.get_current_revision()
        tables = set(inspect(connection).get_table_names())
        if current is None and tables:
            return [_foreign(tables)]
        if current is None:
            return ["the database is empty; run `sheaf db upgrade` to make a repository in it"]
        if current not in _revisions():
            return [_unknown(current)]
        if current != (head := ScriptDirectory.from_config(config()).get_current_head()):
            return [f"the database is at schema {current}, this Sheaf needs {head}; run `sheaf db upgrade`"]
        return [f"the schema differs from the code: {difference}" for difference in compare_metadata(context, metadata)]


def _revisions() -> set[str]:
    return {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}


def _unknown(revision: str) -> str:
    return f"the database is at schema {revision}, which this Sheaf does not know: use the version that made it"


def _foreign(tables: set[str]) -> str:
    foreign = sorted(tables - metadata.tables.keys() - {"alembic_version"})
    if not foreign:
        return "the database's tables have lost their version; restore the database from a backup"
    more = f" and {len(foreign) - 3} more" if len(foreign) > 3 else ""
    return f"the database holds tables that are not Sheaf's ({', '.join(foreign[:3])}{more}); use an empty database"


def _is_ours(_object: object, name: str | None, kind: str, reflected: bool, _compared: object) -> bool:
    """Return whether a difference concerns us: another application's tables in the same database do not."""
    return not (kind == "table" and reflected and name not in metadata.tables)


def require(engine: Engine) -> None:
    """Make sure that the database's tables are up to date.

    Raises:
        SchemaError: they are not; the message says what to do.

    """
    if faults := check(engine):
        raise SchemaError("; ".join(faults))
