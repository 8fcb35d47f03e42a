"""Several programs may write one room; PostgreSQL keeps each month of samples in a partition; a centre's keys."""

from alembic import op
from sqlalchemy import BigInteger, Column, Text, text

from iot_lab.store.telemetry.months import DAY_MS, Month, make_months

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables; on PostgreSQL, cut the samples into months."""
    op.create_table("room_writes", Column("room", Text, primary_key=True), Column("number", BigInteger, nullable=False))
    op.create_table(
        "site_keys",
        Column("room", Text, primary_key=True),
        Column("digest", Text, nullable=False),
        Column("made_ms", BigInteger, nullable=False),
        Column("heard_ms", BigInteger),
    )
    if op.get_bind().dialect.name == "postgresql":
        _cut_into_months()


def _cut_into_months() -> None:
    connection = op.get_bind()
    view = connection.scalar(text("SELECT pg_get_viewdef('measurements'::regclass)"))
    op.execute("DROP VIEW measurements")
    op.execute("ALTER TABLE samples RENAME TO samples_before")
    op.execute("ALTER TABLE samples_before RENAME CONSTRAINT samples_pkey TO samples_before_pkey")
    op.execute(
        "CREATE TABLE samples (series_id integer NOT NULL, t_ms bigint NOT NULL, n bigint NOT NULL,"
        " value float8 NOT NULL, PRIMARY KEY (series_id, t_ms, n)) PARTITION BY RANGE (t_ms)"
    )
    days = connection.scalars(text("SELECT DISTINCT t_ms / 86400000 FROM samples_before")).all()
    make_months(connection, {Month.at(day * DAY_MS) for day in days})
    op.execute("INSERT INTO samples SELECT series_id, t_ms, n, value FROM samples_before")
    op.execute("DROP TABLE samples_before")
    op.execute(f"CREATE VIEW measurements AS {view}")
