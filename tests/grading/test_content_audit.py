"""The audit finds faults planted in a copy of the course, and names the file of each."""

import shutil

import pytest

from iot_lab.course import load_exercise
from iot_lab.grading import audit_gradings
from iot_lab.grading.audit import audit_exercise
from iot_lab.grading.audit_ahead import grade_ahead
from iot_lab.grading.audit_gradings import AuditGradings
from iot_lab.grading.audit_plan import BY_DEFAULT, THOROUGH


def copy(name, to):
    return lambda folder: (folder / to).write_text((folder / name).read_text(encoding="utf-8"), encoding="utf-8")


def write(name, text):
    def act(folder):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")

    return act


def append(name, text):
    return lambda folder: (folder / name).write_text((folder / name).read_text(encoding="utf-8") + text, "utf-8")


def replace(name, old, new):
    def act(folder):
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")

    return act


PLANTED = [
    (copy("solution.py", "starter.fr.py"), "starter-passes", "starter.fr.py"),
    (write("starter.en.py", "1 / 0\n"), "starter-breaks-down", "starter.en.py"),
    (append("solution.py", "led.on()\n"), "solution-fails", "solution.py"),
    (write("right/late.py", "led = 1 / 0\n"), "right-program-fails", "right/late.py"),
    (copy("solution.py", "wrong/rhythm--x.py"), "wrong-program-passes", "wrong/rhythm--x.py"),
    (copy("wrong/end.toml", "wrong/rhythm--x.toml"), "other-hint-given", "wrong/rhythm--x.toml"),
    (replace("checks.py", "import Trial", "import Trail"), "checking-breaks", "checks.py"),
    (
        append("checks.py", "\n\n@ends_off.mistake('count')\ndef bad(t):\n    return 1 / 0\n"),
        "recogniser-breaks",
        "wrong/end.toml",
    ),
    (
        append("checks.py", "\n\n@ends_off.mistake('light')\ndef bad(t):\n    return True\n"),
        "other-hint-given",
        "wrong/end.toml",
    ),
    (replace("checks.py", ', unless=("no-pause",)', ""), "mistake-seen-elsewhere", "wrong/no-pause.toml"),
    (
        append("checks.py", "\n\n@ends_off.mistake('light')\ndef loose(t):\n    return True\n"),
        "mistake-seen-elsewhere",
        "solution.py",
    ),
    (
        lambda folder: write("right/quiet.py", (folder / "solution.py").read_text() + "led.off\n")(folder),
        "explainer-speaks-of-right",
        "right/quiet.py",
    ),
    (replace("checks.py", "within_percent=5", "within_percent=500"), "constant-not-enforced", "exercise.toml"),
    (replace("scenarios.py", "hidden(", "public("), "no-hidden-scenario", "scenarios.py"),
    (replace("checks.py", 'mistake("endless")', 'mistake("endles")'), "hint-missing", "hints.fr.toml"),
]


@pytest.fixture
def course(blink_alone):
    """Blink alone: what is planted here shows on any draw."""
    return blink_alone


def audit(course, plan=BY_DEFAULT):
    return list(audit_exercise(load_exercise("blink", course), plan=plan))


@pytest.mark.parametrize(("plant", "code", "file"), PLANTED, ids=[f"{code}-{file}" for _, code, file in PLANTED])
def test_planted_fault_is_found_in_its_file(course, plant, code, file):
    plant(course / "blink")
    found = {
        (fault.code, fault.details["file"].replace("\\", "/").partition("course/blink/")[2]) for fault in audit(course)
    }
    assert (code, file) in found


def test_cheat_that_passes_is_found(course):
    (course / "blink" / "cheats").mkdir()
    copy("solution.py", "cheats/clock.py")(course / "blink")
    copy("wrong/end.toml", "cheats/good.toml")(course / "blink")
    found = [(fault.code, fault.details["file"].replace("\\", "/").rpartition("/")[2]) for fault in audit(course)]
    assert found == [("cheat-passes", "clock.py")]


def test_solution_of_another_exercise_that_passes_is_found(course):
    shutil.copytree(course / "blink", course / "twin")
    write("solution.py", (course / "twin" / "solution.py").read_text() + "# the same")(course / "twin")
    assert [(fault.code, fault.details["other"]) for fault in audit(course)] == [("other-solution-passes", "twin")]


def test_mistake_asserted_of_another_exercise_s_solution_is_found_unless_it_is_made_anywhere(course):
    shutil.copytree(course / "blink", course / "twin")
    write("solution.py", "from machine import Pin\nPin(4, Pin.OUT).on()\n")(course / "twin")
    rule = "\n\n@is_an_output.mistake('light'{})\ndef drives_another(trial):\n    return 4 in trial.pins_written()\n"
    checks = course / "blink" / "checks.py"
    text = checks.read_text(encoding="utf-8")
    checks.write_text(text + rule.format(""), encoding="utf-8")
    assert ("mistake-seen-elsewhere", "light") in [
        (fault.code, fault.details.get("mistake")) for fault in audit(course)
    ]
    checks.write_text(text + rule.format(", anywhere=True"), encoding="utf-8")
    assert [fault for fault in audit(course) if fault.details["file"].endswith("solution.py")] == []


