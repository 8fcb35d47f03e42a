"""What came of a program that a board tried, where it did not prove itself."""

from __future__ import annotations

from iot_lab.errors import LabError


class ProgramFailedThere(LabError):
    """The program ended by an error while the board tried it. Details: board."""

    code = "program-failed-there"


class ProgramTakenBack(LabError):
    """The program failed on trial; the board put the last good one back. Details: board."""

    code = "program-taken-back"


class ProgramLeftOut(LabError):
    """The board had to restart without the program. Details: board."""

    code = "program-left-out"


class ProgramAgainstKit(LabError):
    """The board had to restart without a program that changed what its kit needs. Details: board."""

    code = "program-against-kit"


class BoardLeftAfterSending(LabError):
    """The board took the program, and left the room before the program proved itself. Details: board."""

    code = "board-left-after-sending"
