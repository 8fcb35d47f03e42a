"""The telemetry of one room: what the hub writes and what the pages read."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select

from iot_lab.foreign_text import clean, mended_json
from iot_lab.store.database import Database
from iot_lab.store.errors import said_as_ours
from iot_lab.store.telemetry import charts, retention, tables
from iot_lab.store.telemetry.block_writing import read_blocks_of
from iot_lab.store.telemetry.inserts import inserts_of
from iot_lab.store.telemetry.measurements import MeasuredSeries, read_blocks
from iot_lab.store.telemetry.records import BoardRecord, LogLine, Sample, SeriesRecord
from iot_lab.store.telemetry.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Select

    from iot_lab.store.telemetry.measurements import MeasurementBlock
    from iot_lab.store.telemetry.records import Batch, Chart, SampleBlock, SampleCounts, SeriesName, Written

DEFAULT_BUCKETS = 500
LATEST_MS: Final = 2**62
LONGEST_BLOCK_MS: Final = 64 * 60_000
"""64 samples, a minute apart at most (iot_lab/hub/sample_lists.py)."""


class TelemetryStore:
    """Safe to use from several threads; each method is one short transaction and raises a StoreError where it fails."""

    def __init__(self, database: Database, room: str) -> None:
        self.room = room
        self.place = database.place
        self._database = database
        self._writing = threading.Lock()
        with said_as_ours(self.place):
            self._writer = Writer(database.engine, room)

    @classmethod
    def open(cls, address: str, room: str) -> TelemetryStore:
        """Open a room's telemetry in a database of its own (Database.open); `close` closes it."""
        database = Database.open(address)
        try:
            return cls(database, room)
        except BaseException:
            database.close()
            raise

    def write(self, batch: Batch) -> Written:
        """Write a batch, all or nothing; other programs may write the same room (write_order.py)."""
        with self._writing, said_as_ours(self.place):
            return self._writer.write(batch)

    def rename_board(self, old: str, new: str) -> None:
        """Let all that a board measured and said stand under another name, with what stands there already."""
        with self._writing, said_as_ours(self.place):
            self._writer.rename(old, new)

    def totals(self) -> SampleCounts:
        """Return the counts of the whole room, from memory."""
        return self._writer.totals

    def boards(self) -> list[BoardRecord]:
        """Return every board of the room, by name."""
        table = tables.boards
        rows = self._read(select(table).where(table.c.room == self.room).order_by(table.c.name))
        return [BoardRecord(row.name, row.state, _info(row.info), row.seen_ms, row.kind) for row in rows]

    def series(self, board: str, until_ms: int | None = None) -> list[SeriesRecord]:
        """Return the series of a board, by name; none where the board is unknown.

        Their values are the latest, or the latest until a moment: after a clock was set back, later ones are older.
        """
        table, boards = tables.series, tables.boards
        query = (
            select(table, boards.c.info.label("board_info"))
            .join(boards, boards.c.id == table.c.board_id)
            .where(boards.c.room == self.room, boards.c.name == board)
            .order_by(table.c.name)
        )
        return [self._until(_series_record(row), board, until_ms) for row in self._read(query)]

    def chart(self, board: str, series: str, start_ms: int, end_ms: int, buckets: int = DEFAULT_BUCKETS) -> Chart:
        """Return the window `start_ms <= t < end_ms` in about `buckets` buckets of lowest, highest and mean value.

        Where the window holds no more samples than `buckets`, they are the rows themselves.
        """
        window = charts.Window.of(start_ms, end_ms, buckets)
        with self._database.reading() as connection:
            return charts.read_chart(connection, self.room, board, series, window, buckets)

    def samples(self, board: str, series: str, start_ms: int, end_ms: int, limit: int) -> list[Sample]:
        """Return the first `limit` samples with `start_ms <= t <= end_ms`, oldest first."""
        table = tables.samples
        is_inside = (table.c.t_ms >= start_ms, table.c.t_ms <= end_ms)
        query = self._samples_of(board, series).where(*is_inside).order_by(table.c.t_ms, table.c.n).limit(limit)
        return [Sample(board, series, row.value, row.t_ms, row.n if row.n >= 0 else None) for row in self._read(query)]

    def recent(self, board: str, series: str, limit: int, until_ms: int = LATEST_MS) -> list[tuple[int, float]]:
        """Return the (time, value) of the last `limit` samples until a moment, oldest first."""
        table = tables.samples
        until = self._samples_of(board, series).where(table.c.t_ms <= until_ms)
        latest = until.order_by(table.c.t_ms.desc(), table.c.n.desc()).limit(limit)
        return [(row.t_ms, row.value) for row in reversed(self._read(latest))]

    def measurements(
        self, start_ms: int, end_ms: int, board: str | None = None, series: str | None = None
    ) -> Iterator[MeasurementBlock]:
        """Give the samples with `start_ms <= t < end_ms` of the room, a board or a series, block after block."""
        table, boards = tables.series, tables.boards
        query = (
            select(table.c.id, boards.c.name.label("board"), table.c.name, boards.c.info)
            .join(boards, boards.c.id == table.c.board_id)
            .where(boards.c.room == self.room)
            .order_by(boards.c.name, table.c.name)
        )
        query = query if board is None else query.where(boards.c.name == board)
        query = query if series is None else query.where(table.c.name == series)
        every = [
            MeasuredSeries(row.id, row.board, row.name, unit_of(_info(row.info), row.name)) for row in self._read(query)
        ]
        return read_blocks(self._database, every, start_ms, end_ms)

    def blocks(self, board: str, stream: str, start_ms: int, end_ms: int) -> list[SampleBlock]:
        """Return the blocks of a stream that hold samples in `start_ms <= t < end_ms`, in order of time."""
        with self._database.reading() as connection:
            row_id = self._board_id(connection, board)
            return list(read_blocks_of(connection, row_id, stream, start_ms, end_ms, LONGEST_BLOCK_MS))

    def newest_block_ms(self, board: str, stream: str) -> int:
        """Return when the last block of a stream ends; 0 where there is none."""
        table = tables.sample_blocks
        with self._database.reading() as connection:
            row_id = self._board_id(connection, board)
            is_its = (table.c.board_id == row_id, table.c.stream == stream)
            t_ms = connection.scalar(select(func.max(table.c.t_ms)).where(*is_its)) or 0
            return max((one.end_ms for one in read_blocks_of(connection, row_id, stream, t_ms, t_ms + 1)), default=0)

    def streams(self, board: str) -> list[str]:
        """Return the streams of a board that came in blocks, by name."""
        with self._database.reading() as connection:
            is_its = tables.sample_blocks.c.board_id == self._board_id(connection, board)
            query = select(tables.sample_blocks.c.stream).where(is_its).distinct()
            return sorted(connection.scalars(query))

    def streams_of_all(self) -> list[tuple[str, str]]:
        """Return (board, stream) of all that came in blocks, by name: one look for a room of two hundred boards."""
        blocks, boards = tables.sample_blocks, tables.boards
        query = select(boards.c.name, blocks.c.stream).join(boards, boards.c.id == blocks.c.board_id).distinct()
        return sorted((row.name, row.stream) for row in self._read(query.where(boards.c.room == self.room)))

    def log_lines(self, board: str, limit: int = 200) -> list[LogLine]:
        """Return the last `limit` lines of a board, oldest first."""
        table, boards = tables.log_lines, tables.boards
        query = (
            select(table.c.t_ms, table.c.text)
            .join(boards, boards.c.id == table.c.board_id)
            .where(boards.c.room == self.room, boards.c.name == board)
            .order_by(table.c.number.desc())
            .limit(limit)
        )
        return [LogLine(row.t_ms, clean(row.text)) for row in reversed(self._read(query))]

    def deliveries(self) -> dict[int, tuple[int, int]]:
        """Return the packet ids committed and perhaps not acknowledged yet, with (digest, time noted in ms)."""
        table = tables.deliveries
        rows = self._read(select(table).where(table.c.room == self.room))
        return {row.packet_id: (row.digest, row.noted_ms) for row in rows}

    def forget_before(self, t_ms: int) -> int:
        """Delete the samples and lines before `t_ms`; return how many samples. SampleCounts stay as they were.

        One transaction for each series: the hub writes between them. On PostgreSQL, months of this room alone go whole.
        """
        inserts = inserts_of(self._database.engine)
        with self._turn() as connection:
            forgotten = retention.forget_months(connection, self.room, t_ms)
            every = retention.series_ids(connection, self.room)
        for series_id in every:
            with self._turn() as connection:
                forgotten += retention.forget_samples(connection, inserts, series_id, t_ms)
        with self._turn() as connection:
            retention.forget_lines(connection, self.room, t_ms)
            retention.forget_blocks(connection, self.room, t_ms)
        return forgotten

    def held(self) -> tuple[int, int]:
        """Count the samples, with the blocks of streams, and the log lines that are kept of the room now."""
        query = select(func.count()).select_from(
            tables.samples.join(tables.series, tables.series.c.id == tables.samples.c.series_id)
        )
        lines = select(func.count()).select_from(tables.log_lines)
        with self._database.reading() as connection:
            blocks = select(func.count()).select_from(tables.sample_blocks)
            return (
                (connection.scalar(self._of_room(query, tables.series.c.board_id)) or 0)
                + (connection.scalar(self._of_room(blocks, tables.sample_blocks.c.board_id)) or 0),
                connection.scalar(self._of_room(lines, tables.log_lines.c.board_id)) or 0,
            )

    def series_names(self) -> list[SeriesName]:
        """Return (board, series) of every series of the room."""
        table, boards = tables.series, tables.boards
        query = select(boards.c.name.label("board"), table.c.name).join(boards, boards.c.id == table.c.board_id)
        return [(row.board, row.name) for row in self._read(query.where(boards.c.room == self.room))]

    def close(self) -> None:
        """Close the database; calling it twice does nothing more."""
        self._database.close()

    def newest_ms(self) -> int:
        """Return the time of the latest sample of the room, from memory; 0 where there is none."""
        return self._writer.newest_ms

    @contextmanager
    def _turn(self) -> Iterator[Connection]:
        with self._writing, said_as_ours(self.place), self._writer.turn() as connection:
            yield connection

    def _until(self, record: SeriesRecord, board: str, until_ms: int | None) -> SeriesRecord:
        if until_ms is None or record.t_ms is None or record.t_ms <= until_ms:
            return record
        latest = self.recent(board, record.name, 1, until_ms)
        return replace(record, t_ms=latest[0][0], value=latest[0][1]) if latest else record

    def _samples_of(self, board: str, series: str) -> Select[Any]:
        boards, table = tables.boards, tables.series
        series_id = (
            select(table.c.id)
            .join(boards, boards.c.id == table.c.board_id)
            .where(boards.c.room == self.room, boards.c.name == board, table.c.name == series)
            .scalar_subquery()
        )
        return select(tables.samples).where(tables.samples.c.series_id == series_id)

    def _board_id(self, connection: Connection, board: str) -> int:
        is_one = (tables.boards.c.room == self.room, tables.boards.c.name == board)
        return connection.scalar(select(tables.boards.c.id).where(*is_one)) or 0

    def _of_room(self, query: Select[Any], board_id: Any) -> Select[Any]:
        return query.join(tables.boards, tables.boards.c.id == board_id).where(tables.boards.c.room == self.room)

    def _read(self, query: Select[Any]) -> list[Any]:
        with self._database.reading() as connection:
            return list(connection.execute(query))


def _series_record(row: Any) -> SeriesRecord:
    t_ms = row.top_ms if row.top_value is not None else None
    counts = (row.stored, row.late, row.missing, row.duplicates)
    return SeriesRecord(row.name, unit_of(_info(row.board_info), row.name), row.top_value, t_ms, *counts)


def _info(kept: str) -> dict[str, Any]:
    """Return what a board said of itself, fit to be shown; it may have been kept before there was a gate."""
    said = mended_json(kept)
    return said if isinstance(said, dict) else {}


def unit_of(info: dict[str, Any], series: str) -> str:
    """Return the unit a board announced for a series; `motion.ax` has that of `motion` where it has none itself."""
    units = info.get("series")
    if not isinstance(units, dict):
        return ""
    unit = units.get(series, units.get(series.partition(".")[0]))
    return unit if isinstance(unit, str) else ""