def test_hint_of_a_wrong_program_is_proved_on_several_draws_by_a_thorough_audit(course):
    seed = "trial.duration_s < 600 and trial.seed == 2 and len(trial.pin(LED).pulses) not in (0, BLINKS)"
    checks = f"\n\n@blinks_five_times.mistake('endless')\ndef sometimes(trial):\n    return {seed}\n"
    path = course / "blink" / "checks.py"
    path.write_text(path.read_text() + checks)
    assert [fault.code for fault in audit(course, THOROUGH)] == ["other-hint-given"]


@pytest.mark.parametrize("name", ["blink", "button", "gestures"])
def test_right_styles_meet_every_case_together_and_every_draw_of_a_release(name):
    exercise = load_exercise(name)
    cases = [asked.case % 3 for ones in BY_DEFAULT.of_the_right_programs(exercise).values() for asked in ones]
    assert all(cases.count(case) >= 3 for case in range(3))
    for asked in THOROUGH.of_the_right_programs(exercise).values():
        assert [one.seed for one in asked] == list(range(12))


def test_checks_that_ask_for_nothing_are_found(course):
    checks = 'from iot_lab.grading.vocabulary import check\n\n\n@check("end", fr="x", en="x")\ndef nothing(trial):\n    pass\n'
    write("checks.py", checks)(course / "blink")
    loose = {fault.details["program"] for fault in audit(course) if fault.code == "checks-too-loose"}
    assert loose == {"empty", "forged"}


def test_course_as_it_is_has_no_fault(course):
    assert audit(course) == []


@pytest.fixture
def fresh(course, tmp_path, monkeypatch):
    """A course whose audit knows no grading yet."""
    monkeypatch.setattr(audit_gradings, "cache_folder", lambda: tmp_path / "audit")
    return course


def gradings(course):
    return AuditGradings(load_exercise("blink", course))


def graded(course):
    """Return how many programs the audit really grades."""
    return graded_and_run(course)[0]


def graded_and_run(course):
    """Return how many programs the audit really grades, and how many runs that takes."""
    known = gradings(course)
    assert list(audit_exercise(load_exercise("blink", course), known)) == []
    return known.graded, known.runs.run


def test_audit_grades_again_only_what_changed(fresh):
    assert graded(fresh) > 20
    assert graded(fresh) == 0
    write("wrong/count--six.toml", '[[edit]]\nold = "range(5)"\nnew = "range(6)"\n')(fresh / "blink")
    assert graded(fresh) == 1


def test_audit_grades_nothing_again_for_another_wording_of_a_hint(fresh):
    graded(fresh)
    replace("hints.fr.toml", "Le signal est peut-être bon", "Peut-être le signal est-il bon")(fresh / "blink")
    assert graded(fresh) == 0


def test_audit_judges_all_again_and_runs_nothing_when_the_checks_changed(fresh):
    everything, runs = graded_and_run(fresh)
    assert runs > everything
    replace("checks.py", "MINUTES_S = 60", "MINUTES_S = 61")(fresh / "blink")
    assert graded_and_run(fresh) == (everything, 0)


def test_fault_of_changed_checks_is_found_in_runs_of_before(fresh):
    graded(fresh)
    replace("checks.py", "within_percent=5", "within_percent=500")(fresh / "blink")
    known = gradings(fresh)
    faults = list(audit_exercise(load_exercise("blink", fresh), known))
    assert "constant-not-enforced" in [fault.code for fault in faults]


def test_audit_runs_again_only_what_lives_through_a_scenario_that_changed(fresh):
    _, runs = graded_and_run(fresh)
    replace("scenarios.py", "Ten minutes, so", "So long")(fresh / "blink")
    assert graded_and_run(fresh)[1] == 0
    replace("scenarios.py", "chance.randint(8, 30)", "chance.randint(8, 30) + 1")(fresh / "blink")
    assert 0 < graded_and_run(fresh)[1] < runs


def test_audit_on_all_processors_finds_what_one_process_finds(fresh, tmp_path):
    exercise = load_exercise("blink", fresh)
    ahead = grade_ahead(["blink"], fresh, tmp_path / "ahead")["blink"]
    assert list(audit_exercise(exercise, ahead)) == []
    alone = gradings(fresh)
    assert list(audit_exercise(exercise, alone)) == []
    assert ahead._asked == alone._asked
    assert ahead.runs._asked == alone.runs._asked


def test_cache_that_is_damaged_costs_time_and_nothing_else(fresh):
    everything = graded(fresh)
    for file in audit_gradings.cache_folder().iterdir():
        file.write_text('{"a": {"verdict": "passed"}}')
    assert graded(fresh) == everything
