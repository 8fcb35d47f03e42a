"""What came of a program that a board tried, where it did not prove itself."""

from __future__ import annotations

from typing import Any

from iot_lab.contract.info import LEFT_OUT_FOR_TROUBLE
from iot_lab.errors import LabError


class ProgramFailedThere(LabError):
    """The program ended by an error while the board tried it. Details: board."""

    code = "program-failed-there"


class ProgramTakenBack(LabError):
    """The program failed on trial; the board put the last good one back. Details: board."""

    code = "program-taken-back"


class ProgramReplaced(LabError):
    """Another program than the one sent is on the board, neither that nor the one before. Details: board."""

    code = "program-replaced"


class ProgramResets(LabError):
    """Each run on trial ended in a restart, without an error: the board goes on without the program. Details: board."""

    code = "program-resets"


class ProgramTakesConnection(LabError):
    """The board had to restart without a program that ended its connection again and again. Details: board."""

    code = "program-takes-connection"


class ProgramLeftOut(LabError):
    """The board had to restart without the program. Details: board."""

    code = "program-left-out"


class ProgramAgainstKit(LabError):
    """The board had to restart without a program that changed what its kit needs. Details: board."""

    code = "program-against-kit"


class BoardLeftAfterSending(LabError):
    """The board took the program, and left the room before the program proved itself. Details: board."""

    code = "board-left-after-sending"


def judge(board: str, program: dict[str, Any], sent: str = "", before: str = "") -> None:
    """Raise what a board says of a program that did not prove itself (`info.program`, docs/protocol.md).

    `sent` is the sum of the one that the board had, where it told it, `before` of the one that it replaced. A board
    tells how its program stands now: where that is another one, the one sent has made way already.
    """
    state, reason, there = program.get("state"), program.get("reason"), program.get("sha256")
    if state == "restored" and (not sent or there != sent):
        raise (ProgramResets if reason == "resets" else ProgramTakenBack)(board=board)
    if sent and there and there != sent:
        raise (ProgramTakenBack if there == before else ProgramReplaced)(board=board)
    if state == "failed":
        raise ProgramFailedThere(board=board)
    if reason == "fault":
        raise ProgramAgainstKit(board=board)
    if reason == "starts":
        raise ProgramResets(board=board)
    if reason == "lost":
        raise ProgramTakesConnection(board=board)
    if reason in LEFT_OUT_FOR_TROUBLE:
        raise ProgramLeftOut(board=board)
