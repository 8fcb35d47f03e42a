"""The flash station: look, plan, and once a person has agreed, write all boards at the same time.

The command line and the page do the same work through this one class. Nothing is written before `run` (or `watch`,
which is an agreement in advance). Events come from many threads, one at a time.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from iot_lab.boards import filesystem
from iot_lab.boards.chips import CHIPS
from iot_lab.boards.errors import BoardError, FlasherFault, NoBoardFound, PortAbsent, PortBusy, PortForbidden
from iot_lab.boards.esptool_speed import shared
from iot_lab.boards.find import Port, PortLister, list_board_ports
from iot_lab.boards.flasher import Flasher, Patience, Task
from iot_lab.boards.journal import BoardEntry, Journal, State
from iot_lab.boards.names import new_name
from iot_lab.boards.plan import Choices, Known, Plan, PlannedBoard, make_plan
from iot_lab.boards.probe import Found, probe
from iot_lab.boards.progress import FlashEvent
from iot_lab.boards.room_settings import RoomSettings, board_config
from iot_lab.contract.config import FILE_NAME, BoardIdentity
from iot_lab.contract.kit_parts import files_digest
from iot_lab.errors import LabError

if TYPE_CHECKING:
    from iot_lab.boards.boot_line import Started
    from iot_lab.boards.chips import ChipModel
    from iot_lab.boards.firmware import Firmware
    from iot_lab.boards.firmware_cache import FirmwareCache
    from iot_lab.boards.kit import KitFiles
    from iot_lab.room.register import Register

_log: Final = logging.getLogger(__name__)
_WATCH_EVERY_S: Final = 1.0
_MOST_WATCHED: Final = 64
_WATCH_TRIES: Final = 8
_COMPRESSION: Final = 9

Tell = Callable[[FlashEvent], None]
SelfTest = Callable[[str, str, str, threading.Event], None]
"""(port, board's name, its MAC, stop): returns once the room heard the board; raises LabError where it does not."""


@dataclass(frozen=True, slots=True)
class Result:
    """How one board's work ended: `started` is the kit's own announcement, `error` says why there is none."""

    order: PlannedBoard
    started: Started | None
    error: LabError | None
    event: FlashEvent


@dataclass(slots=True)
class Station:
    """One room's flash station. `settings` may be replaced between runs (another Wi-Fi, another broker)."""

    register: Register
    journal: Journal
    cache: FirmwareCache
    kit: KitFiles
    settings: RoomSettings
    list_ports: PortLister = list_board_ports
    patience: Patience = field(default_factory=Patience)
    clock_s: Callable[[], float] = time.time
    self_test: SelfTest | None = None
    """Asked of each board whose kit has started; None where boards have no Wi-Fi to join."""
    busy: set[str] = field(default_factory=set)
    """Ports that are being looked at or written: nobody else may open them."""
    _naming: threading.Lock = field(default_factory=threading.Lock)

    def look(self, paths: Collection[str] = ()) -> list[Found]:
        """Ask every likely port, or exactly those in `paths`, who is there; all at once, some 3 seconds.

        Boards restart; nothing is written. Raises NoBoardFound where there is no port to ask.
        """
        ports = self._ports(paths)
        with ThreadPoolExecutor(max_workers=len(ports), thread_name_prefix="look") as pool:
            return list(pool.map(self._look_at, ports))

    def plan(self, found: Iterable[Found], choices: Choices) -> Plan:
        """Decide what would be done; nothing is written, no account is made."""
        longest = "x" * 32
        sample = self._files(self._identity(longest, "x" * 16), CHIPS[0])
        known = Known(
            entry=self.journal.entry,
            owner=self._owner,
            taken=self._taken(),
            firmware_for=lambda chip: (
                self.cache.load(choices.firmware) if choices.firmware else self.cache.newest(chip)
            ),
            files_digest=self._known_digest,
            files_bytes=sum(-(-len(content) // 4096) * 4096 for content in sample.values()) + 8 * 4096,
            compressed_bytes=_compressed_bytes,
            room=self.settings.room,
            kit=self.kit.version,
        )
        return make_plan(found, choices, known)

    def run(self, plan: Plan, tell: Tell, stop: threading.Event | None = None) -> list[Result]:
        """Write all boards of the plan in parallel; one that fails never holds up another.

        Returns when each has ended. Raises what the register or the journal raise, before anything is written.
        """
        if not plan.orders:
            return []
        stop, tell = stop or threading.Event(), _one_at_a_time(tell)
        for refusal in plan.refusals:
            tell(FlashEvent(refusal.found.port.path, "failed", error=refusal.error))
        tasks = [self._task(order) for order in self._hold_names(plan.orders)]
        ports = {task.order.port for task in tasks}
        for task in tasks:
            tell(FlashEvent(task.order.port, "waiting", name=task.order.name, mac=task.order.board.mac))
        self.busy |= ports
        try:
            with ThreadPoolExecutor(max_workers=len(tasks), thread_name_prefix="flash") as pool:
                return list(pool.map(lambda task: self._work(task, tell, stop), tasks))
        finally:
            self.busy -= ports

    def watch(
        self,
        choices: Choices,
        tell: Tell,
        stop: threading.Event,
        done: Callable[[Result], None] | None = None,
        seen: Collection[str] | None = None,
    ) -> None:
        """Until `stop`, look at each port that appears and write the board there by `choices`.

        Ports in `seen` (those present at the start, where it is not given) are left alone until they are plugged again.
        """
        tell = _one_at_a_time(tell)
        seen = set(self._known_paths() if seen is None else seen)
        with ThreadPoolExecutor(max_workers=_MOST_WATCHED, thread_name_prefix="watch") as pool:
            while not stop.wait(_WATCH_EVERY_S):
                now = {port.path for port in self.list_ports() if port.may_be_board}
                for path in sorted(now - seen - self.busy):
                    self.busy.add(path)
                    pool.submit(self._welcome, path, choices, tell, stop, done)
                seen = now

    def _welcome(
        self, path: str, choices: Choices, tell: Tell, stop: threading.Event, done: Callable[[Result], None] | None
    ) -> None:
        try:
            plan = self.plan(self._look_patiently(path, stop), choices)
            for refusal in plan.refusals:
                tell(FlashEvent(path, "failed", error=refusal.error))
            for result in self.run(Plan(plan.orders, ()), tell, stop):
                if done:
                    done(result)
        except LabError as error:
            tell(FlashEvent(path, "failed", error=error))
        except Exception:  # noqa: BLE001 - one board never stops the watch; the log has the traceback
            _log.exception("watching %s", path)
            tell(FlashEvent(path, "failed", error=FlasherFault(port=path)))
        finally:
            self.busy.discard(path)

    def _look_patiently(self, path: str, stop: threading.Event) -> list[Found]:
        """Look again for some seconds: a new port belongs to nobody, then to ModemManager, then to us."""
        for _ in range(_WATCH_TRIES):
            found = self.look([path])
            if not isinstance(found[0].error, (PortAbsent, PortBusy, PortForbidden)) or stop.wait(_WATCH_EVERY_S):
                break
        return found

    def _ports(self, paths: Collection[str]) -> list[Port]:
        ports = self.list_ports()
        by_path = {port.path: port for port in ports}
        chosen = [by_path.get(path, Port(path, "", "", "", "")) for path in paths]
        chosen = chosen or [port for port in ports if port.may_be_board]
        if not chosen:
            seen = ", ".join(f"{port.path} ({port.description or port.usb or '?'})" for port in ports)
            raise NoBoardFound(seen=seen or "-")
        return chosen

    def _look_at(self, port: Port) -> Found:
        try:
            return Found(port, probe(port, self._known_paths))
        except BoardError as error:
            return Found(port, None, error)
        except Exception:  # noqa: BLE001 - one port never hides the others; the log has the traceback
            _log.exception("looking at %s", port.path)
            return Found(port, None, FlasherFault(port=port.path))

    def _known_paths(self) -> list[str]:
        return [port.path for port in self.list_ports()]

    def _owner(self, name: str) -> str | None:
        """Return the MAC of the board that has this name; empty where a simulated board or a device has it."""
        if any(account.name == name and account.kind != "board" for account in self.register.accounts()):
            return ""
        entry = self.journal.named(name)
        return entry.mac if entry else None

    def _hold_names(self, orders: Iterable[PlannedBoard]) -> list[PlannedBoard]:
        """Keep each board's name for it in the journal; another one where somebody took it since the plan was made."""
        held = []
        with self._naming:
            for order in orders:
                mac, name = order.board.mac, order.name
                if self._owner(name) not in (None, mac):
                    name = new_name(self._taken(), name.rpartition("-")[0] or name)
                if self.journal.entry(mac) is None:
                    chip, flash_bytes = order.board.chip.name, order.board.flash_bytes
                    self.journal.put(BoardEntry(mac=mac, name=name, chip=chip, flash_bytes=flash_bytes))
                held.append(replace(order, name=name))
        return held

    def _taken(self) -> list[str]:
        return [account.name for account in self.register.accounts()] + [e.name for e in self.journal.entries()]

    def _known_digest(self, name: str, chip: ChipModel) -> str:
        """Return the digest that this board's files would have; empty where it has no account yet."""
        account = next((a for a in self.register.accounts("board") if a.name == name), None)
        return files_digest(self._files(self._identity(name, account.secret), chip)) if account else ""

    def _identity(self, name: str, secret: str) -> BoardIdentity:
        return BoardIdentity(self.settings.room, name, secret)

    def _files(self, who: BoardIdentity, chip: ChipModel) -> dict[str, bytes]:
        config = board_config(who, self.settings, self.kit.version, chip)
        return {**self.kit.files, FILE_NAME: config}

    def _task(self, order: PlannedBoard) -> Task:
        """Make the board's account and files, and hold its name in the journal."""
        account = self.register.add(order.name, "board")
        files = self._files(self._identity(order.name, account.secret), order.board.chip)
        before = self.journal.entry(order.board.mac)
        entry = BoardEntry(
            mac=order.board.mac,
            name=order.name,
            chip=order.board.chip.name,
            flash_bytes=order.board.flash_bytes,
            firmware=order.firmware.sha256,
            files=files_digest(files),
        )
        return Task(
            order=order,
            entry=entry,
            config=files[FILE_NAME],
            files=filesystem.build(files, *order.region),
            may_keep_files=before is not None and before.state == "ready",
        )

    def _work(self, task: Task, tell: Tell, stop: threading.Event) -> Result:
        """Run one board to its end, whatever the end is."""
        flasher = Flasher(task, self.patience, self._known_paths, tell, stop, lambda: self._note(task, "writing"))
        started: Started | None = None
        trouble: LabError | None = None
        try:
            started = flasher.run()
            self._note(task, "ready")
            self._test(task, flasher, tell, stop)
        except LabError as error:
            trouble = error
        except Exception:  # noqa: BLE001 - one board never stops the others; the log has the traceback
            _log.exception("writing %s", task.order.port)
            trouble = FlasherFault(port=task.order.port)
        if trouble:
            is_half_written = flasher.has_written and started is None
            self._note_trouble(task, trouble, is_half_written=is_half_written)
        event = replace(flasher.event("failed" if trouble else "ready", trouble), joins=bool(self.settings.networks))
        tell(event)
        return Result(task.order, started, trouble, event)

    def _note(self, task: Task, state: State) -> None:
        self.journal.put(replace(task.entry, state=state, seen_s=int(self.clock_s())))

    def _test(self, task: Task, flasher: Flasher, tell: Tell, stop: threading.Event) -> None:
        if self.self_test is None or not self.settings.networks:
            return
        tell(flasher.event("joining"))
        self.self_test(task.order.port, task.order.name, task.order.board.mac, stop)

    def _note_trouble(self, task: Task, trouble: LabError, *, is_half_written: bool) -> None:
        """Where nothing was written, or all was, what the journal knew of the board is still true."""
        changes: dict[str, str] = {"state": "failed"} if is_half_written else {}
        try:
            self.journal.change(task.entry.mac, error=trouble.code, seen_s=int(self.clock_s()), **changes)
        except LabError:  # the board's own trouble is what the person must read
            _log.exception("journal of %s", task.order.port)


def _compressed_bytes(firmware: Firmware) -> int:
    """Return what the line will carry; esptool finds the same compressed bytes in memory afterwards."""
    return sum(len(shared.compress(part.content, _COMPRESSION)) for part in firmware.parts)


def _one_at_a_time(tell: Tell) -> Tell:
    lock = threading.Lock()

    def told(event: FlashEvent) -> None:
        with lock:
            tell(event)

    return told
