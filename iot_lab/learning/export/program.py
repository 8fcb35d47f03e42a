"""One complete MicroPython program: features, model, loop; no native module, no list that grows, no sorting.

Run as main.py it measures, answers twice a second and tells the room: series `answer`, with `label` (the number of
the class, -1: unknown), `sure` and `distance` in percent. Imported, it only answers: `answer(features)`. The work of an
answer is a generator that rests between its parts, so that the next sample is read in time.

MicroPython keeps a whole file's parse tree until all of it is compiled, which is what a program needs most memory for.
So the board's part stands in the file as a text, which is compiled after the model: the peak is a third lower.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from iot_lab.foreign_text import clean
from iot_lab.learning.export.board_features import measuring, setting
from iot_lab.learning.export.board_models import ROWS_A_TICK, bytes_text, model_text, rows_text
from iot_lab.learning.knobs import NEIGHBOURS
from iot_lab.learning.rounding import literal
from iot_lab.learning.takes import THOUSANDTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from iot_lab.learning.plan import WindowPlan
    from iot_lab.learning.recogniser import Recogniser, Regression

ANSWERS: Final = "answer"
"""The series that the program publishes."""

_MPU6050: Final = """
from machine import I2C, Pin
from mpu6050 import MPU6050

sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))


def read():
    now = sensor.read()
    ax, ay, az = now.acceleration_g
    gx, gy, gz = now.rotation_dps
    return {{{pairs}}}
"""

_YOURS: Final = """

def read():
    # Your turn: return what your sensors measure now, in the same unit as in the recordings.
    raise NotImplementedError("write read() in this program")
    return {{{pairs}}}
"""

_NUMBERS: Final = """
def numbers(text):
    return array("f", [float(one) for one in text.split()])
"""

_STEPS: Final = """
{numbers}

# Each feature becomes steps, 32 to a deviation: its mean, and half steps a unit.
MEAN = numbers("{mean}")
HALF = numbers("{half}")
q = array("b", bytes(COUNT))
"""

_STEPPING: Final = '''

def step():
    for i in range(COUNT):
        single[0] = x[i] - MEAN[i]
        single[0] *= HALF[i]
        v = single[0]
        v = -254 if v < -254 else 254 if v > 254 else int(v)
        q[i] = v + 1 >> 1 if v >= 0 else -(1 - v >> 1)


def far_from(c):
    centre, inverse = CENTRES[c * COUNT : (c + 1) * COUNT], INVERSE[c * COUNT : (c + 1) * COUNT]
    far = 0
    for i in range(COUNT):
        d = (q[i] + 128 - centre[i]) * inverse[i] >> 5
        far += d * d
    return far // COUNT


def distance(c):
    """How far from what is known of a class, in percent of its fence."""
    return min(100 * far_from(c) // LIMITS[c], 9999)
'''

_ANSWER: Final = '''

def answer(features):
    """Return the number of the class (-1: unknown), how sure and how far, in percent, for a list of features."""
    for i in range(COUNT):
        x[i] = features[i]
    step()
    label, sure = predict()
    far = distance(label)
    return (label if far <= 100 else -1), sure, far
'''

_WORK: Final = """

def work(end):
    for axis in range(len(AXES)):
        measure(axis, end)
        yield
    step()
    yield
{predicting}
    yield
    far = distance(label)
    if far > 100:
        label = -1
    print(CLASSES[label] if label >= 0 else "?", sure, far)
    lab.publish("answer", {{"label": label, "sure": sure, "distance": far}})
"""

_RUN: Final = """

