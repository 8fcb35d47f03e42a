"""Run a program in virtual time: minutes take milliseconds.

The same program, scenario and seed give the same trace and the same fuel, on every computer.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from iot_lab.simulator.board import Board, Event
from iot_lab.simulator.calls.network import close_all
from iot_lab.simulator.clock import VirtualClock
from iot_lab.simulator.door import Door
from iot_lab.simulator.errors import GuestError, from_syntax_error, from_traceback
from iot_lab.simulator.guest_files import boot_program
from iot_lab.simulator.program import prepare, syntax_error
from iot_lab.simulator.questions import Questions
from iot_lab.simulator.runtime import shared_runtime
from iot_lab.simulator.sandbox import Limits, RunEnded, Sandbox
from iot_lab.simulator.virtual_broker import VirtualBroker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iot_lab.simulator.world.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run went.

    `end` is "finished" (main.py returned, nothing is pending), "deadline" (the scenario's end), "exception", "fuel" (it
    never sleeps), "output" (it prints too much), "memory", "reset" or "fault" (ours; `fault` says what).
    """

    end: str
    error: GuestError | None
    events: list[Event]
    output: str
    fuel: int
    virtual_us: int
    fault: str | None = None


def run_virtual(
    program: str,
    scenario: Scenario,
    *,
    seed: int = 0,
    files: Mapping[str, bytes] | None = None,
    limits: Limits | None = None,
) -> Outcome:
    """Run `program` as main.py, with `files` (path -> content) beside it on the flash, until it or the scenario ends.

    Raises only the errors of `runtime.shared_runtime`; whatever the program does is in the Outcome.
    """
    board = Board(scenario, VirtualClock(), seed)
    door = Door(board, flash(program, {**dict(scenario.files), **(files or {})}), VirtualBroker(board, scenario.broker))
    door.questions = Questions(board, scenario.questions, program)
    sandbox = Sandbox(shared_runtime(), door, limits or Limits())
    door.questions.meter(sandbox.guest)
    sandbox.run(boot_program())
    door.questions.end(sandbox.end or "fault")
    with contextlib.suppress(RunEnded):
        door.flush()
        close_all(door)
    return _outcome(program, door, sandbox)


def flash(program: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the board's flash: the program as main.py and the other files, loops prepared for the simulator."""
    content = {path.strip("/"): data for path, data in files.items()}
    for path, data in content.items():
        if path.endswith(".py"):
            content[path] = prepare(data.decode("utf-8", "replace")).encode()
    content["main.py"] = prepare(program).encode("utf-8", "replace")
    return content


def guest_error(program: str, traceback: str) -> GuestError:
    """Return what went wrong; a syntax error of main.py is told in CPython's words where CPython sees it too."""
    error = from_traceback(traceback, program)
    clearer = syntax_error(program) if error.kind == "syntax" and 'File "main.py"' in error.traceback else None
    if clearer is None:
        return error
    return replace(from_syntax_error(clearer, program), type=type(clearer).__name__)


def _outcome(program: str, door: Door, sandbox: Sandbox) -> Outcome:
    board = door.board
    error = guest_error(program, door.traceback) if door.traceback is not None else None
    output = "".join(str(event.value) for event in board.events if event.kind == "print")
    fault = repr(sandbox.fault) if sandbox.fault is not None else None
    questions = door.questions
    if questions is not None and questions.ended_as is not None and sandbox.end != "fault":
        return Outcome(questions.ended_as, None, board.events, output, questions.fuel_used, questions.began_us)
    return Outcome(sandbox.end or "fault", error, board.events, output, sandbox.fuel_used, board.now_us, fault)
