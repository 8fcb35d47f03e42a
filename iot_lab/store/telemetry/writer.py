"""One batch, one transaction: samples, roll-ups, counts, boards, lines and deliveries, all or nothing.

The theory. The order and the counts of every series are kept in memory, since asking the database for each sample
would cost more than storing it. A transaction works on copies of what it touches; they take the place of the originals
only after the commit, so a batch that failed changed nothing and can be given again as it is. A sample that is later
than all of its series cannot be known; only others are looked for in the table, a batch at a time.

Several programs may write one room, one transaction after the other (write_order.py): what another wrote meanwhile is
read again before anything is counted, so a sample that both received is stored, counted and rolled up once.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import delete, insert, select, update

from iot_lab.store.dialect import for_writing
from iot_lab.store.telemetry import catalogue
from iot_lab.store.telemetry.block_writing import (
    add_blocks,
    count_again,
    count_block,
    key_of,
    known_blocks,
    move_blocks,
    series_of,
)
from iot_lab.store.telemetry.counting import counts_of
from iot_lab.store.telemetry.inserts import inserts_of
from iot_lab.store.telemetry.records import Batch, SampleCounts, Written
from iot_lab.store.telemetry.renaming import join_boards
from iot_lab.store.telemetry.rollups import every_width, watch_rate
from iot_lab.store.telemetry.tables import boards, deliveries, log_lines, samples
from iot_lab.store.telemetry.write_order import number_of, take_turn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection, Engine

    from iot_lab.store.telemetry.catalogue import BoardRow
    from iot_lab.store.telemetry.counting import SeriesState
    from iot_lab.store.telemetry.inserts import Inserts
    from iot_lab.store.telemetry.records import Reading, RollupRow, SampleBlock, SampleRow, SeriesName

LOG_LINES_KEPT: Final = 2_000
"""For each board."""
_TIMES_A_QUERY: Final = 500


class Writer:
    """Writes a room's data. Not safe to call from two threads at once (TelemetryStore sees to it)."""

    def __init__(self, engine: Engine, room: str) -> None:
        self._engine = for_writing(engine)
        self._room = room
        self._inserts = inserts_of(engine)
        with engine.begin() as connection:
            self._number = number_of(connection, room)
            self._know(*self._read(connection))

    @contextmanager
    def turn(self) -> Iterator[Connection]:
        """Give a transaction that no other program's writing of this room overlaps, with all of theirs known here."""
        with self._engine.begin() as connection:
            number = take_turn(connection, self._room)
            if number != self._number + 1:
                self._know(*self._read(connection))
            yield connection
        self._number = number

    def _read(self, connection: Connection) -> tuple[dict[str, BoardRow], dict[SeriesName, SeriesState]]:
        return catalogue.read_boards(connection, self._room), catalogue.read_series(connection, self._room)

    def _know(self, known_boards: dict[str, BoardRow], known_series: dict[SeriesName, SeriesState]) -> None:
        self._boards, self._series = known_boards, known_series
        self.totals = counts_of(known_series.values())
        self.newest_ms = max((state.top_ms for state in known_series.values()), default=0)

    def write(self, batch: Batch) -> Written:
        """Write a batch; raises sqlalchemy's errors, and then nothing was written."""
        with self.turn() as connection:
            work = _Transaction(connection, self._inserts, self._room, self._boards, self._series)
            written = work.write(batch)
        self._boards.update(work.boards)
        self._series.update(work.series)
        self.newest_ms = max(self.newest_ms, *(state.top_ms for state in work.series.values()), 0)
        self.totals = self.totals.plus(written.change)
        return written

    def rename(self, old: str, new: str) -> None:
        """Let a board's rows have another name (renaming.py); raises sqlalchemy's errors, and then nothing changed."""
        if old == new:
            return
        with self.turn() as connection:
            if old not in self._boards:
                return
            kept = self._join(connection, old, new) if new in self._boards else old
            found = update(boards).where(boards.c.id == self._boards[kept].id)
            connection.execute(found.values(name=new))
            known = self._read(connection)
        self._know(*known)

    def _join(self, connection: Connection, one: str, other: str) -> str:
        """Make one of two boards; return the name of the row that stays."""
        gone, kept = sorted((one, other), key=self._stored)
        work = _Transaction(connection, self._inserts, self._room, self._boards, self._series)

        def add(series: str, readings: list[Reading]) -> None:
            work.write_readings({(kept, series): readings})

        def add_blocks(stream: str, blocks: list[SampleBlock]) -> None:
            work.write_blocks({(kept, stream): blocks})

        gone_id, kept_id = self._boards[gone].id, self._boards[kept].id
        move_blocks(connection, gone_id, add_blocks)
        join_boards(connection, gone_id, kept_id, add, LOG_LINES_KEPT)
        return kept

    def _stored(self, board: str) -> int:
        return sum(state.stored for (name, _), state in self._series.items() if name == board)


