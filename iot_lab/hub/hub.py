"""The hub of a room: messages from the broker into the store, then onto the pages, then acknowledged.

The theory. Two threads: the link receives into an inbox, the writer takes what waits and stores it. A message of QoS 1
is acknowledged only after the transaction that holds it is committed, and never otherwise. So whatever is killed at
whatever moment, the broker still has what the database has not, and sends it again at the next connection.

What comes again must not count again. A sample with a time of its own is known by (series, time, number), which is its
primary key. A sample or a line without one is known by its packet identifier and content, which are stored in the very
transaction that stores it (deliveries.py). A batch that the store refuses is kept as it was sorted, and tried again
until it is written; meanwhile nothing is acknowledged, the inbox fills, and beyond its bounds the broker keeps the
rest.

Memory follows the disk: counts, frames and acknowledgements change after the commit. A message that cannot be read is
refused for a reason, counted, and acknowledged: it would be refused again.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from typing import TYPE_CHECKING, Final

from iot_lab.contract.topics import board_root, client_id
from iot_lab.hub.deliveries import KEPT_MS as DELIVERY_KEPT_MS
from iot_lab.hub.intake import Intake
from iot_lab.hub.limits import FUTURE_MS, HubLimits
from iot_lab.hub.link import HubLink, wall_clock_ms
from iot_lab.hub.live_boards import LiveBoards
from iot_lab.hub.live_streams import LiveStreams
from iot_lab.hub.messages import Inbox
from iot_lab.hub.pace import News, Pace
from iot_lab.hub.state import HubState
from iot_lab.hub.subscriptions import ANY_DEVICE, filters_of
from iot_lab.live import LiveChannel
from iot_lab.mqtt.address import BrokerAddress
from iot_lab.store import Batch, StoreError
from iot_lab.threads import PermanentThread

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from iot_lab.hub.messages import ReceivedMessage
    from iot_lab.hub.places import KnownAccounts
    from iot_lab.hub.refusals import RefusedTopic
    from iot_lab.hub.state import HubCondition
    from iot_lab.store import TelemetryStore

HUB: Final = "hub"
MOST_MESSAGES, MOST_BYTES = 10_000, 500_000
"""In one transaction; of blocks, the second comes first: 100,000 numbers, a second or two."""
MANY_MESSAGES: Final = 5_000
"""So many waiting are written without waiting for the gap."""
PRUNE_MS: Final = 10_000
QUIET_S: Final = 0.1
LAST_WORDS_S: Final = 0.8
"""At a stop, for what boards said just before; silence of QUIET_S ends it."""
HEARTBEAT_S: Final = 5.0
KEPT_DAYS: Final = 400
_DAY_MS: Final = 86_400_000
_log = logging.getLogger(__name__)


class Hub:
    """The hub of one room. `boards` is what pages watch."""

    def __init__(
        self,
        store: TelemetryStore,
        broker_url: str,
        *,
        room: str,
        devices: Sequence[str] = ANY_DEVICE,
        limits: HubLimits | None = None,
        live: LiveChannel | None = None,
        clock_ms: Callable[[], int] = wall_clock_ms,
        accounts: KnownAccounts | None = None,
    ) -> None:
        """Prepare; raises StoreError where the store cannot be read. `broker_url` holds the hub's account.

        `devices` are the filters of topics outside the room that are stored too (subscriptions.py); `accounts`
        are the room's (places.py).
        """
        limits = limits or HubLimits()
        self._store, self._room, self._clock_ms = store, room, clock_ms
        self._inbox = Inbox(limits.waiting_messages, limits.waiting_bytes)
        self._wake, self._stopping = threading.Event(), threading.Event()
        address, name = BrokerAddress.parse(broker_url), client_id(room, HUB)
        self._link = HubLink(address, name, filters_of(room, devices), self._inbox, limits, clock_ms, self._wake)
        boards = store.boards()
        kinds = {board.name: board.kind for board in boards}
        infos = {board.name: board.info for board in boards if board.kind == "device"}
        self._intake = Intake(room, limits, kinds, store.series_names(), store.deliveries(), devices, infos, accounts)
        self._naming = threading.RLock()
        self._unwritten: list[ReceivedMessage] = []
        self._refused: Batch | None = None
        self._failure = ""
        self.store_trouble: StoreError | None = None
        self._told: tuple[str, str] | None = None
        self._pace, self._news = Pace(), News()
        self._gap_over_s = 0.0
        self._forgot_ms = 0
        self._pruned_ms = clock_ms()
        self._writer = PermanentThread("hub-writer", self._write_for_ever, is_over=self._stopping.is_set)
        channel = self._channel = live or LiveChannel()
        self.boards, self.streams = LiveBoards(room, channel), LiveStreams(channel)
        self.boards.load(store, clock_ms())

    def start(self) -> None:
        """Begin; never raises because the broker is absent: it is tried again and again. Raises StoreError."""
        # Who was online when the kit last ended says nothing about now.
        self._store.write(Batch(states=dict.fromkeys((board.name for board in self._store.boards()), "offline")))
        self._writer.start()
        self._link.start()

    def stop(self) -> None:
        """Write what waits, here and at the broker, then leave; at most about a second and a half.

        What could not be written in this time was not acknowledged: the broker sends it at the next start.
        """
        self._wait_for_quiet()
        self._stopping.set()
        self._wake.set()
        self._writer.join(1.0)
        self._link.stop()

    def _wait_for_quiet(self) -> None:
        """Wait until the broker has nothing more for us and all of it is written, unless boards never pause."""
        end_s = time.monotonic() + LAST_WORDS_S
        while self.state().state == "ok" and time.monotonic() < end_s:
            before = self._inbox.received
            time.sleep(QUIET_S)
            if self._inbox.received == before and not self._unwritten and not len(self._inbox):
                return

    @property
    def is_replaced(self) -> bool:
        """Whether a hub of another room with this room's name takes this one's place at the broker."""
        return self._link.is_replaced

    def refusals(self) -> list[RefusedTopic]:
        """Return the topics of the messages refused last, newest first."""
        return self._intake.refusals.recent()

    def rename_board(self, old: str, new: str) -> None:
        """Let all of a board stand under another name, also what is still on its way; raises StoreError."""
        with self._naming:
            self._show()
            self._store.rename_board(old, new)
            self._intake.rename(old, new)
            self.boards.rename(old, new)

    def state(self) -> HubState:
        """Return how the hub is doing now."""
        counts = self._store.totals()
        condition, reason = self._condition()
        refused = dict(self._intake.refused)
        if self._inbox.overflowed:
            refused["memory"] = self._inbox.overflowed
        return HubState(
            state=condition,
            reason=reason,
            messages=self._inbox.received,
            stored=counts.stored,
            duplicates=counts.duplicates,
            late=counts.late,
            missing=counts.missing,
            repeated=self._intake.repeated,
            waiting=len(self._inbox) + len(self._unwritten),
            waiting_bytes=self._inbox.waiting_bytes,
            refused=refused,
            lag_ms=self._lag_ms(),
            clock_back_ms=self._clock_back_ms(),
        )

    def _condition(self) -> tuple[HubCondition, str]:
        """Return how the hub is doing in a word, and why."""
        if self._failure:
            return "store-failing", self._failure
        return ("ok", "") if self._link.is_up else ("broker-lost", self._link.reason)

    def _lag_ms(self) -> int:
        """Return for how long the oldest message that is not stored waits."""
        unwritten = self._unwritten
        oldest_ms = unwritten[0].arrival_ms if unwritten else self._inbox.oldest_ms
        return 0 if oldest_ms is None else max(0, self._clock_ms() - oldest_ms)

    def _clock_back_ms(self) -> int:
        """Return by how much this computer's clock was set back: no sample is stored with a later time than that."""
        ahead_ms = self._store.newest_ms() - self._clock_ms()
        return ahead_ms if ahead_ms > FUTURE_MS else 0

    def _write_for_ever(self) -> None:
        while not self._stopping.is_set():
            due_s = self._frame_due_in_s()
            self._wake.wait(HEARTBEAT_S if due_s is None else due_s)
            self._wait_out_the_gap()
            self._wake.clear()
            start_s, worked_s, before = time.monotonic(), time.thread_time(), self._inbox.taken
            is_written = self._write_what_waits()
            self._tell_if_changed()
            took_s, worked_s = time.monotonic() - start_s, time.thread_time() - worked_s
            count = self._inbox.taken - before
            gap_s = self._pace.after_writing(count, took_s, worked_s) if is_written else self._pace.after_failing()
            self._gap_over_s = time.monotonic() + gap_s
        self._write_what_waits()

    def _wait_out_the_gap(self) -> None:
        """Write nothing before the gap is over, which it mostly is; a frame that is due meanwhile is shown."""
        while (wait_s := self._gap_over_s - time.monotonic()) > 0.0 and not self._stopping.is_set():
            due_s = self._frame_due_in_s()
            self._stopping.wait(wait_s if due_s is None else min(due_s, wait_s))
            self._show_what_is_due()

    def _write_what_waits(self) -> bool:
        """Write what waits, in batches; False where the store refused one: it is kept, and tried again."""
        has_more = bool(self._unwritten or len(self._inbox))
        while has_more:
            taken = self._unwritten or self._inbox.take(MOST_MESSAGES, MOST_BYTES)
            self._unwritten = taken
            with self._naming:
                is_written = self._write(taken)
            if not is_written:
                self._wake.set()
                return False
            self._show_what_is_due()
            # What came meanwhile waits for the next turn, or transactions and frames would be many and small.
            is_much = self._inbox.waiting_bytes >= MOST_BYTES
            has_more = is_much or len(self._inbox) >= (1 if self._stopping.is_set() else MANY_MESSAGES)
        if len(self._inbox):
            self._wake.set()
        if self._inbox.owes_redelivery:
            self._inbox.owes_redelivery = False
            self._link.connect_again()
        self._forget_the_old()
        return True

    def _write(self, messages: Sequence[ReceivedMessage]) -> bool:
        now_ms = self._clock_ms()
        batch = self._refused or self._sort(messages, now_ms)
        try:
            written = self._store.write(batch)
        except StoreError as error:
            if self._refused is None:
                _log.warning("the store refuses to write: %s", error)
            self._refused, self._failure, self.store_trouble = batch, error.reason, error
            return False
        except Exception:  # noqa: BLE001 - whatever it is, nothing is acknowledged and the thread lives
            _log.exception("the store failed in a way we did not foresee")
            self._refused, self._failure = self._without_words(batch), "other"
            return False
        self._refused, self._failure, self._unwritten, self.store_trouble = None, "", [], None
        self._link.acknowledge(messages)
        self._news.add(batch, written)
        self._give_the_time(batch, now_ms)
        return True

    def _without_words(self, batch: Batch) -> Batch:
        """Return a batch that failed as nothing we know fails, without what may have caused it.

        Its figures are checked; only words can hold what we did not foresee. They are given up for the figures.
        """
        for board in {*batch.infos, *(name for name, _ in batch.log)}:
            self._intake.refusals.add(board_root(self._room, board).encode(), "fault", batch.now_ms)
        batch.infos.clear()
        batch.log.clear()
        return batch

    def _sort(self, messages: Sequence[ReceivedMessage], now_ms: int) -> Batch:
        """Sort messages; forget packet ids whose acknowledgement was sent a minute ago on this same connection."""
        batch = self._intake.sort(messages, now_ms)
        limit_ms = now_ms - DELIVERY_KEPT_MS
        up_ms = self._link.up_since_ms
        is_sure = up_ms is not None and up_ms < limit_ms and len(self._inbox) == 0
        if is_sure and now_ms - self._pruned_ms > PRUNE_MS:
            self._pruned_ms = now_ms
            self._intake.deliveries.forget_before(limit_ms)
            batch.deliveries_kept_from_ms = limit_ms
        return batch

    def _show_what_is_due(self) -> None:
        """Make a frame of what was written, unless the last one was a moment ago."""
        if self._frame_due_in_s() == 0.0:
            self._show()

    def _frame_due_in_s(self) -> float | None:
        return self._news.due_in(time.monotonic(), self._pace.frame_gap_s, self._channel.watchers)

    def _show(self) -> None:
        with self._naming:
            self.streams.add(self._news.take_blocks(), self._clock_ms())
            self.boards.add(*self._news.take(time.monotonic()), self.state().as_json(), self._clock_ms())

    def _give_the_time(self, batch: Batch, now_ms: int) -> None:
        """Send the laptop's clock to the boards that came online."""
        for board, state in batch.states.items():
            if state == "online" and self._intake.is_board(board):
                self._link.publish(f"{board_root(self._room, board)}do/time", json.dumps({"t": now_ms}).encode())

    def _tell_if_changed(self) -> None:
        self._show_what_is_due()
        now = self._condition()
        if now != self._told or now[0] != "ok":
            self.boards.tell(self.state().as_json(), self._clock_ms())
        self._told = now

    def _forget_the_old(self) -> None:
        """Once a day, delete what is older than the time that data is kept."""
        now_ms = self._clock_ms()
        if now_ms - self._forgot_ms < _DAY_MS:
            return
        self._forgot_ms = now_ms
        try:
            self._store.forget_before(now_ms - KEPT_DAYS * _DAY_MS)
        except StoreError as error:
            _log.warning("old data could not be forgotten: %s", error)
