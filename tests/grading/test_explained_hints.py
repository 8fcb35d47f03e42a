"""What the explainer says in a report: before symptoms, beside an exercise's own breakdown, and never at the verdict's cost."""

from __future__ import annotations

import pytest

from iot_lab.course import load_exercise
from iot_lab.grading import Verdict, diagnosing, grade

HEAD = "from machine import Pin\nimport time\nled = Pin(2, Pin.OUT)\n"
BLINK = "for i in range(5):\n    led.on()\n    time.sleep_ms(500)\n    led.off()\n    time.sleep_ms(500)\n"
TOLD = {
    "quiet.not-called": (HEAD + BLINK.replace("led.on()", "led.on"), 5),
    "quiet.never-called": (HEAD + "def main():\n    led.on()\n    time.sleep(5)\n", 4),
    "caught.hidden": (HEAD + "for i in range(5):\n    try:\n        led.onn()\n    except:\n        pass\n    time.sleep(1)\n", 6),
    "quiet.input-driven": ((HEAD + BLINK).replace("Pin(2, Pin.OUT)", "Pin(2)"), 3),
    "attribute.slip": (
        HEAD + "import asyncio\nasync def go():\n    led.onn()\nasync def main():\n    asyncio.create_task(go())\n"
        "    await asyncio.sleep(1)\nasyncio.run(main())\n", 6),
}  # fmt: skip


@pytest.mark.parametrize("hint", TOLD)
def test_mistake_without_an_error_is_told_with_its_line(blink, hint):
    program, line = TOLD[hint]
    report = grade(blink, program, language="en")
    assert (report.verdict, report.hint.id) == (Verdict.FAILED, hint)
    assert report.hint.text.startswith(f"Line {line}: ")


def test_exercises_own_breakdown_stands_and_the_error_is_a_fact_beside_it():
    climate = load_exercise("climate")
    program = climate.solution.replace("except Exception as error", "except OSError as error")
    report = grade(climate, program, language="en")
    explained = next(check for check in report.checks if check.hint)
    assert report.hint.id == "only-oserror"
    assert "blurred" in explained.fact


def test_right_program_is_never_told_anything(blink):
    program = HEAD + "def unused():\n    led.on()\n" + BLINK
    report = grade(blink, program, language="en")
    assert (report.verdict, report.hint) == (Verdict.PASSED, None)


@pytest.mark.parametrize("broken", ["explain", "quiet_mistakes", "swallowed", "half_used_parts"])
def test_fault_of_the_explainer_never_costs_the_verdict(blink, monkeypatch, caplog, broken):
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(diagnosing, broken, fail)
    for program in ("led.on()\n", "x = 1\n"):
        report = grade(blink, program, language="fr")
        assert report.verdict is Verdict.FAILED
        assert report.hint is not None


def test_one_change_that_makes_a_program_pass_proves_its_mistake():
    exercise = load_exercise("blink")
    program = exercise.solution.replace("time.sleep_ms(500)", "time.sleep_us(500)", 1)
    assert program != exercise.solution

    alone = grade(exercise, program, language="en")
    mended = grade(exercise, program, language="en", mends=True)

    told = next(check for check in mended.checks if check.hint is not None)
    assert not alone.hint.is_proved
    assert mended.hint.is_proved
    assert "sleep_us" in told.fact
    assert "sleep_ms" in told.fact


def test_program_that_joins_a_network_where_there_is_no_room_troubles_nobody(blink, caplog):
    program = "import network\nwlan = network.WLAN(network.STA_IF)\nwlan.active(True)\nwlan.connect('livebox', 'x')\n"
    report = grade(blink, program, language="en")
    assert report.verdict is Verdict.FAILED
    assert caplog.records == []
