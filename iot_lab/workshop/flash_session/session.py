"""The flash session: the one thing that `iot-lab flash`, the Flash page and scripts drive, one step at a time.

    idle -> looking -> planned -> writing -> done -> looking ...

Nothing is written before `run` is told the number of the plan that a person saw: a plan is numbered anew each time it
is made, so an agreement to an older one is refused (`PlanOutdated`). `watch` is an agreement in advance for boards
plugged later, by the choices of that moment; it goes on beside the states above until it is told to stop.

One step at a time: `look`, `plan` and `run` are refused while boards are looked at or written (`FlashSessionBusy`).
Every method may be called from any thread and returns at once; the work goes on in a thread of the step, which holds
the lock only to change what is shown. Whatever happens in it, the session can be used again and says why: an error of
ours in its words, any other as a fault with its traceback in the log. `number` grows with each change of what is shown,
and `wait` waits for that: a page, a command and a script follow the same snapshots. Before boards are written, the
broker's address is looked up again (the laptop may have joined another Wi-Fi), and the way to it is opened.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from iot_lab.boards.errors import FlasherFault, NoBoardFound
from iot_lab.boards.names import first_word
from iot_lab.boards.plan import Choices
from iot_lab.boards.progress import ENDS, Overview
from iot_lab.boards.usb import list_usb
from iot_lab.errors import LabError
from iot_lab.workshop.addresses import LOOPBACK
from iot_lab.workshop.flash_session import view
from iot_lab.workshop.flash_session.upload import FirmwareUpload

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.boards.plan import Plan
    from iot_lab.boards.probe import Found
    from iot_lab.boards.progress import FlashEvent
    from iot_lab.boards.station import Station
    from iot_lab.boards.usb import UsbDevice
    from iot_lab.texts import Texts
    from iot_lab.workshop.known_networks import KnownNetworks

_log: Final = logging.getLogger(__name__)
State = Literal["idle", "looking", "planned", "writing", "done"]
CLOSE_WITHIN_S: Final = 5.0


class FlashSessionBusy(LabError):
    """Boards are being looked at or written: wait for the end, or stop."""

    code = "flash-session-busy"


class PlanOutdated(LabError):
    """The plan that was agreed to is not the one that stands now: look again."""

    code = "plan-outdated"


class LaptopWithoutNetwork(LabError):
    """Boards have a Wi-Fi to join, and this computer is on no network where they could reach it."""

    code = "laptop-without-network"


@dataclass(slots=True)
class FlashSession:
    """One room's session: `station` does the work, `wifi` are the networks that its boards are told."""

    station: Station
    wifi: KnownNetworks
    find_host: Callable[[], str] = lambda: LOOPBACK
    """The broker's address on the Wi-Fi now: a laptop that joins another network gets another one."""
    is_alone: bool = True
    """Whether this computer listens to nobody else on purpose, so that boards need not reach it."""
    before_writing: Callable[[], None] = lambda: None
    """Called before boards are written: opens what they must reach. Raises a LabError where it cannot."""
    upload: FirmwareUpload = field(init=False)
    """The way of a firmware file from a page into the cache."""
    _changed: threading.Condition = field(default_factory=lambda: threading.Condition(threading.RLock()))
    _state: State = "idle"
    _number: int = 0
    _plan_number: int = 0
    _plan: Plan | None = None
    _choices: Choices = field(default_factory=Choices)
    _found: list[Found] = field(default_factory=list)
    _overview: Overview = field(default_factory=Overview)
    _error: LabError | None = None
    _usb: list[UsbDevice] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)
    _stop_watching: threading.Event | None = None
    _threads: list[threading.Thread] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.upload = FirmwareUpload(self.station.cache)

    def look(self, choices: Choices | None = None) -> None:
        """Begin to look at the ports of `choices.asked`, all likely ones where there is none, then make a plan.

        Boards restart; nothing is written. Raises FlashSessionBusy.
        """
        choices = choices or Choices(word="")
        with self._changed:
            self._check_free()
            self._state, self._plan, self._error, self._found = "looking", None, None, []
            self._overview = Overview()
            self._tell()
            self._start("look", lambda: self._look(choices))

    def plan(self, choices: Choices) -> None:
        """Plan again for the boards that were found. Raises FlashSessionBusy, and what the firmware cache raises."""
        with self._changed:
            self._check_free()
            if self._state not in ("planned", "done"):
                raise PlanOutdated
            self._settle(choices)

    def run(self, plan: int) -> None:
        """Begin to write the boards of the plan of this number. Raises FlashSessionBusy, PlanOutdated."""
        with self._changed:
            self._check_free()
            agreed = self._plan
            if self._state != "planned" or agreed is None or plan != self._plan_number:
                raise PlanOutdated
            self._open_way()
            self._state, self._error = "writing", None
            self._stop = threading.Event()
            self._tell()
            self._start("write", lambda: self._write(agreed))

    def stop(self) -> None:
        """Ask the work under way to end; boards end within a block, and are finished by the next run."""
        with self._changed:
            self._stop.set()
            if self._stop_watching is not None:
                self._stop_watching.set()
                self._stop_watching = None
            self._tell()

    def watch(self, choices: Choices | None) -> None:
        """Write each board that is plugged from now on by `choices`; None to leave them alone again."""
        with self._changed:
            if self._stop_watching is not None:
                self._stop_watching.set()
                self._stop_watching = None
            if choices is not None:
                self._find_host()
                self._open_way()
                stop = self._stop_watching = threading.Event()
                wanted = self._completed(choices)
                seen = [port.path for port in self.station.list_ports()]
                self._start("watch", lambda: self.station.watch(wanted, self._take, stop, seen=seen))
            self._tell()

    def prefer_wifi(self, ssid: str, password: str | None = None) -> None:
        """Tell boards this network first from now on; None for a password that is known. Raises WifiRefused."""
        with self._changed:
            self.wifi.prefer(ssid, password)
            self.station.settings = replace(self.station.settings, networks=self.wifi.networks)
            self._tell()

    def snapshot(self, t: Texts) -> dict[str, Any]:
        """Return everything there is to show, in plain JSON; `number` grows with each change, `plan` names the plan."""
        with self._changed:
            return {
                "number": self._number,
                "state": self._state,
                "room": self.station.settings.room,
                "wifi": [network.ssid for network in self.station.settings.networks],
                "is_watching": self._stop_watching is not None,
                "plan": self._plan_number,
                "ports": sorted(self._choices.asked),
                "is_fresh": self._choices.is_fresh,
                "boards": view.rows(self._plan, self._overview, t),
                "totals": view.totals(self._plan, self._overview),
                "error": view.explained(self._error, t),
                "usb": [asdict(device) for device in self._usb] if self._error else [],
            }

    def label_names(self) -> list[str]:
        """Return the names of all boards that the journal knows."""
        return [entry.name for entry in self.station.journal.entries()]

    def wait(self, after: int, timeout_s: float) -> bool:
        """Return True once something changed after the snapshot of this number, False after `timeout_s`."""
        with self._changed:
            return self._changed.wait_for(lambda: self._number != after, timeout_s)

    def close(self) -> None:
        """Stop everything and wait for it, some seconds at most."""
        self.stop()
        for thread in self._threads:
            thread.join(CLOSE_WITHIN_S)

    def _check_free(self) -> None:
        if self._state in ("looking", "writing") or self.station.busy:
            raise FlashSessionBusy

    def _start(self, name: str, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=lambda: self._guarded(work), name=f"flash-{name}", daemon=True)
        self._threads = [one for one in self._threads if one.is_alive()] + [thread]
        thread.start()

    def _guarded(self, work: Callable[[], None]) -> None:
        """Run one step; whatever happens, the session can be used again and says why."""
        try:
            work()
        except LabError as error:
            self._fail(error)
        except Exception:  # noqa: BLE001 - the session stays usable; the log has the traceback
            _log.exception("the flash session")
            self._fail(FlasherFault(port="USB"))

    def _fail(self, error: LabError) -> None:
        with self._changed:
            self._usb = list_usb() if isinstance(error, NoBoardFound) else []
            self._state, self._error = ("done" if self._overview.latest else "idle"), error
            self._tell()

    def _look(self, choices: Choices) -> None:
        found = self.station.look(sorted(choices.asked))
        with self._changed:
            self._found = found
            self._settle(choices)

    def _find_host(self) -> None:
        self.station.settings = replace(self.station.settings, broker_host=self.find_host())

    def _open_way(self) -> None:
        """Make sure that boards with a Wi-Fi can reach the room. Raises LaptopWithoutNetwork, a broker's refusal."""
        settings = self.station.settings
        if settings.networks and settings.broker_host == LOOPBACK and not self.is_alone:
            raise LaptopWithoutNetwork
        self.before_writing()

    def _settle(self, choices: Choices) -> None:
        self._find_host()
        self._plan = self.station.plan(self._found, self._completed(choices))
        self._plan_number += 1
        self._choices = choices
        self._state, self._error, self._overview = "planned", None, Overview()
        self._tell()

    def _completed(self, choices: Choices) -> Choices:
        """Put a file's path into the cache, and begin names in the room's language."""
        firmware = choices.firmware
        if firmware and not (len(firmware) == 64 and firmware.isalnum()):
            firmware = self.station.cache.add(Path(firmware)).sha256
        word = choices.word or first_word(self.station.settings.language)
        return replace(choices, firmware=firmware, word=word)

    def _write(self, plan: Plan) -> None:
        # What was refused stands in the plan, and is no news.
        self.station.run(replace(plan, refusals=()), self._take, self._stop)
        with self._changed:
            self._state = "done"
            self._tell()

    def _take(self, event: FlashEvent) -> None:
        with self._changed:
            self._overview.feed(event)
            if self._state == "idle" and event.stage in ENDS:
                self._state = "done"
            self._tell()

    def _tell(self) -> None:
        self._number += 1
        self._changed.notify_all()
