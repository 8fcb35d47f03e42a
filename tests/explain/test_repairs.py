"""Changed programs that are tried where nobody recognised a cause; running them is `grading/repairing.py`'s."""

from __future__ import annotations

import pytest

from iot_lab.explain import Source
from iot_lab.explain.repairs import repairs

LOOP = "for turn in range(5):\n    led.on()\nled.off()\n"
ENDLESS = "while True:\n    print(1)\n    time.sleep(20)\n"


@pytest.mark.parametrize(
    ("program", "changed", "key"),
    [
        ("if 0 < angle < 180:\n    turn()\n", "0 <= angle <= 180", "explain.repair.limit"),
        (LOOP, "    led.on()\n    led.off()", "explain.repair.not-in-loop"),
        ("if late:\n    led.on()\nled.off()\n", "    led.on()\n    led.off()", "explain.repair.not-deep-enough"),
        ("for turn in range(5):\n    led.on()\n    led.off()\n", "\nled.off()", "explain.repair.too-deep-in-loop"),
        (ENDLESS, "sleep_ms(20)", "explain.repair.other-name"),
    ],
)
def test_one_thing_is_changed_and_named(program, changed, key):
    found = [one for one in repairs(Source(program)) if changed in one.program]
    assert key in {one.diagnosis.key for one in found}


def test_nothing_is_moved_behind_a_loop_without_end():
    assert not [one for one in repairs(Source(ENDLESS)) if "\ntime.sleep(20)" in one.program]
