"""The board's side of `features.py`: the same text of arithmetic, one axis at a time.

A window is kept a little longer than it lasts, so that its axes can be summed up one a tick while new samples come.
`sum`, `min` and `max` run in C; one loop does the rest. No number is a float before the last division or root, whose
result goes through an array of single precision.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.learning.features import (
    CROSSINGS,
    DEVIATION,
    ENERGY,
    FREQUENCY,
    MAX,
    MEAN,
    MIN,
    SLOPE,
    rate_fraction,
)

if TYPE_CHECKING:
    from iot_lab.learning.plan import WindowPlan

SPARE_TICKS: Final = 4

RATIO: Final = """

def cut(v):
    # What 24 bits cannot hold is dropped: then no board rounds in its own way.
    s = 0
    while v >> s >= 1 << 24:
        s += 1
    return v >> s << s


def ratio(top, bottom):
    single[0] = (cut(top) if top >= 0 else -cut(-top)) / cut(bottom)
    return single[0]
"""

KEEP: Final = """

def keep(values):
    \"\"\"Keep one sample: a dict of the axes' values in their unit.\"\"\"
    global at
    for axis in range(len(AXES)):
        v = round(values[AXES[axis]] * PER)
        rings[axis][at] = max(-32768, min(32767, v))
    at = at + 1 if at + 1 < KEPT else 0
"""

SLOPE_LINES: Final = """
    ramp = 0
    k = 1 - SIZE
    for v in w:
        ramp += k * v
        k += 2"""


def setting(plan: WindowPlan) -> str:
    """Return the constants and the buffers of a plan."""
    axes = ", ".join(repr(axis) for axis in plan.axes)
    return (
        "\nfrom math import sqrt\n\n"
        f"AXES = ({axes},)\n"
        f"SIZE, HOP, PER = {plan.size}, {hop(plan)}, {plan.per}\n"
        f"KEPT = SIZE + len(AXES) + {SPARE_TICKS}\n"
        "rings = [array('h', bytes(2 * KEPT)) for _ in AXES]\n"
        "at = 0\n"
    ).replace("'", '"')


def hop(plan: WindowPlan) -> int:
    """Return how many samples lie between two answers: half a second, or what the work of one needs."""
    return max(round(plan.rate_hz / 2), len(plan.axes) + 2 * SPARE_TICKS)


def measuring(plan: WindowPlan) -> str:
    """Return the functions that keep samples and sum up one axis of the window that ends at a place of the ring."""
    chosen = plan.features
    hz, per = rate_fraction(plan.rate_hz)
    needs_deviation = DEVIATION in chosen or FREQUENCY in chosen
    lines = [
        "    w = rings[axis]",
        "    start = end - SIZE",
        "    w = w[start:end] if start >= 0 else w[start:] + w[:end]",
        f"    o = axis * {len(chosen)}",
        "    total = sum(w)",
    ]
    if needs_deviation or CROSSINGS in chosen:
        lines.append("    middle = total // SIZE")
    lines += _loop(needs_deviation=needs_deviation, has_crossings=CROSSINGS in chosen, has_energy=ENERGY in chosen)
    if needs_deviation:
        lines += [
            "    total -= SIZE * middle",
            "    single[0] = sqrt(ratio(SIZE * squares - total * total, SIZE * SIZE))",
            "    deviation = single[0]",
            "    total += SIZE * middle",
        ]
    if SLOPE in chosen:
        lines += SLOPE_LINES.strip("\n").split("\n")
    if FREQUENCY in chosen:
        lines += _rises()
    told = {
        MEAN: "ratio(total, SIZE)",
        DEVIATION: "deviation",
        MIN: "min(w)",
        MAX: "max(w)",
        CROSSINGS: "crossings",
        ENERGY: "ratio(moves, SIZE - 1)",
        SLOPE: f"ratio(6 * ramp * {hz}, SIZE * (SIZE * SIZE - 1) * {per})",
        FREQUENCY: f"ratio((rises - 1) * {hz}, (last - first) * {per}) if rises > 1 else 0",
    }
    lines += [f"    x[o + {place}] = {told[name]}" for place, name in enumerate(chosen)]
    head = '\n\ndef measure(axis, end):\n    """Sum up one axis of the window that ends before place `end`."""\n'
    return RATIO + KEEP + head + "\n".join(lines) + "\n"


def _loop(*, needs_deviation: bool, has_crossings: bool, has_energy: bool) -> list[str]:
    """Return the loop over a window's samples that counts what is needed."""
    if not (needs_deviation or has_crossings or has_energy):
        return []
    names = [
        name for name, has in (("squares", needs_deviation), ("moves", has_energy), ("crossings", has_crossings)) if has
    ]
    lines = [f"    {' = '.join(names)} = 0", "    before = w[0]"]
    if has_crossings:
        lines.append("    was_above = before > middle")
    lines.append("    for v in w:")
    if has_energy:
        lines += ["        d = v - before", "        moves += d * d", "        before = v"]
    if has_crossings:
        lines += [
            "        if (v > middle) != was_above:",
            "            was_above = not was_above",
            "            crossings += 1",
        ]
    if needs_deviation:
        lines += ["        d = v - middle", "        squares += d * d"]
    return lines


def _rises() -> list[str]:
    """Return the lines that find the first and the last rise through the middle."""
    return [
        "    half = int(deviation) >> 1",
        "    low, high = middle - half, middle + half",
        "    first = last = rises = i = 0",
        "    is_low = False",
        "    for v in w:",
        "        if is_low and v > high:",
        "            if not rises:",
        "                first = i",
        "            last = i",
        "            rises += 1",
        "            is_low = False",
        "        elif v < low:",
        "            is_low = True",
        "        i += 1",
    ]
