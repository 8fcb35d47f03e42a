"""The serial cable to one board: opened with errors that name the remedy, and remembering what was heard last."""

from __future__ import annotations

import errno
import sys
from typing import TYPE_CHECKING, Any, Final

import serial

from iot_lab.boards.errors import BoardError, PortAbsent, PortBusy, PortForbidden

if TYPE_CHECKING:
    from collections.abc import Callable

if sys.platform == "win32":
    CABLE_ERRORS: tuple[type[Exception], ...] = (OSError,)
else:
    import termios

    CABLE_ERRORS = (OSError, termios.error)  # termios.error is no OSError: pyserial lets it through

FIRST_BAUD: Final = 115200
_HEARD_BYTES: Final = 4096
_BY_ERRNO: Final[dict[int, type[BoardError]]] = {
    errno.ENOENT: PortAbsent,
    errno.ENODEV: PortAbsent,
    errno.ENXIO: PortAbsent,
    errno.EIO: PortAbsent,
    errno.EACCES: PortForbidden,
    errno.EPERM: PortForbidden,
}


class Cable(serial.Serial):  # type: ignore[misc]
    """A serial port of ours alone; `heard` keeps the last 4 KB that came, for the diagnosis."""

    def __init__(self, path: str) -> None:
        self.heard = bytearray()
        super().__init__(None, baudrate=FIRST_BAUD, exclusive=True, timeout=1, write_timeout=10)
        self.port = path
        # An idle adapter must not pull the board into its bootloader or hold it in reset.
        self.dtr = False
        self.rts = False

    def read(self, size: int = 1) -> bytes:
        """Read as pyserial does, and remember."""
        content: bytes = super().read(size)
        self.heard += content
        del self.heard[:-_HEARD_BYTES]
        return content


def open_cable(path: str, known_ports: Callable[[], list[str]]) -> Cable:
    """Open the port `path` at 115200 baud, exclusively.

    `known_ports` is asked only where the system gives no error number (Windows). Raises PortAbsent, PortForbidden,
    PortBusy.
    """
    cable = Cable(path)
    try:
        cable.open()
    except CABLE_ERRORS as error:
        raise _refusal(error, path, known_ports)(port=path) from error
    return cable


def _refusal(error: Exception, path: str, known_ports: Callable[[], list[str]]) -> type[BoardError]:
    number: Any = getattr(error, "errno", None)
    if number is None and path not in known_ports():
        return PortAbsent
    return _BY_ERRNO.get(number, PortBusy)