def run():
    count = rest = 0
    job = failed = None
    due = time.ticks_ms()
    while True:
        try:
            keep(read())
            count = count + 1 if count < SIZE + HOP - 1 else SIZE
            failed = None
            if count == SIZE and job is None:
                job = work(at)
        except OSError as error:
            if failed is None:
                print(error)
            failed = error
        if job is not None:
            try:
                next(job)
            except StopIteration:
                job = None
        rest += {rest}
        due = time.ticks_add(due, {period} + rest // 1000)
        rest %= 1000
        late = time.ticks_diff(time.ticks_ms(), due)
        if late > 1000:
            due = time.ticks_ms()
        time.sleep_ms(max(1, -late))
"""


_BOARD: Final = """

# What a board does all day, as a text: it is compiled after the model, when the memory of that is free again.
BOARD = '''{text}'''


def board():
    exec(BOARD, globals())


if __name__ == "__main__":
    import time

    import lab
{read}
    board()
    del BOARD
    run()
"""


def program_of(recogniser: Recogniser, read: str | None = None) -> str:
    """Return the program.

    `read` is the text of a function `read()` with its imports, which returns a dict: each axis's value in its unit. By
    default it is an MPU6050's where the axes are its own, else one that a person completes.
    """
    plan = recogniser.plan
    fence = recogniser.fence
    parts = [
        _head(recogniser.kind, recogniser.about, recogniser.names),
        f"CLASSES = {_texts(recogniser.classes)}\n",
        _buffers(len(recogniser.names)),
        _STEPS.format(
            numbers=_NUMBERS, mean=_numbers(recogniser.steps.mean), half=_numbers(recogniser.steps.half_steps)
        ),
        "coarse = bytearray(COUNT)\n" if recogniser.kind == NEIGHBOURS else "",
        "# Each class's fence: its centre (a byte a feature, + 128), the inverse of its width, how far it goes.\n",
        f"CENTRES = {rows_text(fence.centres)}",
        f"INVERSE = {bytes_text(fence.inverse)}",
        f"LIMITS = {_texts(fence.limits.tolist())}\n",
        model_text(recogniser),
        _STEPPING,
        _ANSWER,
        _board(plan, _work(recogniser.kind), read) if plan else "",
    ]
    return "".join(parts)


def regression_program_of(regression: Regression, read: str | None = None) -> str:
    """Return the program of a line: `value(features)`; run as main.py it publishes the series `value`."""
    plan = regression.plan
    parts = [
        _head(regression.kind, regression.about, regression.names),
        _buffers(len(regression.names)),
        _VALUE.format(
            weights=_numbers(regression.model.weights), bias=literal(float(regression.model.bias)), numbers=_NUMBERS
        ),
    ]
    if plan:
        parts.append(_board(plan, _WORK_OF_A_LINE, read))
    return "".join(parts)


_VALUE: Final = '''
{numbers}

WEIGHTS = numbers("{weights}")
BIAS = numbers("{bias}")


def predict():
    """The sum of the features, each times its weight."""
    total = BIAS[0]
    for i in range(COUNT):
        single[0] = x[i] * WEIGHTS[i]
        single[0] += total
        total = single[0]
    return total


def value(features):
    for i in range(COUNT):
        x[i] = features[i]
    return predict()
'''

_WORK_OF_A_LINE: Final = """

def work(end):
    for axis in range(len(AXES)):
        measure(axis, end)
        yield
    lab.publish("value", predict())
"""


def _head(kind: str, about: Mapping[str, Any], names: Iterable[str]) -> str:
    """Return the first lines: what this is, and the features that `x` holds."""
    lines = [f"# iot-lab, a model that fits one file: {kind}."]
    lines += [f"# {clean(str(key))}: {clean(str(value))}" for key, value in about.items()]
    lines.append("# Features, in order: " + ", ".join(clean(name) for name in names) + ".")
    return "\n".join(lines) + "\n"


def _buffers(count: int) -> str:
    return (
        "from array import array\n"
        f"\nCOUNT = {count}\n"
        'x = array("f", bytes(4 * COUNT))\n'
        'single = array("f", bytes(4))  # what is put here has single precision, on any board\n'
    )


def _board(plan: WindowPlan, work: str, read: str | None) -> str:
    """Return what runs on the board alone: features, work and loop as a text, and the sensor's reading."""
    period_ms, rest = divmod(round(1_000_000 / plan.rate_hz), 1000)
    text = setting(plan) + measuring(plan) + work + _RUN.format(period=period_ms, rest=rest)
    assert "\\" not in text
    assert "'''" not in text
    pairs = ", ".join(f'"{axis}": {axis}' for axis in plan.axes)
    nothing = ", ".join(f'"{axis}": 0' for axis in plan.axes)
    yours = read or (_MPU6050.format(pairs=pairs) if set(plan.axes) <= THOUSANDTHS else _YOURS.format(pairs=nothing))
    indented = "\n".join(f"    {line}" if line else "" for line in yours.strip("\n").split("\n"))
    return _BOARD.format(text=text, read=indented)


def _work(kind: str) -> str:
    """Return the generator that answers, part by part."""
    predicting = "    label, sure = predict()"
    if kind == NEIGHBOURS:
        predicting = (
            "    begin()\n"
            f"    for start in range(0, KEPT_ROWS, {ROWS_A_TICK}):\n"
            f"        look(start, min(start + {ROWS_A_TICK}, KEPT_ROWS))\n"
            "        yield\n"
            "    label, sure = voted()"
        )
    return _WORK.format(predicting=predicting)


def _texts(texts: Iterable[str]) -> str:
    return f"({', '.join(repr(text) for text in texts)},)"


def _numbers(values: Iterable[float]) -> str:
    return " ".join(literal(float(value)) for value in values)
