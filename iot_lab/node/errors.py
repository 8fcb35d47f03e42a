"""What can be wrong with a computer as a board, one class per remedy."""

from __future__ import annotations

from iot_lab.errors import LabError


class NodeFileMissing(LabError):
    """The file is not there, or may not be read. Details: file, problem."""

    code = "node-file-missing"


class NodeFileUnreadable(LabError):
    """The file is not TOML, or not UTF-8. Details: file, problem (the reader's own words, with the line)."""

    code = "node-file-unreadable"


class NodeFieldWrong(LabError):
    """A field is missing, unknown or of the wrong kind. Details: file, field, wanted (as one would write it)."""

    code = "node-field-wrong"


class BlinkaMissing(LabError):
    """Blinka is not installed. Details: problem."""

    code = "blinka-missing"


class NoHardware(LabError):
    """The computer has no pins, and no adapter was found. Details: looked, problem."""

    code = "no-hardware"


class DriverMissing(LabError):
    """A sensor's driver is not installed. Details: sensor, driver, package."""

    code = "driver-missing"


class DriverClassMissing(LabError):
    """A sensor's driver has no such class. Details: sensor, driver, known."""

    code = "driver-class-missing"


class PinMissing(LabError):
    """A sensor names a pin or a bus that this hardware does not have. Details: sensor, pin, board, known."""

    code = "pin-missing"


class QueueUnusable(LabError):
    """The folder of samples that wait cannot be written. Details: path, problem."""

    code = "node-queue-unusable"


class QueueBusy(LabError):
    """Another iot-lab reads sensors under this name on this computer. Details: path."""

    code = "node-queue-busy"


class SecretRefused(LabError):
    """The room refused name and secret. Details: name, broker."""

    code = "node-secret-refused"


class RoomUnreachable(LabError):
    """The room's broker does not answer. Details: broker, problem."""

    code = "node-room-unreachable"


class RoomSilent(LabError):
    """The broker took the board in, but no hub spoke to it under this room's name. Details: room, broker."""

    code = "node-room-silent"
