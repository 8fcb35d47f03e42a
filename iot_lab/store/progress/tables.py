"""The tables of progress. Times are ms since 1970; an exercise is named as its folder is.

What changes here changes in a new migration too (iot_lab/store/migrating.py).
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, Table, Text, UniqueConstraint

metadata = MetaData()

learners = Table(
    "learners",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("room", Text, nullable=False),
    Column("nickname", Text, nullable=False),
    Column("nickname_key", Text, nullable=False),
    Column("code_hash", Text, nullable=False),
    Column("joined_ms", BigInteger, nullable=False),
    UniqueConstraint("room", "nickname_key"),
)
"""`nickname_key`: the nickname as it is compared, so that `Zoé` and `ZOÉ` are one person (store.key_of)."""

programs = Table(
    "programs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("learner_id", Integer, ForeignKey("learners.id", ondelete="CASCADE"), nullable=False),
    Column("exercise", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("saved_ms", BigInteger, nullable=False),
    Column("files", Text, nullable=False, server_default="{}"),
    UniqueConstraint("learner_id", "exercise", "number"),
)
"""Versions, numbered from 1 for each learner and exercise; `files` is JSON: the files beside main.py, name and text."""

checks = Table(
    "checks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("program_id", Integer, ForeignKey("programs.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("verdict", Text, nullable=False),
    Column("mistake", Text),
    Column("checked_ms", BigInteger, nullable=False),
    Column("parts_passed", Integer, nullable=False, server_default="0"),
    Column("parts", Integer, nullable=False, server_default="0"),
)
"""One verdict on one version; `mistake` is the one that was recognised, if any; `parts`: the checks it is made of."""
