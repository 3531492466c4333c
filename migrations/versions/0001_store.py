"""The store: items, renditions, listing streams, tallies, sets, quarantine, the job log and the publication clock."""

import secrets
import time
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0001"
down_revision = None

BYTES = sa.LargeBinary().with_variant(mysql.LONGBLOB(), "mysql", "mariadb")
DIGEST = sa.LargeBinary(16).with_variant(mysql.VARBINARY(16), "mysql", "mariadb")
PROSE = sa.Text().with_variant(mysql.LONGTEXT(), "mysql", "mariadb")
KEY = sa.LargeBinary(16).with_variant(mysql.BINARY(16), "mysql", "mariadb")
SERVER = {
    f"{dialect}_{option}": value
    for dialect in ("mysql", "mariadb")
    for option, value in {
        "engine": "InnoDB",
        "charset": "utf8mb4",
        "collate": "utf8mb4_bin",
        "row_format": "DYNAMIC",
    }.items()
}
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def ascii_string(length: int) -> sa.String:
    """Return a case-sensitive ASCII string type."""
    return (
        sa.String(length)
        .with_variant(sa.String(length, collation="C"), "postgresql")
        .with_variant(mysql.VARCHAR(length, charset="ascii", collation="ascii_bin"), "mysql", "mariadb")
    )


def upgrade() -> None:
    create_publication()
    create_items()
    create_lists()
    create_housekeeping()
    if op.get_bind().dialect.name == "postgresql":
        compress_with_lz4()


def create_table(name: str, *parts: sa.Column[Any] | sa.Constraint, **options: Any) -> sa.Table:
    """Create a table. MariaDB commits each: there, those that an upgrade made before it was cut off stay."""
    again = op.get_bind().dialect.name in {"mysql", "mariadb"}
    return op.create_table(name, *parts, if_not_exists=again, **SERVER, **options)


def insert_first(table: sa.Table, row: dict[str, Any]) -> None:
    """Insert a row unless there is one."""
    if not op.get_bind().execute(sa.select(sa.func.count()).select_from(table)).scalar():
        op.bulk_insert(table, [row])


def compress_with_lz4() -> None:
    """Let large values be compressed with lz4 where the server has it; it unpacks a page faster than pglz."""
    known = "SELECT 'lz4' = ANY (enumvals) FROM pg_settings WHERE name = 'default_toast_compression'"
    if op.get_bind().execute(sa.text(known)).scalar():
        for table, column in (("rendition", "header"), ("rendition", "body"), ("item", "record"), ("item", "native")):
            op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET COMPRESSION lz4")


def create_publication() -> None:
    publication = create_table(
        "publication",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("last_stamp", sa.BigInteger, nullable=False),
        sa.Column("since", sa.BigInteger),
        sa.Column("namespace", ascii_string(255)),
        sa.PrimaryKeyConstraint("id", name="pk_publication"),
        comment="One row, the publication clock: the last stamp, and the second since when a batch is being published.",
    )
    insert_first(publication, {"id": 1, "last_stamp": 0})
    sealing_key = create_table(
        "sealing_key",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("key", sa.String(128), nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sealing_key"),
        comment="Keys that seal resumption tokens; the newest seals, all are accepted.",
    )
    insert_first(sealing_key, {"key": secrets.token_urlsafe(48), "created": int(time.time())})


def create_items() -> None:
    create_table(
        "item",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("identifier", ascii_string(512), nullable=False),
        sa.Column("deleted", sa.Boolean, nullable=False),
        sa.Column("source", ascii_string(64), nullable=False),
        sa.Column("specs", PROSE, nullable=False),
        sa.Column("digest", DIGEST, nullable=False),
        sa.Column("record", BYTES, nullable=False),
        sa.Column("native", BYTES),
        sa.PrimaryKeyConstraint("id", name="pk_item"),
        sa.UniqueConstraint("identifier", name="uq_item_identifier"),
        comment="A described document: its Record as JSON, its native bytes, its minimal setSpecs.",
    )
    create_table(
        "rendition",
        sa.Column("stamp", NUMBER, autoincrement=False, nullable=False),
        sa.Column("item_id", NUMBER, nullable=False),
        sa.Column("prefix", ascii_string(64), nullable=False),
        sa.Column("deleted", sa.Boolean, nullable=False),
        sa.Column("digest", DIGEST, nullable=False),
        sa.Column("header", BYTES, nullable=False),
        sa.Column("body", BYTES, nullable=False),
        sa.PrimaryKeyConstraint("stamp", name="pk_rendition"),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_rendition_item_id"),
        sa.UniqueConstraint("item_id", "prefix", name="uq_rendition_item_id_prefix"),
        comment="What is served of an item in one format: a record, in the protocol's sense.",
    )


def create_lists() -> None:
    create_table(
        "stream",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("prefix", ascii_string(64), nullable=False),
        sa.Column("spec", ascii_string(255), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stream"),
        sa.UniqueConstraint("prefix", "spec", name="uq_stream_prefix_spec"),
        comment="A list that can be harvested: one format, of the whole repository (spec '') or of one set.",
    )
    create_table(
        "listing",
        sa.Column("stream_id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("stamp", sa.BigInteger, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("stream_id", "stamp", name="pk_listing"),
        sqlite_with_rowid=False,
        comment="The streams' entries, in their own order; the stamp leads to the rendition.",
    )
    create_table(
        "tally",
        sa.Column("stream_id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("width", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("start", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("count", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("stream_id", "width", "start", name="pk_tally"),
        sqlite_with_rowid=False,
        comment="How many entries a stream has in each day and in each second, for completeListSize.",
    )
    create_table(
        "repository_set",
        sa.Column("spec", ascii_string(255), nullable=False),
        sa.PrimaryKeyConstraint("spec", name="pk_repository_set"),
        comment="setSpecs that items are or once were in, with their ancestors; names and descriptions are settings.",
    )


def create_housekeeping() -> None:
    create_table(
        "quarantine",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("job_id", sa.Integer, nullable=False),
        sa.Column("name_key", KEY, nullable=False),
        sa.Column("place_key", KEY, nullable=False),
        sa.Column("name", PROSE, nullable=False),
        sa.Column("position", PROSE, nullable=False),
        sa.Column("source", ascii_string(64), nullable=False),
        sa.Column("identifier", PROSE, nullable=False),
        sa.Column("reason", PROSE, nullable=False),
        sa.Column("advice", PROSE, nullable=False),
        sa.Column("sets", PROSE, nullable=False),
        sa.Column("id_from", PROSE, nullable=False),
        sa.Column("alone", sa.Boolean, nullable=False),
        sa.Column("content", BYTES, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_quarantine"),
        sa.UniqueConstraint("place_key", name="uq_quarantine_place_key"),
        comment="Records that could not be loaded, with the reason, what to do, and what reads them again.",
    )
    again = getattr(op.get_bind().dialect, "is_mariadb", False)
    op.create_index("ix_quarantine_name_key", "quarantine", ["name_key"], if_not_exists=again)
    create_table(
        "job",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("command", sa.String(32), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("started", sa.BigInteger, nullable=False),
        sa.Column("finished", sa.BigInteger),
        *(
            sa.Column(count, sa.BigInteger, nullable=False)
            for count in ("added", "changed", "unchanged", "deleted", "quarantined")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_job"),
        comment="What was loaded and deleted, when, with what outcome.",
    )
