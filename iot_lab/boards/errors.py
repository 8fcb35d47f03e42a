"""What can go wrong with a board, one class per remedy. Texts: section `boards` of the catalogues.

esptool, pyserial and littlefs never speak to a person: their errors become these where they enter.
"""

from __future__ import annotations

from iot_lab.errors import LabError


class BoardError(LabError):
    """An error about one board on one port; `details["port"]` names the port. Raised itself only as a last resort."""

    code = "board-trouble"


class PortAbsent(BoardError):
    """No such port now: the cable was moved, or the name is wrong."""

    code = "port-absent"


class PortForbidden(BoardError):
    """The session may not open serial ports (on Linux: group dialout or uucp)."""

    code = "port-forbidden"


class PortBusy(BoardError):
    """Another program holds the port (Thonny, a serial console, brltty, ModemManager)."""

    code = "port-busy"


class BoardSilent(BoardError):
    """Nothing answers on the port: hold BOOT, or another cable."""

    code = "bootloader-silent"


class BootModeRefused(BoardError):
    """The board restarts but runs its program instead of waiting for ours (boot mode 0x13 and alike): hold BOOT."""

    code = "boot-mode"


class BoardUnplugged(BoardError):
    """The board went away while it was written and did not come back."""

    code = "board-unplugged"


class BoardSwapped(BoardError):
    """Another board now answers on the port: its MAC is not the one that was being written."""

    code = "board-swapped"


class LineNoisy(BoardError):
    """Bytes arrive damaged or stop at every speed: cable, hub, or power."""

    code = "line-noisy"


class FlashFaulty(BoardError):
    """The board received everything right, and its flash gives back something else."""

    code = "flash-faulty"


class FlashSizeUnknown(BoardError):
    """The flash does not say its size: a damaged flash, or something connected to its pins."""

    code = "flash-size-unknown"


class FlashTooSmall(BoardError):
    """The firmware or the files do not fit in this board's flash."""

    code = "flash-too-small"


class BoardLocked(BoardError):
    """Secure boot, flash encryption or secure download is on: writing could make the board unusable."""

    code = "board-locked"


class ChipUnknown(BoardError):
    """A chip that this version does not flash."""

    code = "chip-unknown"


class WrongChip(BoardError):
    """The firmware is for another chip."""

    code = "wrong-chip"


class FirmwareTooOld(BoardError):
    """The kit needs a later MicroPython."""

    code = "firmware-too-old"


class RevisionRefused(BoardError):
    """The firmware needs another revision of this chip."""

    code = "revision-refused"


class KitSilent(BoardError):
    """Everything was written and verified, yet the kit did not announce itself after the restart."""

    code = "kit-silent"


class KitOther(BoardError):
    """The kit started and announced another name or MAC than what was written."""

    code = "kit-other"


class NotOurs(BoardError):
    """The board holds somebody's program and nobody asked for this very port: it is left alone."""

    code = "board-not-ours"


class FlasherFault(BoardError):
    """Our own mistake, or one of the tools': the log has the details."""

    code = "flasher-fault"


class FlashStopped(BoardError):
    """A person stopped the work before this board was finished."""

    code = "flash-stopped"


class BoardWithoutKit(BoardError):
    """The board's flash holds no files of the kit that could be changed: flash it."""

    code = "board-without-kit"


class NoBoardFound(LabError):
    """No port looks like a board: says what was looked for and what was seen."""

    code = "no-board"


class NoFirmware(LabError):
    """The cache holds no firmware for this chip."""

    code = "no-firmware"


class NotFirmware(LabError):
    """The file is not a firmware for an ESP32 (a web page saved as .bin, an archive...)."""

    code = "not-firmware"


class FirmwareIncomplete(LabError):
    """The file is an application alone (.app-bin), without bootloader or partition table."""

    code = "firmware-incomplete"


class FirmwareDamaged(LabError):
    """A digest or a checksum inside the file is wrong: cut or altered on the way."""

    code = "firmware-damaged"


class FirmwareMisplaced(LabError):
    """The parts of the file are not where its own table puts them."""

    code = "firmware-misplaced"


class FirmwareFileUnreadable(LabError):
    """The file cannot be opened (absent, USB stick removed, rights)."""

    code = "firmware-file-unreadable"


class FetchFailed(LabError):
    """The download did not finish: no internet, or the server refused. What arrived is kept."""

    code = "fetch-failed"


class FetchChanged(LabError):
    """The address now gives other bytes than those trusted the first time."""

    code = "fetch-changed"


class FilesTooBig(LabError):
    """The kit's files do not fit in the board's file system."""

    code = "files-too-big"


class JournalUnreadable(LabError):
    """`boards.json` and its spare cannot be read. Details: path, copy."""

    code = "journal-unreadable"