class _Transaction:
    """The working copies of one transaction: `boards` and `series` hold what it changed."""

    def __init__(
        self,
        connection: Connection,
        inserts: Inserts,
        room: str,
        known_boards: dict[str, BoardRow],
        known_series: dict[SeriesName, SeriesState],
    ) -> None:
        self._connection = connection
        self._inserts = inserts
        self._room = room
        self._known_boards = known_boards
        self._known_series = known_series
        self.boards: dict[str, BoardRow] = {}
        self.series: dict[SeriesName, SeriesState] = {}

    def write(self, batch: Batch) -> Written:
        self._write_boards(batch)
        self._write_log(batch)
        self._write_deliveries(batch)
        written = self.write_readings(batch.readings)
        return self.write_blocks(batch.blocks, written) if batch.blocks else written

    def _board(self, name: str) -> BoardRow:
        known = self.boards.get(name) or self._known_boards.get(name)
        if known is None:
            known = self.boards[name] = catalogue.add_board(self._connection, self._room, name)
        return known

    def _state(self, name: SeriesName) -> SeriesState:
        """Return a copy of a series' state, for this transaction to change."""
        known = self.series.get(name) or self._known_series.get(name)
        copy = known.copy() if known else catalogue.add_series(self._connection, self._board(name[0]).id, name[1])
        self.series[name] = copy
        return copy

    def _write_boards(self, batch: Batch) -> None:
        of_boards: tuple[tuple[str, Iterable[tuple[str, object]]], ...] = (
            ("kind", batch.kinds.items()),
            ("seen_ms", batch.seen_ms.items()),
            ("state", batch.states.items()),
            ("info", [(name, json.dumps(info)) for name, info in batch.infos.items()]),
        )
        for column, said in of_boards:
            rows = [(self._board(name).id, value) for name, value in said]
            self._inserts.change(self._connection, boards, ("id", column), rows)

    def _write_log(self, batch: Batch) -> None:
        rows: list[dict[str, Any]] = []
        for name, line in batch.log:
            board = self._board(name)
            rows.append({"board_id": board.id, "number": board.log_count, "t_ms": line.t_ms, "text": line.text})
            self.boards[name] = replace(board, log_count=board.log_count + 1)
        if not rows:
            return
        self._connection.execute(insert(log_lines), rows)
        for name in {name for name, _ in batch.log}:
            self._trim_log(self.boards[name])

    def _trim_log(self, board: BoardRow) -> None:
        set_count = update(boards).where(boards.c.id == board.id).values(log_count=board.log_count)
        self._connection.execute(set_count)
        is_old = log_lines.c.number < board.log_count - LOG_LINES_KEPT
        self._connection.execute(delete(log_lines).where(log_lines.c.board_id == board.id, is_old))

    def _write_deliveries(self, batch: Batch) -> None:
        if batch.deliveries_kept_from_ms is not None:
            is_old = deliveries.c.noted_ms < batch.deliveries_kept_from_ms
            self._connection.execute(delete(deliveries).where(deliveries.c.room == self._room, is_old))
        if batch.deliveries:
            same = {"room": self._room, "noted_ms": batch.now_ms}
            rows = [{"packet_id": packet, "digest": digest, **same} for packet, digest in batch.deliveries.items()]
            self._inserts.put_deliveries(self._connection, rows)

    def write_readings(self, readings: dict[SeriesName, list[Reading]]) -> Written:
        """Write readings, counted and rolled up."""
        states = [self._state(name) for name in readings]
        before = counts_of(states)
        added: dict[SeriesName, list[Reading]] = {}
        sample_rows: list[SampleRow] = []
        rollup_rows: list[RollupRow] = []
        for state, (name, of_series) in zip(states, readings.items(), strict=True):
            new = self._add_new(state, of_series, sample_rows)
            if new:
                added[name] = new
                rollup_rows += _rollup_rows(state, new)
        self._inserts.add_samples(self._connection, sample_rows)
        self._inserts.add_rollups(self._connection, rollup_rows)
        catalogue.save_series(self._connection, self._inserts, states)
        return Written(added, counts_of(states).minus(before))

    def write_blocks(self, blocks: dict[SeriesName, list[SampleBlock]], written: Written | None = None) -> Written:
        """Write blocks of streams, counted and rolled up, beside what was written already."""
        before = SampleCounts()
        touched: dict[SeriesName, SeriesState] = {}
        added = dict(written.readings) if written else {}
        new: dict[SeriesName, list[SampleBlock]] = {}
        counted: dict[SeriesName, list[Reading]] = {}
        sample_rows: list[SampleRow] = []
        for (board, stream), of_stream in blocks.items():
            known = known_blocks(self._connection, self._board(board).id, stream, of_stream)
            fresh: list[tuple[int, SampleBlock]] = []
            for block in of_stream:
                names = [(board, series_of(stream, name)) for name in block.names]
                for name in names:
                    if name not in touched:
                        touched[name] = self._state(name)
                        before = before.plus(touched[name].counts())
                states = [touched[name] for name in names]
                key = key_of(block, states[0])
                if (block.t_ms, key) in known:
                    count_again(states, block)
                    continue
                known.add((block.t_ms, key))
                fresh.append((key, block))
                for column, name in enumerate(names):
                    readings, shown, rows = count_block(states[column], block, column)
                    counted.setdefault(name, []).extend(readings)
                    added.setdefault(name, []).append(shown)
                    sample_rows += rows
            add_blocks(self._connection, self._board(board).id, stream, fresh)
            if fresh:
                new[board, stream] = [block for _, block in fresh]
        self._inserts.add_samples(self._connection, sample_rows)
        rollup_rows = [row for name, readings in counted.items() for row in _rollup_rows(touched[name], readings)]
        self._inserts.add_rollups(self._connection, rollup_rows)
        catalogue.save_series(self._connection, self._inserts, touched.values())
        change = counts_of(touched.values()).minus(before)
        return Written(added, change if written is None else written.change.plus(change), new)

    def _add_new(self, state: SeriesState, readings: list[Reading], rows: list[SampleRow]) -> list[Reading]:
        """Count readings and append the rows of those not stored before; return these readings."""
        stored: set[tuple[int, int]] | None = None
        new: list[Reading] = []
        for place, reading in enumerate(readings):
            key = state.key_of(reading)
            identity = (reading.t_ms, key)
            if identity <= (state.top_ms, state.top_key):
                if stored is None:
                    stored = self._stored_identities(state, readings[place:])
                    stored.update((row[1], row[2]) for row in rows[len(rows) - len(new) :])
                if identity in stored:
                    state.duplicates += 1
                    continue
            if stored is not None:
                stored.add(identity)
            state.add(reading, key)
            watch_rate(state, reading.t_ms)
            rows.append((state.id, reading.t_ms, key, reading.value))
            new.append(reading)
        return new

    def _stored_identities(self, state: SeriesState, readings: list[Reading]) -> set[tuple[int, int]]:
        """Return which (time, key) are in the table, for the times of these readings."""
        times = sorted({reading.t_ms for reading in readings})
        found: set[tuple[int, int]] = set()
        for first in range(0, len(times), _TIMES_A_QUERY):
            is_one = samples.c.t_ms.in_(times[first : first + _TIMES_A_QUERY])
            query = select(samples.c.t_ms, samples.c.n).where(samples.c.series_id == state.id, is_one)
            found.update((t_ms, key) for t_ms, key in self._connection.execute(query))
        return found


def _rollup_rows(state: SeriesState, readings: list[Reading]) -> list[RollupRow]:
    widths = every_width(state, readings)
    return [(state.id, width, start, *bucket) for width, buckets in widths.items() for start, bucket in buckets.items()]
