"""The view `measurements`, for people who ask with SQL (docs/export.md): units come from what boards said."""

from alembic import op

revision = "0004"
down_revision = "0003"

_UNIT = {
    "sqlite": """CASE WHEN json_valid(boards.info) THEN coalesce(
        json_extract(boards.info, '$.series."' || series.name || '"'),
        json_extract(boards.info, '$.series."' || substr(series.name, 1, instr(series.name || '.', '.') - 1) || '"'),
        '') ELSE '' END""",
    "postgresql": """coalesce(
        boards.info::json -> 'series' ->> series.name,
        boards.info::json -> 'series' ->> split_part(series.name, '.', 1),
        '')""",
}
_TIME = {
    "sqlite": "strftime('%Y-%m-%dT%H:%M:%fZ', samples.t_ms / 1000.0, 'unixepoch')",
    "postgresql": "to_timestamp(samples.t_ms / 1000.0)",
}


def upgrade() -> None:
    """Make the view."""
    name = op.get_bind().dialect.name
    op.execute(
        "CREATE VIEW measurements AS SELECT boards.room AS room, boards.name AS board, series.name AS series, "  # noqa: S608
        f"{_UNIT[name]} AS unit, {_TIME[name]} AS time, "
        "CASE WHEN samples.n >= 0 THEN samples.n END AS n, samples.value AS value "
        "FROM samples JOIN series ON series.id = samples.series_id JOIN boards ON boards.id = series.board_id"
    )
