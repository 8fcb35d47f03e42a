"""The table of takes. Times are ms since 1970.

What changes here changes in a new migration too (iot_lab/store/migrating.py).
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

takes = Table(
    "takes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("room", Text, nullable=False),
    Column("project", Text, nullable=False),
    Column("board", Text, nullable=False),
    Column("stream", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("start_ms", BigInteger, nullable=False),
    Column("end_ms", BigInteger, nullable=False),
    Column("deleted_ms", BigInteger),
    Column("data", LargeBinary),
    Column("data_ms", BigInteger),
    Index("ix_takes_room_project", "room", "project"),
)
"""`data`: a block of its own (telemetry/blocks.py), from `data_ms` on, where the take came in a file; else its samples
are those of the board's stream. `deleted_ms`: when it was put in the bin, from where it can come back.
"""
