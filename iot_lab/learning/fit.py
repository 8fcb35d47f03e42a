"""Does a model fit a board? File, memory, time and answers, on the simulated board, before anything is sent.

Memory is found by narrowing the heap until the program no longer runs: what a collection leaves would count too
little (a parse tree is garbage soon after), what is in use too much. From it goes what the firmware holds. The board's
start needs some 20 KB for a moment, so no program is told to need less. Time is fuel: runs that compute more than
others, and the difference divided.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from iot_lab.learning.export.board_features import hop
from iot_lab.learning.export.program import program_of, regression_program_of
from iot_lab.learning.features import features
from iot_lab.learning.knobs import kind_of
from iot_lab.simulator import Scenario, run_virtual
from iot_lab.simulator.limits import Limits
from iot_lab.simulator.speed import FUEL_PER_US

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.learning.arrays import Rows
    from iot_lab.learning.examples import Examples
    from iot_lab.learning.plan import WindowPlan
    from iot_lab.learning.recogniser import Recogniser, Regression
    from iot_lab.simulator import Outcome

MOST_FILE_BYTES: Final = 32 * 1024
MOST_MEMORY_BYTES: Final = 90 * 1024
MOST_SHARE: Final = 0.25
MOST_ANSWER_MS: Final = 400.0
READ_MS: Final = 0.8
"""What reading an MPU6050 costs: 14 bytes on I2C at 400 kHz and their arithmetic."""
HEAPS: Final = tuple(1024 * size for size in range(24, 190, 2))
ROWS, TIMES = 24, 10
SMALLER: Final = {"tree": "depth", "neighbours": "kept", "network": "neurons"}

_ANSWERING: Final = """
import model
for line in open("rows.txt"):
    print(*model.answer([float(one) for one in line.split()]))
"""
_PREDICTING: Final = """
import model
for line in open("rows.txt"):
    print(model.value([float(one) for one in line.split()]))
"""
_MEASURING: Final = """
import model
model.board()
for axis in range(len(model.AXES)):
    for i in range(model.KEPT):
        model.rings[axis][i] = (i * i * 37 + axis * 101) % 1999 - 999
for _ in range({times}):
    for axis in range(len(model.AXES)):
        model.measure(axis, 3)
for one in model.x:
    print(one)
"""
_TIMING: Final = """
import model
for _ in range({times}):
    model.answer(model.x)
"""
_ONCE: Final = """
import model
model.answer(model.x)
"""
_KEEPING: Final = """
import model
model.board()
now = {{axis: 0.5 for axis in model.AXES}}
for _ in range({times}):
    model.keep(now)
"""


@dataclass(frozen=True, slots=True)
class BoardFit:
    """The cost of an exported program, and what speaks against sending it.

    `memory_bytes` is above what the firmware holds itself. `differing` counts rows, and features, whose values on the
    board differ from the laptop's: always 0, or it is ours to mend. `refusals` are words of "file", "memory", "time",
    "answers"; `proposal` is a smaller knob and its value, None where it fits or no knob is left.
    """

    file_bytes: int
    memory_bytes: int
    features_ms: float
    longest_tick_ms: float
    answer_ms: float
    processor_share: float
    differing: int
    refusals: tuple[str, ...]
    proposal: tuple[str, int] | None

    @property
    def fits(self) -> bool:
        return not self.refusals


def fit_of(recogniser: Recogniser, examples: Examples, program: str | None = None) -> BoardFit:
    """Return what the exported program costs; answers are compared on some of the examples."""
    text = program or program_of(recogniser)

    def differing(rows: Rows, files: dict[str, bytes]) -> int:
        return differing_answers(recogniser, rows, _run(_ANSWERING, files).output)

    found = _fit(text, examples, differing, "answer")
    return replace(found, proposal=_smaller(recogniser)) if found.refusals else found


def fit_of_line(regression: Regression, examples: Examples) -> BoardFit:
    """Return what the program of a line costs; values are compared on some of the examples."""

    def differing(rows: Rows, files: dict[str, bytes]) -> int:
        printed = _run(_PREDICTING, files).output.split()
        wanted = regression.model.values(rows)
        return len(rows) if len(printed) != len(rows) else int((np.array(printed, np.float32) != wanted).sum())

    return _fit(regression_program_of(regression), examples, differing, "value")


def _fit(text: str, examples: Examples, compared: Callable[[Rows, dict[str, bytes]], int], asked: str) -> BoardFit:
    """Return the cost of a program whose function `asked` answers; `compared` counts rows that it answers otherwise."""
    plan, files = examples.plan, {"model.py": text.encode()}
    rows = examples.rows[np.linspace(0, len(examples) - 1, min(ROWS, len(examples))).astype(int)]
    differing = compared(rows, {**files, "rows.txt": rows_text(rows)})
    answer_ms = _milliseconds(_TIMING.replace("answer", asked), files)
    features_ms = keep_ms = 0.0
    if plan is not None:
        features_ms, keep_ms = _milliseconds(_MEASURING, files), _milliseconds(_KEEPING, files)
        differing += differing_features(plan, _run(_MEASURING.format(times=1), files).output)
    share = _share(plan, features_ms + answer_ms, keep_ms)
    memory = memory_of(files, _ONCE.replace("answer", asked))
    refusals = _refusals(len(text.encode()), memory, answer_ms, share, differing)
    longest = max(features_ms / len(plan.axes) if plan else 0.0, 0.0)
    return BoardFit(len(text.encode()), memory, features_ms, longest, answer_ms, share, differing, refusals, None)


def rows_text(rows: Rows) -> bytes:
    """Return rows as lines of numbers that are the same in single precision."""
    return "\n".join(" ".join(f"{float(one):.9g}" for one in row) for row in rows).encode()


def differing_answers(recogniser: Recogniser, rows: Rows, printed: str) -> int:
    """Return how many of the printed answers are not the laptop's."""
    given = recogniser.answers(rows)
    wanted = zip(given.labels.tolist(), given.sure.tolist(), given.distance.tolist(), strict=True)
    lines = printed.split("\n")
    return sum(line != " ".join(map(str, one)) for one, line in zip(wanted, lines + [""] * len(rows), strict=False))


