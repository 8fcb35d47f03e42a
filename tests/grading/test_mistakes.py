"""Mistakes: which check they belong to, and which hint comes first."""

from iot_lab.course import load_exercise
from iot_lab.grading.choosing import choose_cause
from iot_lab.grading.ending import ENDING
from iot_lab.grading.grade import grade
from iot_lab.grading.judge import Judge
from iot_lab.grading.vocabulary import Mismatch, NothingToJudge, Program, Trial, breakdown, check, say

BROKEN = "led = 1 / 0\n"


@check("arrives", fr="x", en="x")
def arrives(trial):
    pass


@breakdown("too-fast")
@arrives.mistake("too-fast")
def reads_too_fast(trial):
    return trial.virtual_us == 7


@check("stays", fr="x", en="x")
def stays(trial):
    pass


@arrives.mistake("silent", is_symptom=True)
def says_nothing(trial):
    return trial.virtual_us > 8


@stays.mistake("leaves")
def leaves(trial, program):
    return "leave" in program.names


@stays.mistake("bounces", unless=("leaves",))
def bounces(trial, program):
    return "bounce" in program.names


@stays.mistake("broken")
def breaks(trial):
    raise ValueError


JUDGE = Judge((arrives, stays), (reads_too_fast, says_nothing, breaks, bounces, leaves), lambda chance: [])
FAILED = Mismatch(say(fr="x", en="x"), say(fr="x", en="x"))
NOTHING = NothingToJudge(say(fr="x", en="x"), say(fr="x", en="x"))


def chosen(virtual_us, program="", **mismatches):
    found = {name: mismatches[name] for name in mismatches}
    cause = choose_cause(JUDGE, found, Trial([], "exception", virtual_us), Program(program))
    return cause.check_id, cause.hint_id


def test_mistake_written_for_two_checks_gives_its_hint_for_both():
    assert chosen(7, arrives=FAILED) == ("arrives", "too-fast")
    assert chosen(7, runs=FAILED) == (ENDING, "too-fast")


def test_mistake_that_is_not_recognised_leaves_the_check_its_own_hint():
    assert chosen(8, arrives=FAILED) == ("arrives", "arrives")
    assert chosen(8, runs=FAILED) == (ENDING, "error")


def test_cause_of_a_later_check_is_told_before_a_symptom_of_an_earlier_one():
    assert chosen(9, arrives=FAILED, stays=FAILED) == ("arrives", "silent")
    assert chosen(9, "leave()", arrives=FAILED, stays=FAILED) == ("stays", "leaves")


def test_consequence_says_nothing_where_its_cause_is_recognised():
    assert chosen(8, "bounce()", stays=FAILED) == ("stays", "bounces")
    assert chosen(8, "bounce(leave)", stays=FAILED) == ("stays", "leaves")


def test_check_with_nothing_to_judge_explains_nothing_behind_another():
    assert chosen(9, "leave()", arrives=FAILED, stays=NOTHING) == ("arrives", "silent")
    assert chosen(9, "leave()", stays=NOTHING) == ("stays", "leaves")


def test_after_a_breakdown_only_what_stops_programs_is_asked_for():
    assert chosen(9, "leave()", runs=FAILED, stays=FAILED) == (ENDING, "error")


def test_exercise_knows_its_own_breakdowns_and_leaves_the_others(course):
    checks = course / "blink" / "checks.py"
    text = checks.read_text(encoding="utf-8").replace("Trial, check", "Trial, breakdown, check")
    text += "\n\n@breakdown('count')\ndef divides(trial):\n    return trial.error.type == 'ZeroDivisionError'\n"
    checks.write_text(text, encoding="utf-8")
    blink = load_exercise("blink", course)
    told = [grade(blink, program, language="en").hint.id for program in (BROKEN, "led = lid\n")]
    assert told == ["count", "name.slip"]
