"""Takes of the AI bench: planned, found again, changed, brought from files and given to them.

The theory. The countdown is in one place, the database: recording writes spans of time that have not begun yet, and
whoever looks (a page that was loaded again, a room that was killed) sees from the clock alone whether a take is counted
down, running or over. Nothing has to happen at its end: its samples are those that the board dated within it, also
those that an outage held up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.learning.takes import is_label, is_person, next_person
from iot_lab.store import TakeRecord
from iot_lab.workshop.ai.errors import AiRequestWrong
from iot_lab.workshop.ai.take_samples import RecordedTake, TakeSamples, block_of_series, samples_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from iot_lab.learning.takes import Take
    from iot_lab.store import RecordingsStore, SampleBlock, TelemetryStore

COUNTDOWN_MS: Final = 3_000
PAUSE_MS: Final = 2_000
"""Between two takes in a row."""
SHORTEST_MS, LONGEST_MS = 500, 600_000
MOST_IN_A_ROW, MOST_BOARDS = 10, 10
SETTLED_MS: Final = 60_000
MOST_OF_SERIES: Final = 20_000
ANSWERS: Final = "answer"
"""What a model publishes is not recorded to teach one."""


def root_of(series: str) -> str:
    """Return the name under which a series was published: `acceleration` of `acceleration.x`."""
    return series.partition(".")[0]


class RecordedTakes:
    """The takes of one room."""

    def __init__(self, recordings: RecordingsStore, store: TelemetryStore) -> None:
        self._recordings, self._store = recordings, store
        self._settled: dict[tuple[int, int, int], TakeSamples] = {}

    def record(
        self, project: str, sources: Sequence[tuple[str, str]], label: str, person: str, day: str,
        seconds: float, count: int, now_ms: int, *, is_one_each: bool = False,
    ) -> list[TakeRecord]:  # fmt: skip
        """Plan takes of (board, stream) pairs, one or many in a row, after a countdown. Raises AiRequestWrong.

        `is_one_each`: each board is moved by somebody else, the first by `person`, the others by the letters after.
        """
        length_ms = round(seconds * 1000)
        is_asked_well = is_label(label) and is_person(person) and SHORTEST_MS <= length_ms <= LONGEST_MS
        if not (is_asked_well and 1 <= count <= MOST_IN_A_ROW and 0 < len(sources) <= MOST_BOARDS):
            raise AiRequestWrong
        boards = list(dict.fromkeys(board for board, _ in sources))
        people = {board: next_person(person, boards.index(board) if is_one_each else 0) for board in boards}
        planned = []
        for turn in range(count):
            start_ms = now_ms + COUNTDOWN_MS + turn * (length_ms + PAUSE_MS)
            for board, stream in sources:
                who, end_ms = people[board], start_ms + length_ms
                planned.append(TakeRecord(project, board, stream, label, who, day, start_ms, end_ms))
        self.stop(project, now_ms)
        return self._recordings.add(planned)

    def stop(self, project: str, now_ms: int) -> None:
        """End the take that runs where it is, and give up those that have not begun."""
        for take in self._recordings.takes(project):
            if take.end_ms > now_ms and take.data is None:
                if take.start_ms + SHORTEST_MS > now_ms:
                    self._recordings.change(project, take.id, deleted_ms=now_ms)
                else:
                    self._recordings.change(project, take.id, end_ms=now_ms)

    def planned(self, project: str, now_ms: int) -> list[TakeRecord]:
        """Return the takes that are counted down or running, the next one first."""
        return [take for take in self._recordings.takes(project) if take.end_ms > now_ms and take.data is None]

    def takes(self, project: str, now_ms: int) -> list[RecordedTake]:
        """Return the takes that are over, oldest first."""
        over = [take for take in self._recordings.takes(project) if take.end_ms <= now_ms or take.data is not None]
        newest = {source: self._newest_ms(*source) for source in {(one.board, one.stream) for one in over}}
        return [RecordedTake(one, self._samples(one, newest[one.board, one.stream], now_ms)) for one in over]

    def streams(self) -> list[tuple[str, str]]:
        """Return (board, stream) of all streams there are."""
        return self._store.streams_of_all()

    def slow_series(self, streams: Collection[tuple[str, str]]) -> list[tuple[str, str]]:
        """Return (board, name) of what is published one sample at a time, and can be recorded too.

        `streams` are the others, which come in blocks.
        """
        named = dict.fromkeys((board, root_of(name)) for board, name in self._store.series_names())
        return sorted(one for one in named if one not in streams and one[1] != ANSWERS)

    def delete(self, project: str, take_id: int, now_ms: int) -> None:
        """Put a take in the bin. Raises TakeUnknown."""
        self._recordings.change(project, take_id, deleted_ms=now_ms)

    def restore(self, project: str, take_id: int) -> None:
        """Take it out again. Raises TakeUnknown."""
        self._recordings.change(project, take_id, deleted_ms=None)

    def relabel(self, project: str, take_id: int, label: str, person: str) -> None:
        """Say what it was, or who. Raises TakeUnknown, AiRequestWrong."""
        if not (is_label(label) and is_person(person)):
            raise AiRequestWrong
        self._recordings.change(project, take_id, label=label, person=person)

    def trim(self, project: str, take_id: int, start_s: float, end_s: float) -> None:
        """Cut seconds off its start and its end (below zero: give them back). Raises TakeUnknown, AiRequestWrong."""
        take = self._recordings.take(project, take_id)
        start_ms, end_ms = take.start_ms + round(start_s * 1000), take.end_ms - round(end_s * 1000)
        if not SHORTEST_MS <= end_ms - start_ms <= LONGEST_MS:
            raise AiRequestWrong
        self._recordings.change(project, take_id, start_ms=start_ms, end_ms=end_ms)

    def bring(self, project: str, found: Sequence[Take], now_ms: int, day: str) -> int:
        """Keep takes that came in a file; return how many."""
        from iot_lab.workshop.ai.taken_files import record_of

        self._recordings.add([record_of(project, take, now_ms, day) for take in found])
        return len(found)

    def learning_takes(self, project: str, now_ms: int) -> list[Take]:
        """Return the takes as models learn from them; those without a sample are left out."""
        from iot_lab.workshop.ai.taken_files import learning_takes_of

        return learning_takes_of([one for one in self.takes(project, now_ms) if one.samples.size])

    def _samples(self, take: TakeRecord, newest_ms: int, now_ms: int) -> TakeSamples:
        key = (take.id, take.start_ms, take.end_ms)
        known = self._settled.get(key)
        if known is not None:
            return known
        if take.data is not None and take.data_ms is not None:
            from iot_lab.workshop.ai.taken_files import block_of

            blocks = [block_of(take)]
        else:
            blocks = self._blocks(take)
        found = samples_of(blocks, take.start_ms, take.end_ms, newest_ms, now_ms)
        if found.state in ("complete", "late") and now_ms > take.end_ms + SETTLED_MS:
            self._settled[key] = found
        return found

    def _blocks(self, take: TakeRecord) -> list[SampleBlock]:
        found = self._store.blocks(take.board, take.stream, take.start_ms, take.end_ms)
        if found or take.stream in self._store.streams(take.board):
            return found
        series = {
            name.removeprefix(f"{take.stream}."): self._store.samples(
                take.board, name, take.start_ms, take.end_ms - 1, MOST_OF_SERIES
            )
            for name in self._series(take.board, take.stream)
        }
        block = block_of_series(series)
        return [block] if block is not None else []

    def _series(self, board: str, root: str) -> list[str]:
        """Return the series of a board that were published together under a name."""
        names = [name for owner, name in self._store.series_names() if owner == board]
        return [name for name in names if root_of(name) == root]

    def _newest_ms(self, board: str, stream: str) -> int:
        newest = self._store.newest_block_ms(board, stream)
        latest = [self._store.recent(board, name, 1) for name in self._series(board, stream)] if not newest else []
        return max((one[0][0] for one in latest if one), default=newest)
