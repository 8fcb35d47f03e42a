"""One conversation with one board through esptool: who it is, what its flash holds, write, restart.

esptool's errors end here. What a person can mend becomes one of ours; what a slower or a second try may mend becomes
LineLost (the port went away) or LineBroken (the board stopped understanding), for `flasher` to decide.
"""

from __future__ import annotations

import struct
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Self

from iot_lab.boards import esptool_log
from iot_lab.boards.boot_line import refused_boot_mode
from iot_lab.boards.cable import CABLE_ERRORS, FIRST_BAUD, Cable, open_cable
from iot_lab.boards.chips import BY_NAME, ChipModel
from iot_lab.boards.errors import (
    BoardLocked,
    BoardSilent,
    BootModeRefused,
    ChipUnknown,
    FlashFaulty,
    FlashSizeUnknown,
)

# isort: split
from esptool.cmds import attach_flash, detect_chip, detect_flash_size, reset_chip, run_stub, write_flash
from esptool.util import FatalError, flash_size_bytes

from iot_lab.boards.esptool_speed import speed_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iot_lab.boards.firmware import FlashPart

_CONNECT_ATTEMPTS: Final = 3
_NOISE_ERRORS: Final = (struct.error, IndexError, TypeError)  # what esptool lets out when an answer is damaged
speed_up()


class LineLost(Exception):
    """The port went away, or the system refuses to use it."""


class LineBroken(Exception):
    """The board answered wrong or stopped answering in the middle of the work."""


@dataclass(frozen=True, slots=True)
class Silicon:
    """What the chip says of itself. `revision` is major x 100 + minor; `mac` is lower case with colons."""

    chip: ChipModel
    revision: int
    mac: str


class BootloaderSession:
    """A board held in its bootloader; `close` (or the end of a `with`) lets the port go."""

    def __init__(self, port: str, cable: Cable, esp: Any, silicon: Silicon) -> None:
        self.port = port
        self.silicon = silicon
        self.flash_bytes = 0
        self._cable = cable
        self._esp = esp

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @classmethod
    def open(cls, port: str, known_ports: Callable[[], list[str]]) -> BootloaderSession:
        """Put the board on `port` into its bootloader and ask who it is; nothing is written.

        Raises PortAbsent, PortBusy, PortForbidden, BoardSilent, BootModeRefused, ChipUnknown, BoardLocked, LineLost.
        """
        cable = open_cable(port, known_ports)
        try:
            esp = _connect(port, cable)
            return cls(port, cable, esp, _silicon(port, esp))
        except BaseException:
            cable.close()
            raise

    def work_at(self, baud: int) -> None:
        """Load esptool's helper into the chip's memory, go to `baud`, and find the size of the flash.

        Raises FlashSizeUnknown, LineLost, LineBroken.
        """
        with _line():
            esp = run_stub(self._esp)
            if baud != FIRST_BAUD:
                esp.change_baud(baud)
            attach_flash(esp)
            size = flash_size_bytes(detect_flash_size(esp))
        # esptool would open the port again by itself and go on, whichever board is there now.
        esp.WRITE_FLASH_ATTEMPTS = 1
        self._esp = esp
        if not size:
            raise FlashSizeUnknown(port=self.port)
        self.flash_bytes = size

    def read(self, offset: int, size: int) -> bytes:
        """Return bytes of the flash. Raises LineLost, LineBroken."""
        with _line():
            content: bytes = self._esp.read_flash(offset, size)
            return content

    def holds(self, part: FlashPart) -> bool:
        """Ask the board itself, by digest, whether its flash already holds the part."""
        with _line():
            digest: str = self._esp.flash_md5sum(part.offset, len(part.content))
            return digest == part.md5

    def write(self, part: FlashPart, progress: Callable[[int, int], None]) -> None:
        """Write one part and check it by digest. Raises FlashFaulty, LineLost, LineBroken."""
        is_all_acknowledged = False

        def watch(done: int, total: int) -> None:
            nonlocal is_all_acknowledged
            is_all_acknowledged = done == total
            progress(done, total)

        try:
            with _line(), esptool_log.progress_to(watch):
                write_flash(self._esp, [(part.offset, part.content)])
        except LineBroken as error:
            # Every block was acknowledged, so this is about the flash, if the board still answers clearly.
            if is_all_acknowledged and not self.holds(part) and not self.holds(part):
                raise FlashFaulty(port=self.port, mac=self.silicon.mac, offset=f"0x{part.offset:x}") from error
            raise

    def erase(self, offset: int, size: int) -> None:
        """Blank a region; some 0.1 to 1 s for each 100 KB. Raises LineLost, LineBroken."""
        with _line():
            self._esp.erase_region(offset, size)

    def restart(self) -> Cable:
        """Restart the board into its program; return the cable to listen to it, at 115200 baud."""
        with _line():
            reset_chip(self._esp, "hard-reset")
            self._cable.baudrate = FIRST_BAUD
            return self._cable

    def close(self) -> None:
        """Let the port go; whatever state the cable is in."""
        try:
            self._cable.close()
        except CABLE_ERRORS:
            return


def _connect(port: str, cable: Cable) -> Any:
    try:
        return detect_chip(cable, connect_attempts=_CONNECT_ATTEMPTS)
    except FatalError as error:
        mode = refused_boot_mode(bytes(cable.heard))
        if mode:
            raise BootModeRefused(port=port, mode=mode) from error
        raise BoardSilent(port=port) from error
    except CABLE_ERRORS as error:
        raise LineLost from error


def _silicon(port: str, esp: Any) -> Silicon:
    chip = BY_NAME.get(esp.CHIP_NAME)
    if chip is None:
        raise ChipUnknown(port=port, chip=esp.CHIP_NAME)
    try:
        with _line():
            if esp.secure_download_mode or esp.get_secure_boot_enabled() or esp.get_flash_encryption_enabled():
                raise BoardLocked(port=port, chip=chip.name)
            mac = ":".join(f"{byte:02x}" for byte in esp.read_mac())
            return Silicon(chip, int(esp.get_chip_revision()), mac)
    except LineBroken as error:
        raise BoardSilent(port=port) from error


@contextmanager
def _line() -> Iterator[None]:
    """Turn what esptool and pyserial raise into the two things `flasher` knows how to answer."""
    try:
        yield
    except (FatalError, *_NOISE_ERRORS) as error:
        raise LineBroken from error
    except CABLE_ERRORS as error:
        raise LineLost from error
