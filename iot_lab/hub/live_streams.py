"""The topics `stream-<board>` of the live channel: every sample of fast streams, for pages that draw movements.

The topic `boards` holds what all pages show, thinned. Who records a movement sees it whole: each frame bears the blocks
as the board sent them, whole numbers and their divisor. A newcomer is given the last ten seconds. After an outage only
the last blocks of a backlog are shown; the store has them all.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iot_lab.live import LiveChannel, LiveTopic
    from iot_lab.store import SampleBlock
    from iot_lab.store.telemetry.records import SeriesName

STREAM: Final = "stream-"
BLOCKS_KEPT: Final = 24
BLOCKS_A_FRAME: Final = 8


class LiveStreams:
    """One topic for each board that has a stream."""

    def __init__(self, channel: LiveChannel) -> None:
        self._channel = channel
        self._topics: dict[str, LiveTopic] = {}
        self._kept: dict[str, deque[dict[str, Any]]] = {}

    def add(self, blocks: Mapping[SeriesName, list[SampleBlock]], now_ms: int) -> None:
        """Make a frame for each board whose streams brought something."""
        by_board: dict[str, list[dict[str, Any]]] = {}
        for (board, stream), found in blocks.items():
            by_board.setdefault(board, []).extend(block_json(stream, one) for one in found[-BLOCKS_A_FRAME:])
        for board, told in by_board.items():
            topic = self._topic(board)
            with topic.changing():
                self._kept[board].extend(told)
                topic.tell({"now": now_ms, "board": board, "blocks": told})

    def _topic(self, board: str) -> LiveTopic:
        known = self._topics.get(board)
        if known is None:
            kept: deque[dict[str, Any]] = deque(maxlen=BLOCKS_KEPT)
            self._kept[board] = kept
            known = self._channel.open(f"{STREAM}{board}", lambda: {"board": board, "blocks": list(kept)})
            self._topics[board] = known
        return known


def block_json(stream: str, block: SampleBlock) -> dict[str, Any]:
    """Return a block as pages take it."""
    columns = {name: list(column) for name, column in zip(block.names, block.columns, strict=True)}
    return {"stream": stream, "t": block.t_ms, "dt": block.dt_ms, "per": block.per, "v": columns}
