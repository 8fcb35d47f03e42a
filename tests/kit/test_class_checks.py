"""A class presses Check at once, through the real pages of a real kit with live boards."""

from iot_lab.course import load_exercise
from tests.rigs.classroom import check_at_once

LEARNERS = 40
ENDLESS = "def f(): pass\nwhile True: f()\n"
LONG_TO_CHECK = "n = 0\nwhile n < 2_000_000:\n    n += 1\n"


def test_forty_learners_press_check_at_once_and_each_gets_their_own_verdict(simulating_kit):
    simulating_kit.start()
    blink = load_exercise("blink")
    kinds = [("passed", blink.solution), ("failed", blink.starters["fr"]), ("failed", ENDLESS), ("failed", "import")]
    wanted, programs = zip(*(kinds[number % len(kinds)] for number in range(LEARNERS)), strict=True)
    answers = check_at_once(simulating_kit.port, "blink", list(programs))
    assert tuple(answer.verdict for answer in answers) == wanted


def test_place_in_the_queue_only_goes_down(simulating_kit):
    simulating_kit.start()
    answers = check_at_once(simulating_kit.port, "blink", [LONG_TO_CHECK] * 12)
    assert {answer.verdict for answer in answers} == {"failed"}
    assert any(answer.places for answer in answers)
    assert all(answer.places == sorted(answer.places, reverse=True) for answer in answers)
