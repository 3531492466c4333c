"""How a database's tables differ from those of the code, in words: what Alembic finds, and collations besides."""

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Column, MetaData
from sqlalchemy.types import TypeEngine


def find(context: MigrationContext, metadata: MetaData) -> list[str]:
    """Return the differences, a clause each; `context` must have been configured with OPTIONS."""
    return [_told(each) for each in compare_metadata(context, metadata)]


def _told(difference: Any) -> str:
    """Return one of Alembic's differences in words; those of one column come together in a list."""
    if isinstance(difference, list):
        return ", ".join(map(_told, difference))
    kind, *details = difference
    match kind, details:
        case "add_table", (table,):
            return f"the table {table.name} is missing"
        case (("add_column" | "remove_column"), (_, table, column)):
            return f"the column {table}.{column.name} is {'missing' if kind == 'add_column' else 'not ours'}"
        case (("modify_type" | "modify_nullable"), (_, table, column, _, found, _)):
            return f"the column {table}.{column} is of another kind ({kind}: {found!r})"
        case _:
            return f"{kind.replace('_', ' ')} {getattr(details[-1], 'name', details)}"


def _is_ours(_thing: object, _name: str | None, kind: str, reflected: bool, counterpart: object) -> bool:
    """Return whether a part of the schema is to be compared: other people's tables beside ours are not."""
    return not (kind == "table" and reflected and counterpart is None)


def _type_differs(
    context: MigrationContext,
    _found: Column[Any],
    _wanted: Column[Any],
    found_type: TypeEngine[Any],
    wanted_type: TypeEngine[Any],
) -> bool | None:
    """Return whether a column's collation is another one; None lets Alembic compare the types themselves."""
    wanted = getattr(wanted_type.dialect_impl(context.dialect), "collation", None)
    if wanted is not None and wanted != getattr(found_type, "collation", None):
        return True
    return None


OPTIONS: dict[str, Any] = {"compare_type": _type_differs, "include_object": _is_ours}
"""How Alembic compares."""
