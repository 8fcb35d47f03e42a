"""The room's telemetry, as the first databases had it before there were migrations."""

from alembic import op
from sqlalchemy import BigInteger, Column, Float, ForeignKey, Integer, Text, UniqueConstraint

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table("format", Column("number", Integer, primary_key=True))
    op.create_table(
        "boards",
        Column("id", Integer, primary_key=True),
        Column("room", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("state", Text, nullable=False),
        Column("info", Text, nullable=False),
        Column("seen_ms", BigInteger),
        Column("log_count", BigInteger, nullable=False),
        UniqueConstraint("room", "name"),
    )
    _make_series()
    _make_samples_and_rollups()
    _make_lines_and_deliveries()


def _make_samples_and_rollups() -> None:
    op.create_table(
        "samples",
        Column("series_id", Integer, primary_key=True, autoincrement=False),
        Column("t_ms", BigInteger, primary_key=True, autoincrement=False),
        Column("n", BigInteger, primary_key=True, autoincrement=False),
        Column("value", Float, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "rollups",
        Column("series_id", Integer, primary_key=True, autoincrement=False),
        Column("width_ms", Integer, primary_key=True, autoincrement=False),
        Column("start_ms", BigInteger, primary_key=True, autoincrement=False),
        Column("count", BigInteger, nullable=False),
        Column("low", Float, nullable=False),
        Column("high", Float, nullable=False),
        Column("total", Float, nullable=False),
        sqlite_with_rowid=False,
    )


def _make_lines_and_deliveries() -> None:
    op.create_table(
        "log_lines",
        Column("board_id", Integer, primary_key=True, autoincrement=False),
        Column("number", BigInteger, primary_key=True, autoincrement=False),
        Column("t_ms", BigInteger, nullable=False),
        Column("text", Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "deliveries",
        Column("room", Text, primary_key=True),
        Column("packet_id", Integer, primary_key=True, autoincrement=False),
        Column("digest", BigInteger, nullable=False),
        Column("noted_ms", BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )


def _make_series() -> None:
    counts = ("stored", "late", "missing", "duplicates", "unnumbered")
    order = ("last_ms", "life", "life_ms", "top_ms", "top_key")
    op.create_table(
        "series",
        Column("id", Integer, primary_key=True),
        Column("board_id", Integer, ForeignKey("boards.id"), nullable=False),
        Column("name", Text, nullable=False),
        *(Column(name, BigInteger, nullable=False) for name in counts),
        Column("last_n", BigInteger),
        *(Column(name, BigInteger, nullable=False) for name in order),
        Column("top_value", Float),
        Column("gaps", Text, nullable=False),
        Column("fine_from_ms", BigInteger),
        Column("finest_from_ms", BigInteger),
        UniqueConstraint("board_id", "name"),
    )
