"""Mistakes: which check they belong to, and which hint comes first."""

from iot_lab.course import load_exercise
from iot_lab.grading.ending import ENDING
from iot_lab.grading.grade import grade
from iot_lab.grading.judge import Judge
from iot_lab.grading.vocabulary import Trial, breakdown, check

BROKEN = "led = 1 / 0\n"


@check("arrives", fr="x", en="x")
def arrives(trial):
    pass


@breakdown("too-fast")
@arrives.mistake("too-fast")
def reads_too_fast(trial):
    return trial.virtual_us == 7


JUDGE = Judge((arrives,), (reads_too_fast,), lambda chance: [])


def test_mistake_written_for_two_checks_gives_its_hint_for_both():
    trial = Trial([], "exception", 7)
    assert [JUDGE.hint_id(check_id, trial) for check_id in ("arrives", ENDING)] == ["too-fast", "too-fast"]


def test_mistake_that_is_not_recognised_leaves_the_check_its_own_hint():
    trial = Trial([], "exception", 8)
    assert [JUDGE.hint_id(check_id, trial) for check_id in ("arrives", ENDING)] == ["arrives", ENDING]


def test_exercise_knows_its_own_breakdowns_and_leaves_the_others(course):
    checks = course / "blink" / "checks.py"
    text = checks.read_text(encoding="utf-8").replace("Trial, check", "Trial, breakdown, check")
    text += "\n\n@breakdown('count')\ndef divides(trial):\n    return trial.error.type == 'ZeroDivisionError'\n"
    checks.write_text(text, encoding="utf-8")
    blink = load_exercise("blink", course)
    told = [grade(blink, program, language="en").hint.id for program in (BROKEN, "led = lid\n")]
    assert told == ["count", "name.slip"]
