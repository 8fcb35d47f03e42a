"""The tables of telemetry. Times are ms since 1970; a sample's identity is its primary key.

What changes here changes in a new migration too (iot_lab/store/migrating.py).
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

boards = Table(
    "boards",
    metadata,
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

series = Table(
    "series",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("board_id", Integer, ForeignKey("boards.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("stored", BigInteger, nullable=False),
    Column("late", BigInteger, nullable=False),
    Column("missing", BigInteger, nullable=False),
    Column("duplicates", BigInteger, nullable=False),
    Column("unnumbered", BigInteger, nullable=False),
    Column("last_n", BigInteger),
    Column("last_ms", BigInteger, nullable=False),
    Column("life", BigInteger, nullable=False),
    Column("life_ms", BigInteger, nullable=False),
    Column("top_ms", BigInteger, nullable=False),
    Column("top_key", BigInteger, nullable=False),
    Column("top_value", Float),
    Column("gaps", Text, nullable=False),
    Column("fine_from_ms", BigInteger),
    Column("finest_from_ms", BigInteger),
    UniqueConstraint("board_id", "name"),
)

samples = Table(
    "samples",
    metadata,
    Column("series_id", Integer, primary_key=True, autoincrement=False),
    Column("t_ms", BigInteger, primary_key=True, autoincrement=False),
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    Column("value", Float, nullable=False),
    sqlite_with_rowid=False,
)
"""`n` is below zero where the board gave none (counting.SeriesState.key_of). On PostgreSQL, partitions (bulk.py)."""

sample_blocks = Table(
    "sample_blocks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("board_id", Integer, ForeignKey("boards.id"), nullable=False),
    Column("stream", Text, nullable=False),
    Column("t_ms", BigInteger, nullable=False),
    Column("n", BigInteger, nullable=False),
    Column("arrived_ms", BigInteger, nullable=False),
    Column("data", LargeBinary, nullable=False),
    UniqueConstraint("board_id", "stream", "t_ms", "n"),
)
"""What streams measured, whole (blocks.py says how `data` reads); `samples` hold what charts show of it.

Rows stay in the order in which they came: clustered by their key they would fill their pages half.
"""

rollups = Table(
    "rollups",
    metadata,
    Column("series_id", Integer, primary_key=True, autoincrement=False),
    Column("width_ms", Integer, primary_key=True, autoincrement=False),
    Column("start_ms", BigInteger, primary_key=True, autoincrement=False),
    Column("count", BigInteger, nullable=False),
    Column("low", Float, nullable=False),
    Column("high", Float, nullable=False),
    Column("total", Float, nullable=False),
    sqlite_with_rowid=False,
)

log_lines = Table(
    "log_lines",
    metadata,
    Column("board_id", Integer, primary_key=True, autoincrement=False),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("t_ms", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
    sqlite_with_rowid=False,
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("room", Text, primary_key=True),
    Column("packet_id", Integer, primary_key=True, autoincrement=False),
    Column("digest", BigInteger, nullable=False),
    Column("noted_ms", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""Packet ids committed here and perhaps not yet acknowledged to the broker (MQTT 3.1.1, 4.3.2 and 4.4)."""

room_writes = Table(
    "room_writes",
    metadata,
    Column("room", Text, primary_key=True),
    Column("number", BigInteger, nullable=False),
)
"""How many transactions wrote a room, whoever wrote them (write_order.py)."""

site_keys = Table(
    "site_keys",
    metadata,
    Column("room", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("made_ms", BigInteger, nullable=False),
    Column("heard_ms", BigInteger),
)
"""Which sites a centre takes samples from (store/site_keys.py); `heard_ms`: when a site last sent any."""
