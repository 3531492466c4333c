"""The tables: items, their renditions, the lists that harvesters page through, and the publication clock.

A *stamp* orders everything that is published: a 64-bit integer, unique, strictly increasing in commit order, whose
high part is the second of publication and whose low SHIFT bits count within it. A rendition's primary key is its
stamp, so renditions lie on disk in publication order and a page of a list reads neighbours.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)  # fmt: skip
from sqlalchemy.dialects import mysql

SHIFT = 20
"""Bits of a stamp that count publications within one second."""

DAY = 86_400
SECOND = 1
"""The two widths of a tally, in seconds."""

IDENTIFIER_LENGTH = 512
PREFIX_LENGTH = 64
SPEC_LENGTH = 255

SERVER: dict[str, Any] = {
    f"{dialect}_{option}": value
    for dialect in ("mysql", "mariadb")
    for option, value in {
        "engine": "InnoDB",
        "charset": "utf8mb4",
        "collate": "utf8mb4_bin",
        "row_format": "DYNAMIC",
    }.items()
}
"""What tables are on MariaDB and MySQL, whatever the server's own defaults."""

REVISION = "0003"
"""The version of these tables: the revision that `sheaf db upgrade` ends with."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _ascii(length: int) -> String:
    """Return a case-sensitive ASCII string type: identifiers, prefixes and setSpecs are URIs or parts of them."""
    return (
        String(length)
        .with_variant(String(length, collation="C"), "postgresql")
        .with_variant(mysql.VARCHAR(length, charset="ascii", collation="ascii_bin"), "mysql", "mariadb")
    )


_Bytes = LargeBinary().with_variant(mysql.LONGBLOB(), "mysql", "mariadb")
_Digest = LargeBinary(16).with_variant(mysql.VARBINARY(16), "mysql", "mariadb")
_Prose = Text().with_variant(mysql.LONGTEXT(), "mysql", "mariadb")
_Key = LargeBinary(16).with_variant(mysql.BINARY(16), "mysql", "mariadb")
_Number = BigInteger().with_variant(Integer(), "sqlite")

publication = Table(
    "publication",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("last_stamp", BigInteger, nullable=False),
    Column("promised", BigInteger, nullable=False, server_default="0"),
    Column("namespace", _ascii(SPEC_LENGTH)),
    comment="One row, the publication clock: the last stamp, and the latest second that a response was dated with.",
    **SERVER,
)

sealing_key = Table(
    "sealing_key",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(128), nullable=False),
    Column("created", BigInteger, nullable=False),
    comment="Keys that seal resumption tokens; the newest seals, all are accepted.",
    **SERVER,
)

item = Table(
    "item",
    metadata,
    Column("id", _Number, primary_key=True, autoincrement=False),
    Column("identifier", _ascii(IDENTIFIER_LENGTH), nullable=False, unique=True),
    Column("deleted", Boolean(name="deleted"), nullable=False),
    Column("source", _ascii(PREFIX_LENGTH), nullable=False),
    Column("specs", _Prose, nullable=False),
    Column("digest", _Digest, nullable=False),
    Column("record", _Bytes, nullable=False),
    Column("native", _Bytes),
    Column("provenance", _Bytes),
    comment="A described document: its Record as JSON, its native bytes, where it was harvested, its minimal setSpecs.",
    **SERVER,
)

rendition = Table(
    "rendition",
    metadata,
    Column("stamp", _Number, primary_key=True, autoincrement=False),
    Column("item_id", _Number, ForeignKey(item.c.id), nullable=False),
    Column("prefix", _ascii(PREFIX_LENGTH), nullable=False),
    Column("deleted", Boolean(name="deleted"), nullable=False),
    Column("digest", _Digest, nullable=False),
    Column("header", _Bytes, nullable=False),
    Column("body", _Bytes, nullable=False),
    Column("recipe", _Digest),
    UniqueConstraint("item_id", "prefix"),
    comment="What is served of an item in one format: a record, in the protocol's sense; recipe: what it was made by.",
    **SERVER,
)

stream = Table(
    "stream",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("prefix", _ascii(PREFIX_LENGTH), nullable=False),
    Column("spec", _ascii(SPEC_LENGTH), nullable=False),
    UniqueConstraint("prefix", "spec"),
    comment="A list that can be harvested: one format, of the whole repository (spec '') or of one set.",
    **SERVER,
)

listing = Table(
    "listing",
    metadata,
    Column("stream_id", Integer, primary_key=True, autoincrement=False),
    Column("stamp", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
    comment="The streams' entries, in their own order; the stamp leads to the rendition.",
    **SERVER,
)

tally = Table(
    "tally",
    metadata,
    Column("stream_id", Integer, primary_key=True, autoincrement=False),
    Column("width", Integer, primary_key=True, autoincrement=False),
    Column("start", BigInteger, primary_key=True, autoincrement=False),
    Column("count", BigInteger, nullable=False),
    sqlite_with_rowid=False,
    comment="How many entries a stream has in each day and in each second, for completeListSize.",
    **SERVER,
)

repository_set = Table(
    "repository_set",
    metadata,
    Column("spec", _ascii(SPEC_LENGTH), primary_key=True),
    comment="setSpecs that items are or once were in, with their ancestors; names and descriptions are settings.",
    **SERVER,
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("job_id", Integer, nullable=False),
    Column("name_key", _Key, nullable=False, index=True),
    Column(
        "place_key", LargeBinary(16).with_variant(mysql.BINARY(16), "mysql", "mariadb"), nullable=False, unique=True
    ),
    Column("name", _Prose, nullable=False),
    Column("position", _Prose, nullable=False),
    Column("source", _ascii(PREFIX_LENGTH), nullable=False),
    Column("identifier", _Prose, nullable=False),
    Column("reason", _Prose, nullable=False),
    Column("advice", _Prose, nullable=False),
    Column("sets", _Prose, nullable=False),
    Column("id_from", _Prose, nullable=False),
    Column("alone", Boolean(name="alone"), nullable=False),
    Column("content", _Bytes, nullable=False),
    Column("at", BigInteger, nullable=False),
    comment="Records that could not be loaded, with the reason, what to do, and what reads them again.",
    **SERVER,
)

job = Table(
    "job",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("command", String(32), nullable=False),
    Column("state", String(16), nullable=False),
    Column("started", BigInteger, nullable=False),
    Column("finished", BigInteger),
    Column("added", BigInteger, nullable=False, default=0),
    Column("changed", BigInteger, nullable=False, default=0),
    Column("unchanged", BigInteger, nullable=False, default=0),
    Column("deleted", BigInteger, nullable=False, default=0),
    Column("quarantined", BigInteger, nullable=False, default=0),
    comment="What was loaded and deleted, when, with what outcome.",
    **SERVER,
)