def differing_features(plan: WindowPlan, printed: str) -> int:
    """Return how many features of the made-up window of `_MEASURING` differ in a bit."""
    kept = plan.size + len(plan.axes) + 4
    end = 3
    places = np.arange(end - plan.size, end) % kept
    window = np.stack([(places * places * 37 + axis * 101) % 1999 - 999 for axis in range(len(plan.axes))])
    wanted = features(window.astype(np.int16)[None], plan.features, plan.rate_hz)[0]
    lines = printed.split()
    if len(lines) != len(wanted):
        return len(wanted)
    return int((np.array(lines, np.float32) != wanted).sum())


def memory_of(files: dict[str, bytes], program: str) -> int:
    """Return the bytes of heap that a program needs above what the firmware holds; too many where none are enough."""
    return _least_heap(files, program) - _held_by_firmware()


@lru_cache(maxsize=1)
def _held_by_firmware() -> int:
    return int(_run("import gc\ngc.collect()\nprint(gc.mem_alloc())", {}).output)


def _least_heap(files: dict[str, bytes], program: str) -> int:
    """Return the smallest heap that a program ends well in."""
    low, high = 0, len(HEAPS)
    while low < high:
        middle = (low + high) // 2
        if _run(program, files, HEAPS[middle]).end == "finished":
            high = middle
        else:
            low = middle + 1
    return HEAPS[low] if low < len(HEAPS) else 2 * HEAPS[-1]


def _run(program: str, files: dict[str, bytes], heap_bytes: int | None = None) -> Outcome:
    limits = Limits() if heap_bytes is None else Limits(heap_bytes=heap_bytes)
    return run_virtual(program, Scenario(600.0), files=files, limits=limits)


def _milliseconds(program: str, files: dict[str, bytes]) -> float:
    """Return what one turn of a program's loop takes on an ESP32."""
    once, often = (_run(program.format(times=times), files).fuel for times in (1, TIMES + 1))
    return (often - once) / TIMES / FUEL_PER_US / 1000


def _share(plan: WindowPlan | None, answer_ms: float, keep_ms: float) -> float:
    """Return the share of the processor's time that measuring and answering take."""
    if plan is None:
        return 0.0
    a_sample = keep_ms + READ_MS
    return (a_sample + answer_ms / hop(plan)) * plan.rate_hz / 1000


def _refusals(size: int, memory: int, answer_ms: float, share: float, differing: int) -> tuple[str, ...]:
    against: dict[str, Any] = {
        "file": size > MOST_FILE_BYTES,
        "memory": memory > MOST_MEMORY_BYTES,
        "time": share > MOST_SHARE or answer_ms > MOST_ANSWER_MS,
        "answers": differing > 0,
    }
    return tuple(word for word, speaks in against.items() if speaks)


def _smaller(recogniser: Recogniser) -> tuple[str, int] | None:
    """Return the next smaller value of the knob that costs most."""
    name = SMALLER.get(recogniser.kind)
    for knob in kind_of(recogniser.kind).knobs if name else ():
        below = [one for one in knob.choices if one < recogniser.knobs[knob.name]]
        if knob.name == name and below:
            return knob.name, max(below)
    return None
