"""A program may be several files, and a check says how many of its parts passed."""

from alembic import op
from sqlalchemy import Column, Integer, Text

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns; what is there has one file, and its parts were not counted."""
    op.add_column("programs", Column("files", Text, nullable=False, server_default="{}"))
    op.add_column("checks", Column("parts_passed", Integer, nullable=False, server_default="0"))
    op.add_column("checks", Column("parts", Integer, nullable=False, server_default="0"))
