"""Changed programs that are tried where nobody recognised a cause; running them is `grading/repairing.py`'s."""

from __future__ import annotations

import pytest

from iot_lab.explain import Source
from iot_lab.explain.repairs import repairs

LOOP = "for turn in range(5):\n    led.on()\nled.off()\n"
STATE = (
    "before = 0\nwhile True:\n    if p.value() != before:\n        before = p.value()\n        c.publish('a', '1')\n"
)
ENDLESS = "while True:\n    print(1)\n    time.sleep(20)\n"


@pytest.mark.parametrize(
    ("program", "changed", "key"),
    [
        ("if 0 < angle < 180:\n    turn()\n", "0 <= angle <= 180", "explain.repair.limit"),
        (LOOP, "    led.on()\n    led.off()", "explain.repair.not-in-loop"),
        ("if late:\n    led.on()\nled.off()\n", "    led.on()\n    led.off()", "explain.repair.not-deep-enough"),
        ("for turn in range(5):\n    led.on()\n    led.off()\n", "\nled.off()", "explain.repair.too-deep-in-loop"),
        (ENDLESS, "sleep_ms(20)", "explain.repair.other-name"),
        ("if x > 0 and x < 180:\n    turn()\n", "x >= 0 and x <= 180", "explain.repair.limits"),
        ("if x <= 0 or x >= 180:\n    ignore()\n", "x < 0 or x > 180", "explain.repair.limits"),
        ("queue.append(1)\nqueue.pop()\n", "queue.pop(0)", "explain.repair.other-end"),
        ("queue.insert(0, x)\nqueue.pop(0)\n", "queue.append(x)", "explain.repair.other-end"),
        ("queue.append(1)\nsend(queue[-1])\nqueue.pop(0)\n", "send(queue[0])", "explain.repair.other-end"),
        ("s = sum(v) / (len(v) - 1)\n", "sum(v) / (len(v))", "explain.repair.divisor"),
        ("x = round(mean(v), 6)\n", "float('%.6g' % (mean(v)))", "explain.repair.digits"),
        ("x = '%.6f' % y\n", "'%.6g' % y", "explain.repair.digits"),
        ("while True:\n    if new - old > 1:\n        old = new\n", "abs(new - old) > 1", "explain.repair.one-way"),
        (STATE, "before = None", "explain.repair.first-state"),
        ("t.init(period=5, callback=f)\n", "period=5000", "explain.repair.timer-seconds"),
        ("t.init(freq=5, callback=f)\n", "period=5000", "explain.repair.timer-keyword"),
        ("t.init(freq=500, callback=f)\n", "period=500,", "explain.repair.timer-keyword"),
        ("t = Timer(0, period=2, callback=f)\n", "freq=2", "explain.repair.timer-keyword"),
    ],
)
def test_one_thing_is_changed_and_named(program, changed, key):
    found = [one for one in repairs(Source(program)) if changed in one.program]
    assert key in {one.diagnosis.key for one in found}


def test_nothing_is_moved_behind_a_loop_without_end():
    assert not [one for one in repairs(Source(ENDLESS)) if "\ntime.sleep(20)" in one.program]
