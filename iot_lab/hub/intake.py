"""Messages into one batch for the store: routes, rights to exist, repeats, refusals. Pure.

A message is refused for a reason that is counted; it is acknowledged all the same, since it would be refused again.
"""

from __future__ import annotations

import zlib
from collections import Counter
from typing import TYPE_CHECKING, Final

from iot_lab.hub import decode
from iot_lab.hub.limits import Limits, RateLimit
from iot_lab.hub.routes import Route, Routes
from iot_lab.hub.values import Refused
from iot_lab.store import Batch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iot_lab.hub.messages import Message
    from iot_lab.store import Reading
    from iot_lab.store.records import BoardState, SeriesName

DELIVERIES_KEPT_MS: Final = 3_600_000
"""A broker that was killed redelivers within this time; later, a packet identifier means another message."""


class Intake:
    """What the hub knows of a room while it sorts messages."""

    def __init__(self, room: str, limits: Limits, series: Iterable[SeriesName], deliveries: dict[int, int]) -> None:
        self._limits = limits
        self._routes = Routes(room)
        self._rate = RateLimit(limits.messages_per_s, limits.burst_messages)
        self._series: dict[str, set[str]] = {}
        for board, name in series:
            self._series.setdefault(board, set()).add(name)
        self._deliveries = deliveries
        """Packet identifier -> digest of messages that are stored and bear no identity of their own."""
        self._states: dict[str, BoardState] = {}
        self.refused: Counter[str] = Counter()

    def sort(self, messages: Iterable[Message], now_ms: int) -> Batch:
        """Return what the messages ask to be written."""
        batch = Batch(now_ms=now_ms, deliveries_kept_from_ms=now_ms - DELIVERIES_KEPT_MS)
        for message in messages:
            try:
                self._sort_one(message, batch)
            except Refused as refusal:
                self.refused[refusal.reason] += 1
        return batch

    def _sort_one(self, message: Message, batch: Batch) -> None:
        if message.payload is None:
            raise Refused("size")
        route = self._routes.of(message.topic)
        if route.kind == "ignored":
            return
        if route.kind == "refused":
            raise Refused("topic")
        if not self._rate.allows(route.board, message.arrival_ms):
            raise Refused("rate")
        self._know_board(route.board)
        if route.kind in {"data", "foreign"}:
            self._sort_readings(route, message, message.payload, batch)
        else:
            self._sort_news(route, message, message.payload, batch)
        if not message.is_retained:
            batch.seen_ms[route.board] = message.arrival_ms
        else:
            batch.seen_ms.setdefault(route.board, message.arrival_ms)

    def _sort_readings(self, route: Route, message: Message, payload: bytes, batch: Batch) -> None:
        read = decode.data if route.kind == "data" else decode.foreign
        found = read(route.series, payload, message.arrival_ms, self._limits)
        if self._is_repeated(message, payload, found, batch):
            return
        for name, reading in found:
            self._know_series(route.board, name)
            batch.readings.setdefault((route.board, name), []).append(reading)
        if not message.is_retained:
            self._set_state(route.board, "online", batch)

    def _sort_news(self, route: Route, message: Message, payload: bytes, batch: Batch) -> None:
        if route.kind == "info":
            batch.infos[route.board] = decode.info(payload, self._limits)
        elif route.kind == "log":
            batch.log += [(route.board, line) for line in decode.log(payload, message.arrival_ms, self._limits)]
        else:
            state = decode.status(payload) if route.kind == "status" else decode.availability(payload)
            # Retained, "online" may date from before a crash; a board that lives says it again, or sends data.
            if not (message.is_retained and state == "online"):
                self._set_state(route.board, state, batch)

    def _is_repeated(self, message: Message, payload: bytes, found: list[tuple[str, Reading]], batch: Batch) -> bool:
        """Say whether a message without identity of its own is stored already; remember it where it is not."""
        if not message.qos or all(reading.n is not None and not reading.is_stamped for _, reading in found):
            return False
        digest = zlib.crc32(payload, zlib.crc32(message.topic))
        if message.is_repeat and self._deliveries.get(message.packet_id) == digest:
            return True
        self._deliveries[message.packet_id] = digest
        batch.deliveries[message.packet_id] = digest
        return False

    def _set_state(self, board: str, state: BoardState, batch: Batch) -> None:
        if self._states.get(board) != state:
            self._states[board] = state
            batch.states[board] = state

    def _know_board(self, board: str) -> None:
        if board not in self._series:
            if len(self._series) >= self._limits.boards:
                raise Refused("boards")
            self._series[board] = set()

    def _know_series(self, board: str, name: str) -> None:
        known = self._series[board]
        if name not in known:
            if len(known) >= self._limits.series_per_board:
                raise Refused("series")
            known.add(name)
