"""Messages into one batch for the store: routes, rights to exist, repeats, refusals. Pure: time comes with messages.

A message is refused for a reason that is counted; it is acknowledged all the same, since it would be refused again.
What is remembered here (boards, series, deliveries) is right because the hub tries each batch until it is written.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from iot_lab.hub import decode, device_values
from iot_lab.hub.deliveries import Deliveries
from iot_lab.hub.limits import BoardRateLimit, HubLimits
from iot_lab.hub.naming import DeviceNames, source_of
from iot_lab.hub.places import NoAccounts, PlacesForNames
from iot_lab.hub.places_for_series import PlacesForSeries
from iot_lab.hub.refusals import Refusals
from iot_lab.hub.routes import IGNORED, Route, Routes, device_name
from iot_lab.hub.subscriptions import ANY_DEVICE
from iot_lab.hub.values import MessageRefused
from iot_lab.store import Batch, SampleBlock, series_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from iot_lab.hub.messages import ReceivedMessage
    from iot_lab.hub.places import KnownAccounts
    from iot_lab.store import BoardKind, BoardState, Reading
    from iot_lab.store.telemetry.records import SeriesName

_log = logging.getLogger(__name__)


class Intake:
    """What the hub knows of a room while it sorts messages."""

    def __init__(
        self,
        room: str,
        limits: HubLimits,
        kinds: Mapping[str, BoardKind],
        series: Iterable[SeriesName],
        deliveries: Mapping[int, tuple[int, int]],
        devices: Sequence[str] = ANY_DEVICE,
        infos: Mapping[str, Mapping[str, Any]] | None = None,
        accounts: KnownAccounts | None = None,
    ) -> None:
        """Begin with what the store knows: boards and their kinds, series, packet id -> (digest, time noted in ms).

        `infos` are the descriptions of devices.
        """
        self._limits = limits
        accounts = accounts or NoAccounts()
        self._routes = Routes(room, devices, lambda: accounts.root_levels)
        self._places = PlacesForNames(limits, kinds, infos or {}, accounts)
        self._names = DeviceNames(infos or {})
        self._originals: set[str] = set()
        self._rate = BoardRateLimit(limits.messages_per_s, limits.burst_messages)
        self._kinds: dict[str, BoardKind] = dict(kinds)
        self._series = PlacesForSeries(limits, series)
        self._states: dict[str, BoardState] = {}
        self._renamed: dict[str, str] = {}
        self.deliveries = Deliveries(deliveries)
        self.refusals = Refusals()
        self.repeated = 0

    @property
    def refused(self) -> Mapping[str, int]:
        """How many messages were refused for which reason."""
        return self.refusals.by_reason

    def is_board(self, name: str) -> bool:
        """Say whether a name is that of a board of ours, not of another device."""
        return self._kinds.get(name) == "board"

    def rename(self, old: str, new: str) -> None:
        """Take what a board still says under its old name as its new one's, until somebody joins who has that name."""
        self._renamed.pop(new, None)
        self._renamed[old] = new
        self._kinds[new] = self._kinds.pop(old, "board")
        self._series.rename(old, new)
        self._states.pop(old, None)

    def sort(self, messages: Iterable[ReceivedMessage], now_ms: int) -> Batch:
        """Return what the messages ask to be written."""
        batch = Batch(now_ms=now_ms)
        for message in messages:
            try:
                self._sort_one(message, batch)
            except MessageRefused as refusal:
                self.refusals.add(message.topic, refusal.reason, message.arrival_ms)
            except Exception:  # noqa: BLE001 - our fault, but one message must never stop all others
                _log.exception("a message on %r could not be read", message.topic)
                self.refusals.add(message.topic, "fault", message.arrival_ms)
        return batch

    def _sort_one(self, message: ReceivedMessage, batch: Batch) -> None:
        if message.qos and self.deliveries.is_repeat(message):
            self.repeated += 1
            return
        route = self._named_now(self._routes.of(message.topic), message)
        if route.kind == "ignored":
            return
        if route.kind == "refused":
            raise MessageRefused(route.reason)
        if message.payload is None:
            raise MessageRefused("size")
        if not self._rate.allows(route.board, message.arrival_ms):
            raise MessageRefused("rate")
        if route.kind == "data":
            found = decode.data(route.series, message.payload, message.arrival_ms, self._limits)
            if isinstance(found, SampleBlock):
                self._take_block(route.board, route.series, found, message, batch)
            else:
                self._take_readings(route.board, "board", found, message, batch)
        elif route.told is None:
            self._sort_news(route, message, message.payload, batch)
        elif not self._is_availability(route, message, message.payload, batch):
            self._sort_device(route, message, message.payload, batch)

    def _named_now(self, route: Route, message: ReceivedMessage) -> Route:
        new = self._renamed.get(route.board)
        if new is None:
            return route
        if route.kind not in {"status", "info"}:
            return route._replace(board=new)
        if message.is_retained or (message.payload and decode.status(message.payload) == "offline"):
            return IGNORED  # what the broker kept of the old name, or its last will
        del self._renamed[route.board]
        return route

    def _sort_device(self, route: Route, message: ReceivedMessage, payload: bytes, batch: Batch) -> None:
        """Take the numbers of a device, or of a topic that belongs to a board's program."""
        assert route.told is not None
        if route.told.copy_of in self._originals:
            return
        said = device_values.read(route.told, payload, message.arrival_ms, self._limits)
        if said.left_out and not said.values:
            raise MessageRefused("number")
        if message.is_retained and said.values:
            said.values = [one for one in said.values if not one.reading.is_stamped]
            if not said.values:
                raise MessageRefused("retained")  # the last value of some earlier moment, and nobody knows which
        if not said.values:
            return  # text of another device
        source, kind = source_of(said.source), "board" if route.kind == "program" else "device"
        name = route.board if kind == "board" else self._names.device(source, device_name(said.device))
        series = self._names.series(name, [(one.source, one.wish) for one in said.values])
        found = [(one, value.reading) for one, value in zip(series, said.values, strict=True)]
        self._take_readings(name, kind, found, message, batch)  # type: ignore[arg-type]
        self._describe(name, source, series, said, batch, is_ours=kind == "board")
        if route.told.original:
            self._originals.add(route.told.original)
        if said.left_out:
            self.refusals.note(message.topic, "left-out", message.arrival_ms)

    def _describe(
        self,
        name: str,
        source: str,
        series: list[str],
        said: device_values.DeviceValues,
        batch: Batch,
        *,
        is_ours: bool,
    ) -> None:
        """Keep who has which name; a board describes itself."""
        pairs = list(zip(series, said.values, strict=True))
        units = {one: value.unit for one, value in pairs if value.unit}
        description = self._names.keep(name, source, {value.source: one for one, value in pairs}, units)
        if description is not None and not is_ours:
            batch.infos[name] = description

    def _take_readings(
        self, board: str, kind: BoardKind, found: list[tuple[str, Reading]], message: ReceivedMessage, batch: Batch
    ) -> None:
        is_stamped = any(reading.is_stamped for _, reading in found)
        self._admit(board, kind, [name for name, _ in found], message, batch, is_stamped=is_stamped)
        for name, reading in found:
            batch.readings.setdefault((board, name), []).append(reading)

    def _take_block(self, board: str, stream: str, block: SampleBlock, message: ReceivedMessage, batch: Batch) -> None:
        names = [series_of(stream, name) for name in block.names]
        self._admit(board, "board", names, message, batch, is_stamped=block.is_stamped)
        batch.blocks.setdefault((board, stream), []).append(block)

    def _admit(
        self,
        board: str,
        kind: BoardKind,
        series: list[str],
        message: ReceivedMessage,
        batch: Batch,
        *,
        is_stamped: bool,
    ) -> None:
        """Let a board's measures in, or raise MessageRefused."""
        if message.is_retained and is_stamped:
            raise MessageRefused("retained")  # the last value of some earlier moment, and nobody knows which
        self._know_board(board, kind, message, batch)
        self._series.take(board, series, message.arrival_ms)
        if is_stamped:
            self._note(message, batch)
        if not message.is_retained:
            self._see(board, message, batch)
            self._set_state(board, "online", batch)

    def _is_availability(self, route: Route, message: ReceivedMessage, payload: bytes, batch: Batch) -> bool:
        """Take what says whether a device is there; False where it says something else."""
        assert route.told is not None
        state = decode.availability(payload) if route.kind == "availability" else None
        if state is None:
            return False
        source = source_of(route.told.source)
        name = self._names.device(source, route.board)
        self._know_board(name, "device", message, batch)
        description = self._names.keep(name, source, {}, {})
        if description is not None:
            batch.infos[name] = description
        self._take_state(name, state, message, batch)
        return True

    def _sort_news(self, route: Route, message: ReceivedMessage, payload: bytes, batch: Batch) -> None:
        if route.kind == "info":
            said = decode.info(payload, self._limits)
            self._know_board(route.board, "board", message, batch)
            batch.infos[route.board] = said
        elif route.kind == "log":
            lines = decode.log(payload, message.arrival_ms, self._limits)
            self._know_board(route.board, "board", message, batch)
            batch.log += [(route.board, line) for line in lines]
            self._note(message, batch)
        else:
            state = decode.status(payload)
            self._know_board(route.board, "board", message, batch)
            self._take_state(route.board, state, message, batch)
            return
        self._see(route.board, message, batch)

    def _take_state(self, board: str, state: BoardState, message: ReceivedMessage, batch: Batch) -> None:
        # Retained, "online" may date from before a crash; a board that lives says it again, or sends data.
        if not (message.is_retained and state == "online"):
            self._set_state(board, state, batch)
        if state == "online" and not message.is_retained:
            batch.states[board] = state  # said again, it began again: it will be given the time
        self._see(board, message, batch)

    def _see(self, board: str, message: ReceivedMessage, batch: Batch) -> None:
        """Note that a board spoke; what the broker kept says nothing about when."""
        if not message.is_retained:
            batch.seen_ms[board] = message.arrival_ms

    def _set_state(self, board: str, state: BoardState, batch: Batch) -> None:
        if self._states.get(board) != state:
            self._states[board] = state
            batch.states[board] = state

    def _note(self, message: ReceivedMessage, batch: Batch) -> None:
        """Remember a message that bears no identity of its own, should it come again."""
        if message.qos:
            batch.deliveries[message.packet_id] = self.deliveries.note(message)

    def _know_board(self, name: str, kind: BoardKind, message: ReceivedMessage, batch: Batch) -> None:
        known = self._kinds.get(name)
        if known == kind:
            return
        if known == "board":
            raise MessageRefused("name")  # a device must not speak for a board
        self._places.take(name, kind, message.topic)
        self._kinds[name] = batch.kinds[name] = kind
