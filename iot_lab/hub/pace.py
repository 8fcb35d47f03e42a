"""How often: the wait between two transactions, and what was written but not shown yet. Pure.

Between two transactions there is a tenth of a second, more where they take longer. One case needs less: a broker that
sends only so many messages before it waits for acknowledgements (mosquitto: 20) gives batches of the same size again
and again; it is answered sooner, or it would throttle its publishers to that window ten times a second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.store import Batch

if TYPE_CHECKING:
    from iot_lab.store import Reading, SampleBlock, Written
    from iot_lab.store.telemetry.records import SeriesName

SHORTEST_GAP_S: Final = 0.1
LONGEST_GAP_S: Final = 1.0
WINDOW_GAP_S: Final = 0.01
LEAST_WINDOW: Final = 10
RETRY_S: Final = (0.2, 5.0)


class Pace:
    """The wait after each turn of the writer."""

    def __init__(self) -> None:
        self._gap_s = SHORTEST_GAP_S
        self._last_size = 0

    def after_writing(self, messages: int, took_s: float) -> float:
        """Return the wait after a turn that wrote `messages` in `took_s` seconds."""
        is_window = messages == self._last_size and messages >= LEAST_WINDOW
        self._last_size = messages
        self._gap_s = WINDOW_GAP_S if is_window else min(LONGEST_GAP_S, max(SHORTEST_GAP_S, took_s))
        return self._gap_s

    def after_failing(self) -> float:
        """Return the wait before a store that refuses is tried again, longer each time."""
        self._gap_s = min(RETRY_S[1], max(RETRY_S[0], self._gap_s * 2))
        return self._gap_s


class News:
    """What was written since the last frame; times in seconds of any steady clock."""

    def __init__(self) -> None:
        self._batch = Batch()
        self._readings: dict[SeriesName, list[Reading]] = {}
        self._blocks: dict[SeriesName, list[SampleBlock]] = {}
        self._is_empty = True
        self._shown_s = float("-inf")

    def add(self, batch: Batch, written: Written) -> None:
        """Keep what one transaction wrote."""
        mine = self._batch
        mine.kinds |= batch.kinds
        mine.seen_ms |= batch.seen_ms
        mine.states |= batch.states
        mine.infos |= batch.infos
        mine.log += batch.log
        for name, readings in written.readings.items():
            self._readings.setdefault(name, []).extend(readings)
        for name, blocks in written.blocks.items():
            self._blocks.setdefault(name, []).extend(blocks)
        self._is_empty = False

    def due_in(self, now_s: float) -> float | None:
        """Return how long until the next frame may be made; None where there is nothing to show."""
        return None if self._is_empty else max(0.0, self._shown_s + SHORTEST_GAP_S - now_s)

    def take_blocks(self) -> dict[SeriesName, list[SampleBlock]]:
        """Return the blocks of streams there are to show, and begin again."""
        taken, self._blocks = self._blocks, {}
        return taken

    def take(self, now_s: float) -> tuple[Batch, dict[SeriesName, list[Reading]]]:
        """Return what there is to show, and begin again."""
        taken = self._batch, self._readings
        self._batch, self._readings, self._is_empty, self._shown_s = Batch(), {}, True, now_s
        return taken
