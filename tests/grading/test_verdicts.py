"""The three verdicts: programs that break down are the learner's, everything else that breaks is ours."""

import pytest

from iot_lab.course import load_exercise
from iot_lab.grading import (
    MAX_PROGRAM_BYTES,
    ProgramNotText,
    ProgramTooLarge,
    Verdict,
    find_hint,
    grade,
    program_from_bytes,
)
from iot_lab.grading.ending import SimulatorFault, check_ending
from iot_lab.grading.trial import Trial
from iot_lab.resources import NotBuilt
from iot_lab.simulator import runtime
from iot_lab.texts import LANGUAGES
from tests.rigs.course_programs import program_of

BREAKDOWNS = {
    "for _ in range(5)\n    pass": ("syntax.colon", "line 1"),
    "import time\n\nled.on()": ("name.unknown", "line 3, “led.on()”: a name used here"),
    "import tiem": ("import.slip", "import tiem"),
    "1 / 0": ("value.zero", "divides by zero"),
    "raise ValueError": ("raised.bare", "raise ValueError"),
    "l = []\nwhile True:\n    l.append('x' * 1000)": ("other.memory", "memory is full"),
    "from machine import Pin\nl = Pin(2, Pin.OUT)\nwhile True:\n    l(1)\n    l(0)": (
        "never-sleeps",
        "without ever pausing",
    ),
    "import machine\nmachine.reset()": ("error", "restarts"),
}


def append(path, text):
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


@pytest.mark.parametrize("program", BREAKDOWNS, ids=lambda program: program.splitlines()[0][:20])
def test_program_that_breaks_down_fails_with_its_own_hint(blink, program):
    hint, words = BREAKDOWNS[program]
    report = grade(blink, program, language="en")
    assert (report.verdict, report.hint.id) == (Verdict.FAILED, hint)
    assert report.checks[0].id == "runs"
    assert words in report.checks[0].seen


def test_program_that_prints_for_ever_is_judged_by_what_it_does(blink):
    report = grade(blink, "while True:\n    print('x' * 100)", language="en")
    assert (report.verdict, report.checks[0].verdict) == (Verdict.FAILED, Verdict.PASSED)
    assert report.hint.id == "nothing-yet"


@pytest.mark.parametrize("hint", ["never-sleeps", "error"])
def test_hint_for_a_breakdown_has_two_levels_in_both_languages(blink, hint):
    levels = [level for language in LANGUAGES for level in find_hint(blink, hint, language).levels]
    assert len(set(levels)) == 4
    assert not any(level.startswith("grading.") for level in levels)


def test_moment_of_a_late_breakdown_is_told(blink):
    report = grade(blink, "import time\ntime.sleep(3)\n1/0", language="fr")
    assert report.checks[0].at_s == pytest.approx(3, abs=0.01)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("checks.py", "\n\n@check('late', fr='x', en='x')\ndef late(trial):\n    raise KeyError('oops')\n"),
        ("checks.py", "\nimport nowhere\n"),
        ("checks.py", "\n)\n"),
        ("scenarios.py", "\n\ndef scenarios(chance):\n    return [None]\n"),
        ("scenarios.py", "\ndel scenarios\n"),
    ],
)
def test_fault_of_the_exercise_is_never_the_learners_failure(course, file, text):
    append(course / "blink" / file, text)
    exercise = load_exercise("blink", course)
    report = grade(exercise, program_of(exercise.wrong_programs(), "end"), language="fr")
    assert report.verdict is Verdict.COULD_NOT_CHECK
    assert "Traceback" in report.fault
    assert report.checks == ()


def test_recogniser_that_breaks_leaves_the_verdict_and_the_checks_own_hint(course):
    append(course / "blink" / "checks.py", "\n\n@ends_off.mistake('count')\ndef bad(trial):\n    return 1 / 0\n")
    exercise = load_exercise("blink", course)
    report = grade(exercise, program_of(exercise.wrong_programs(), "end"), language="fr")
    assert (report.verdict, report.hint.id) == (Verdict.FAILED, "end")


def test_fault_of_the_simulator_is_never_the_learners_failure():
    with pytest.raises(SimulatorFault):
        check_ending(Trial([], "fault", 0))
    with pytest.raises(SimulatorFault):
        check_ending(Trial([], "something new", 0))


def test_incomplete_installation_is_told_as_such(blink, monkeypatch):
    runtime.shared_runtime.cache_clear()
    monkeypatch.setattr(runtime, "built", lambda name: (_ for _ in ()).throw(NotBuilt(name)))
    with pytest.raises(runtime.RuntimeMissing):
        grade(blink, blink.solution, language="fr")


def test_missing_hint_is_our_fault(course):
    path = course / "blink" / "hints.en.toml"
    path.write_text(path.read_text().replace("[count]", "[other]"))
    exercise = load_exercise("blink", course)
    assert (
        grade(exercise, program_of(exercise.wrong_programs(), "count"), language="en").verdict
        is Verdict.COULD_NOT_CHECK
    )


def test_program_made_for_the_public_scenario_fails_the_hidden_ones(course):
    append(
        course / "blink" / "checks.py",
        "\n\n@check('watch', fr='x', en='x')\ndef watch(trial):\n    expect(trial.pin(LED)).pulses(5 if trial.duration_s == 600 else 6)\n",
    )
    for language in LANGUAGES:
        append(course / "blink" / f"hints.{language}.toml", '\n[watch]\nwhere = "a"\nwhy = "b"\nhow = "c"\n')
    exercise = load_exercise("blink", course)
    report = grade(exercise, exercise.solution + "\nwhile True: time.sleep(1)\n", language="en")
    assert [one.verdict for one in report.scenarios] == [Verdict.PASSED, Verdict.FAILED, Verdict.FAILED]
    assert "hidden" in report.summary
    assert report.timeline[-1].t_s < 6


def test_hidden_scenarios_wait_until_the_public_ones_pass(blink):
    report = grade(blink, program_of(blink.wrong_programs(), "count"), language="en")
    assert [one.verdict for one in report.scenarios] == [Verdict.FAILED, None, None]


@pytest.mark.parametrize("content", [b"\xff\xfe", b"led = 1\0", "led = 'é'".encode("latin-1")])
def test_file_that_is_not_text_is_refused(content):
    with pytest.raises(ProgramNotText):
        program_from_bytes(content)


def test_program_too_large_for_a_board_is_refused(blink):
    with pytest.raises(ProgramTooLarge):
        grade(blink, "#" * (MAX_PROGRAM_BYTES + 1), language="fr")


def test_half_a_surrogate_is_refused_before_anything_runs(blink):
    with pytest.raises(ProgramNotText):
        grade(blink, "print('\ud800')", language="fr")


def test_byte_order_mark_and_foreign_line_ends_are_welcome(blink):
    content = b"\xef\xbb\xbf" + blink.solution.replace("\n", "\r\n").encode()
    assert grade(blink, program_from_bytes(content), language="fr").verdict is Verdict.PASSED
