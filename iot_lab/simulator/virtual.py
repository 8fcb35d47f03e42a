"""Run a program in virtual time: minutes take milliseconds.

The same program, scenario and seed give the same trace and the same fuel, on every computer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from iot_lab.program_text import syntax_error
from iot_lab.simulator.board import Board, Event
from iot_lab.simulator.boots import Boots
from iot_lab.simulator.caught import CaughtError, CaughtErrors
from iot_lab.simulator.chip import Chip
from iot_lab.simulator.clock import VirtualClock
from iot_lab.simulator.errors import GuestError, from_syntax_error, from_traceback
from iot_lab.simulator.heap import HeapMeter
from iot_lab.simulator.last_line import DEADLINE, LastLine
from iot_lab.simulator.limits import Limits
from iot_lab.simulator.network.around import Around
from iot_lab.simulator.questions import Questions
from iot_lab.simulator.storage.flash_files import FlashFiles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iot_lab.simulator.board_host import BoardHost
    from iot_lab.simulator.sandbox import Sandbox
    from iot_lab.simulator.world.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run went.

    `end` is "finished" (main.py returned, nothing is pending), "deadline" (the scenario's end), "exception", "fuel" (it
    does more than is followed here), "memory", "reset" (it keeps resetting) or "fault" (ours; `fault` says
    what). `asleep_us` is the part of `virtual_us` that the board spent in deep or light sleep.
    `caught` is what handlers of the program caught (`caught.py`), `last_line` where it was at the deadline.
    `heap_peak_bytes` is the most that the program held after a collection (`heap.py`), its code and imports included.
    """

    end: str
    error: GuestError | None
    events: list[Event]
    output: str
    fuel: int
    virtual_us: int
    fault: str | None = None
    asleep_us: int = 0
    heap_peak_bytes: int = 0
    caught: tuple[CaughtError, ...] = ()
    last_line: int | None = None


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
    chip = Chip(flash(program, {**dict(scenario.files), **(files or {})}))
    questions = Questions(board, scenario.questions, program)
    heaps: list[HeapMeter] = []
    caught = CaughtErrors(program)
    last_line = LastLine(board, program)

    def begin(host: BoardHost, sandbox: Sandbox) -> None:
        host.questions, host.caught, host.last_line = questions, caught, last_line
        questions.meter(host.processor)
        last_line.meter(sandbox)
        sandbox.heap = host.heap = HeapMeter(sandbox.guest, lambda: board.interrupt("collect"))
        heaps.append(sandbox.heap)

    around = Around(board)
    boots = Boots(board, chip, around, (limits or Limits()).lasting(scenario.duration_s), begin=begin)
    if around.acts_by_itself:
        boots.host.link.lan  # noqa: B018 - made now, with the Wi-Fi it needs
    boots.run()
    questions.end(boots.end)
    outcome = _outcome(program, boots, questions, max(one.peak_bytes for one in heaps))
    if last_line.is_asked and outcome.end != "fault":
        fuel = boots.fuel_before + last_line.fuel_used
        outcome = replace(outcome, end=DEADLINE, error=None, fuel=fuel, last_line=last_line.number)
    return replace(outcome, caught=caught.each)


def flash(program: str, files: Mapping[str, bytes]) -> FlashFiles:
    """Return a board's flash: the program as main.py, and the other files."""
    return FlashFiles({**files, "main.py": program.encode("utf-8", "replace")})


def guest_error(program: str, traceback: str) -> GuestError:
    """Return what went wrong; a syntax error of main.py is told in CPython's words where CPython sees it too."""
    error = from_traceback(traceback, program)
    clearer = syntax_error(program) if error.kind == "syntax" and 'File "main.py"' in error.traceback else None
    if clearer is None:
        return error
    return replace(from_syntax_error(clearer, program), type=type(clearer).__name__)


def _outcome(program: str, boots: Boots, questions: Questions, heap_peak_bytes: int) -> Outcome:
    board = boots.board
    error = guest_error(program, boots.traceback) if boots.traceback is not None else None
    output = "".join(str(event.value) for event in board.events if event.kind == "print")
    fault = repr(boots.fault) if boots.fault is not None else None
    end, fuel, virtual_us = boots.end, boots.fuel_used, board.now_us
    if questions.ended_as is not None and end != "fault":
        end, error, virtual_us = questions.ended_as, None, questions.began_us
        fuel = boots.fuel_before + questions.fuel_used
    return Outcome(end, error, board.events, output, fuel, virtual_us, fault, boots.chip.asleep_us, heap_peak_bytes)
