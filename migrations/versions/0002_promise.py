"""The promise of a responseDate: what was announced by publishers is now promised by readers (models.promise).

Responses given so far were dated with the database's time at the latest, so that is what the first promise says.
"""

import sqlalchemy as sa
from alembic import op

from models import clock

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    columns = {column["name"] for column in sa.inspect(op.get_bind()).get_columns("publication")}
    if "promised" not in columns:  # MariaDB commits each ALTER TABLE: one that was cut off left some of this
        op.add_column("publication", sa.Column("promised", sa.BigInteger, nullable=False, server_default="0"))
    promised = sa.table("publication", sa.column("promised", sa.BigInteger))
    op.execute(promised.update().values(promised=clock.now(op.get_bind())))
    if op.get_bind().dialect.supports_comments:
        told = "One row, the publication clock: the last stamp, and the latest second that a response was dated with."
        op.create_table_comment("publication", told)
    if "since" in columns:
        op.drop_column("publication", "since")
