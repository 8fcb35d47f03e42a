"""A room with a flash station and emulated boards on its hub."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from iot_lab.boards.firmware_cache import FirmwareCache
from iot_lab.boards.flasher import Patience
from iot_lab.boards.journal import Journal
from iot_lab.boards.kit import KitFiles
from iot_lab.boards.plan import Choices
from iot_lab.boards.room_settings import RoomSettings
from iot_lab.boards.station import Result, Station
from iot_lab.contract.config import WifiNetwork
from iot_lab.room.register import Register
from tests.rigs.flash import images
from tests.rigs.flash.board import EmulatedBoard, Faults

if TYPE_CHECKING:
    from pathlib import Path

    from iot_lab.boards.progress import FlashEvent

SETTINGS = RoomSettings("atelier", "192.168.1.5", 1883, (WifiNetwork("Salle", "craie-bleue"),))
KIT = KitFiles(
    {"boot.py": b"import kit\n", "main.py": b"kit.start()\n" * 40, "lib/sht31.py": b"# driver\n" * 900}, "0.1.0+test"
)


PATIENCE = Patience(comes_back_s=6.0)
"""A board that comes back does so within half a second; one that never does is waited for in full. A kit that starts is
waited for as long as a real one: it costs nothing where it speaks."""


@dataclass
class BenchRoom:
    """`plug` adds a board, `flash` looks, plans and writes; `events` are all that was told."""

    folder: Path
    boards: list[EmulatedBoard] = field(default_factory=list)
    events: list[FlashEvent] = field(default_factory=list)
    patience: Patience = PATIENCE

    def __post_init__(self):
        self.data = self.folder / "data"
        self.data.mkdir(exist_ok=True)
        self.station = Station(
            register=Register.open(self.data),
            journal=Journal.open(self.data),
            cache=FirmwareCache(self.data / "firmware"),
            kit=KIT,
            settings=SETTINGS,
            list_ports=lambda: [board.port for board in self.boards if board.path.is_symlink()],
            patience=self.patience,
        )

    def plug(
        self, chip="ESP32", flash_mb=4, faults: Faults | None = None, *, number=0, throttled=False
    ) -> EmulatedBoard:
        number = number or len(self.boards) + 1
        mac = f"24:0a:c4:00:10:{number:02x}"
        path = self.folder / f"ttyUSB{number}"
        board = EmulatedBoard(path, chip, mac, flash_mb, throttled=throttled, faults=faults).start()
        self.boards.append(board)
        return board

    def keep_firmware(self, *chips, **about) -> None:
        for chip in chips or ("ESP32",):
            path = self.folder / f"{chip}.bin"
            path.write_bytes(images.firmware(chip, **about))
            self.station.cache.add(path)

    def flash(self, choices: Choices | None = None, paths=()) -> dict[str, Result]:
        """Return the results by port; ports that were refused are in `refused`."""
        plan = self.station.plan(self.station.look(paths), choices or Choices())
        self.refused = {refusal.found.port.path: refusal.error for refusal in plan.refusals}
        return {result.order.port: result for result in self.station.run(plan, self.events.append)}

    def close(self) -> None:
        for board in self.boards:
            board.stop()
