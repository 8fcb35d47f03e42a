"""Blocks of samples that streams measured, and takes: pieces of them with a label, or recordings from elsewhere."""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKey, Integer, LargeBinary, Text, UniqueConstraint

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "sample_blocks",
        Column("id", Integer, primary_key=True),
        Column("board_id", Integer, ForeignKey("boards.id"), nullable=False),
        Column("stream", Text, nullable=False),
        Column("t_ms", BigInteger, nullable=False),
        Column("n", BigInteger, nullable=False),
        Column("arrived_ms", BigInteger, nullable=False),
        Column("data", LargeBinary, nullable=False),
        UniqueConstraint("board_id", "stream", "t_ms", "n"),
    )
    op.create_table(
        "takes",
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
    )
    op.create_index("ix_takes_room_project", "takes", ["room", "project"])
