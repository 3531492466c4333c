"""What a rendition was made by, and where a harvested item came from, so that renditions can be made anew.

Of the renditions that are there nobody knows what made them, so they count as made by something else. Where an item was
harvested stands in its renditions: behind the metadata, in the container that the provenance guidelines define
(https://www.openarchives.org/OAI/2.0/guidelines-provenance.htm).
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0003"
down_revision = "0002"

_CHUNK = 500
_OPEN, _CLOSE = b"<about><provenance ", b"</provenance></about>"

_bytes = sa.LargeBinary().with_variant(mysql.LONGBLOB(), "mysql", "mariadb")
_digest = sa.LargeBinary(16).with_variant(mysql.VARBINARY(16), "mysql", "mariadb")
_item = sa.table("item", sa.column("id", sa.BigInteger), sa.column("native", _bytes), sa.column("provenance", _bytes))
_rendition = sa.table(
    "rendition", sa.column("stamp", sa.BigInteger), sa.column("item_id", sa.BigInteger), sa.column("body", _bytes)
)


def upgrade() -> None:
    _add("rendition", sa.Column("recipe", _digest))
    _add("item", sa.Column("provenance", _bytes))
    if op.get_bind().dialect.supports_comments:
        op.create_table_comment(
            "item",
            "A described document: its Record as JSON, its native bytes, where it was harvested, its minimal setSpecs.",
        )
        op.create_table_comment(
            "rendition",
            "What is served of an item in one format: a record, in the protocol's sense; recipe: what it was made by.",
        )
    _find_provenance(op.get_bind())


def _add(table: str, column: sa.Column[bytes]) -> None:
    """Add a column that is not there; MariaDB commits each ALTER TABLE, so that one that was cut off left some."""
    if column.name not in {known["name"] for known in sa.inspect(op.get_bind()).get_columns(table)}:
        op.add_column(table, column)


def _find_provenance(connection: sa.Connection) -> None:
    """Copy the provenance of harvested items out of what is served of them."""
    after = -1
    while True:
        ids = sa.select(_item.c.id).where(_item.c.native.is_not(None), _item.c.id > after).order_by(_item.c.id)
        chunk = list(connection.execute(ids.limit(_CHUNK)).scalars())
        if not chunk:
            return
        after = chunk[-1]
        bodies = sa.select(_rendition.c.item_id, _rendition.c.body).where(_rendition.c.item_id.in_(chunk))
        found = {row.item_id: kept for row in connection.execute(bodies) if (kept := _provenance(row.body))}
        if found:
            filling = sa.update(_item).where(_item.c.id == sa.bindparam("key")).values(provenance=sa.bindparam("kept"))
            connection.execute(filling, [{"key": key, "kept": kept} for key, kept in found.items()])


def _provenance(body: bytes) -> bytes:
    """Return the provenance container of a rendition, or nothing."""
    abouts = body.rpartition(b"</metadata>")[2]
    begun = abouts.find(_OPEN)
    return abouts[begun + len(b"<about>") : abouts.rfind(_CLOSE) + len(b"</provenance>")] if begun >= 0 else b""
