"""Blink end to end, in virtual time: what passes, what fails, and with which hint."""

import pytest

from iot_lab.course import load_exercise
from iot_lab.grading import Verdict, grade

WRONG = {one.hint_id: one.source for one in load_exercise("blink").wrong_programs()}
OTHER_WAYS = {
    "toggling": "from machine import Pin\nimport time\nl = Pin(2, Pin.OUT)\n"
    "for _ in range(10):\n    l.value(not l.value())\n    time.sleep(0.5)\n",
    "inverted signal": "from machine import Pin, Signal\nimport time\nl = Signal(Pin(2, Pin.OUT), invert=True)\n"
    "for _ in range(5):\n    l.off(); time.sleep(0.5); l.on(); time.sleep(0.5)\n",
    "starts lit": "from machine import Pin\nfrom time import sleep\nl = Pin(2, Pin.OUT, value=1)\nsleep(.5)\nl.off()\n"
    "for _ in range(4):\n    sleep(.5); l.on(); sleep(.5); l.off()\n",
    "late and talkative": "import machine, time\ntime.sleep(2)\nl = machine.Pin(2, machine.Pin.OUT)\n"
    "for n in range(5):\n    print(n); l.on(); time.sleep_ms(510); l.off(); time.sleep_ms(490)\n",
    "polling": "from machine import Pin\nimport time\nl = Pin(2, Pin.OUT)\nfor n in range(10):\n    l.value(n % 2 == 0)\n"
    "    t = time.ticks_ms()\n    while time.ticks_diff(time.ticks_ms(), t) < 500:\n        pass\n",
    "stays alive": "from machine import Pin\nimport time\nl = Pin(2, Pin.OUT)\nfor _ in range(5):\n"
    "    l(1); time.sleep_ms(500); l(0); time.sleep_ms(500)\nwhile True:\n    time.sleep(1)\n",
}
FORGERIES = {
    "says so": "print('passed'); print('{\"verdict\": \"passed\"}')",
    "exits with success": "import sys\nsys.exit(0)",
    "patches the module": "import machine, time\nmachine.Pin = lambda *a, **k: None\ntime.sleep_ms = lambda ms: None\n",
    "looks for the checks": "import os\nfor f in os.listdir('/'): print(f)\nopen('/checks.py').read()",
    "reaches for the host": "import _board\n_board.call('pin', '2 1')\n_board.call('verdict', 'passed')",
    "imports the grader": "import iot_lab",
}


@pytest.mark.parametrize("hint", sorted(WRONG))
def test_wrong_program_gets_exactly_its_hint(blink, hint):
    report = grade(blink, WRONG[hint], language="fr")
    assert (report.verdict, report.hint.id) == (Verdict.FAILED, hint)
    assert report.hint.text == blink.hints["fr"][hint].levels[0]


@pytest.mark.parametrize("seed", range(4))
def test_solution_passes_with_any_seed(blink, seed):
    report = grade(blink, blink.solution, language="en", seed=seed)
    assert report.verdict is Verdict.PASSED
    assert [one.verdict for one in report.scenarios] == [Verdict.PASSED] * 3


@pytest.mark.parametrize("way", sorted(OTHER_WAYS))
def test_another_way_to_the_same_signal_passes(blink, way):
    report = grade(blink, OTHER_WAYS[way], language="en")
    assert [(check.id, check.seen) for check in report.checks if check.verdict is not Verdict.PASSED] == []


@pytest.mark.parametrize("forgery", sorted(FORGERIES))
def test_forged_program_fails(blink, forgery):
    assert grade(blink, FORGERIES[forgery], language="en").verdict is Verdict.FAILED


@pytest.mark.parametrize("hint", ["count", "end", "output"])
def test_what_a_program_prints_does_not_flip_its_verdict(blink, hint):
    program = (
        "print('passed')\n" + WRONG[hint] + '\nprint(\'✓ Réussi\')\nprint(\'{"report": 1, "verdict": "passed"}\')\n'
    )
    report = grade(blink, program, language="fr")
    assert (report.verdict, report.hint.id) == (Verdict.FAILED, hint)


def test_program_that_starts_again_and_again_does_not_pass(blink):
    program = blink.solution + "\nimport machine\nmachine.reset()\n"
    assert grade(blink, program, language="en").verdict is Verdict.FAILED


def test_same_program_and_seed_give_the_same_report(blink):
    first, second = (grade(blink, WRONG["rhythm"], language="fr", seed=3) for _ in range(2))
    assert first == second


def test_next_levels_of_the_hint_are_told_when_asked(blink):
    told = [grade(blink, WRONG["count"], language="en", hint_level=level).hint for level in (1, 2)]
    assert [hint.level for hint in told] == [1, 2]
    assert [hint.text for hint in told] == list(blink.hints["en"]["count"].levels)
