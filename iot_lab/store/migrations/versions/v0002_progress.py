"""Learners, their programs and their checks; `format` goes, so that a program from before migrations stays away."""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKey, Integer, Text, UniqueConstraint

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables of progress."""
    op.drop_table("format")
    op.create_table(
        "learners",
        Column("id", Integer, primary_key=True),
        Column("room", Text, nullable=False),
        Column("nickname", Text, nullable=False),
        Column("nickname_key", Text, nullable=False),
        Column("code_hash", Text, nullable=False),
        Column("joined_ms", BigInteger, nullable=False),
        UniqueConstraint("room", "nickname_key"),
    )
    op.create_table(
        "programs",
        Column("id", Integer, primary_key=True),
        Column("learner_id", Integer, ForeignKey("learners.id", ondelete="CASCADE"), nullable=False),
        Column("exercise", Text, nullable=False),
        Column("number", Integer, nullable=False),
        Column("text", Text, nullable=False),
        Column("saved_ms", BigInteger, nullable=False),
        UniqueConstraint("learner_id", "exercise", "number"),
    )
    op.create_table(
        "checks",
        Column("id", Integer, primary_key=True),
        Column("program_id", Integer, ForeignKey("programs.id", ondelete="CASCADE"), nullable=False, index=True),
        Column("verdict", Text, nullable=False),
        Column("mistake", Text),
        Column("checked_ms", BigInteger, nullable=False),
    )
