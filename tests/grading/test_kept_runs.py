"""Runs of the audit are kept by all that they depend on: each kind of input that changes makes the run anew."""

import ast
import random
from dataclasses import replace
from pathlib import Path

import pytest

import iot_lab
from iot_lab.course import course_folder, known_exercises, load_exercise
from iot_lab.grading import kept_runs
from iot_lab.grading.audit_gradings import LIMITS, STRANGERS_LIMITS, PlannedGrading, graded_in_short
from iot_lab.grading.judge import load_judge
from iot_lab.grading.kept_runs import KeptRuns, scenario_sum
from iot_lab.simulator.parts.led import Led
from iot_lab.simulator.world.curves import Steps
from iot_lab.simulator.world.scenario import Scenario

PROGRAM = "from machine import Pin\nPin(2, Pin.OUT).on()\nprint(1)\n"
SCENARIO = Scenario(2.0, parts=(Led(2),))


@pytest.fixture
def runs(blink_alone, tmp_path):
    return KeptRuns(load_exercise("blink", blink_alone), tmp_path / "cache")


def again(runs, blink_alone):
    """Save, and return what another process would know."""
    runs.save()
    return KeptRuns(load_exercise("blink", blink_alone), runs._file.parent)


def ask(runs, program=PROGRAM, scenario=SCENARIO, seed=0, files=(("a.txt", b"a"),), limits=LIMITS):
    return runs(program, scenario, seed=seed, files=dict(files), limits=limits)


def test_run_is_made_once_and_reads_back_as_it_was(runs, blink_alone):
    first = ask(runs)
    assert ask(runs) == first
    assert runs.run == 1
    later = again(runs, blink_alone)
    assert ask(later) == first
    assert later.run == 0


@pytest.mark.parametrize(
    "changed",
    [
        {"program": PROGRAM + "\n"},
        {"scenario": replace(SCENARIO, duration_s=3.0)},
        {"scenario": replace(SCENARIO, parts=(Led(4),))},
        {"scenario": replace(SCENARIO, files=(("data.csv", b"1"),))},
        {"seed": 1},
        {"files": (("a.txt", b"b"),)},
        {"files": (("b.txt", b"a"),)},
        {"files": ()},
        {"limits": STRANGERS_LIMITS},
    ],
    ids="-".join,
)
def test_run_is_made_anew_where_an_input_changed(runs, blink_alone, changed):
    ask(runs)
    later = again(runs, blink_alone)
    ask(later, **changed)
    assert later.run == 1


def test_run_is_made_anew_where_our_code_changed(runs, blink_alone, monkeypatch):
    ask(runs)
    later = again(runs, blink_alone)
    monkeypatch.setattr(kept_runs, "what_runs", lambda: b"other")
    ask(later)
    assert later.run == 1


def test_runs_of_code_that_was_edited_meanwhile_are_not_kept(runs, blink_alone, monkeypatch):
    ask(runs)
    monkeypatch.setattr(kept_runs, "_sum_of_what_runs", lambda: b"edited")
    later = again(runs, blink_alone)
    ask(later)
    assert later.run == 1


def test_run_of_an_exercise_that_was_edited_meanwhile_is_not_kept(runs, blink_alone):
    scenarios = blink_alone / "blink" / "scenarios.py"
    scenarios.write_text(scenarios.read_text(encoding="utf-8") + "# edited", encoding="utf-8")
    ask(runs)
    later = again(runs, blink_alone)
    ask(later)
    assert later.run == 1


def test_sum_of_our_code_tells_a_changed_a_new_and_a_renamed_file(tmp_path):
    (tmp_path / "a.py").write_text("1")
    sums = [kept_runs.sum_of_files([tmp_path])]
    for change in (
        lambda: (tmp_path / "a.py").write_text("2"),
        lambda: (tmp_path / "b.mpy").write_text("2"),
        lambda: (tmp_path / "b.mpy").rename(tmp_path / "c.mpy"),
        lambda: [(tmp_path / "in").mkdir(), (tmp_path / "c.mpy").rename(tmp_path / "in" / "c.mpy")],
    ):
        change()
        sums.append(kept_runs.sum_of_files([tmp_path]))
    assert len(set(sums)) == len(sums)


def test_all_that_the_simulator_imports_is_in_the_sum_of_our_code():
    root = Path(iot_lab.__file__).parent
    files = {".".join(("iot_lab", *path.relative_to(root).with_suffix("").parts)): path for path in root.rglob("*.py")}
    files = {name.removesuffix(".__init__"): path for name, path in files.items() if "guest" not in path.parts}
    todo = [name for name in files if name.startswith("iot_lab.simulator") and ".live" not in name]
    reached = set(todo)
    while todo:
        for node in ast.walk(ast.parse(files[todo.pop()].read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module, *(f"{node.module}.{name}" for name in names)]
            new = {name for name in names if name in files} - reached
            reached |= new
            todo += new
    summed = {path for name in kept_runs.SIMULATING for one in root.glob(name) for path in (one, *one.rglob("*.py"))}
    assert [name for name in sorted(reached) if files[name] not in summed] == []


def cases_of(folder, text, checks=""):
    (folder / "scenarios.py").write_text(text, encoding="utf-8")
    (folder / "checks.py").write_text(checks, encoding="utf-8")
    exercise = load_exercise(folder.name, folder.parent)
    return [scenario_sum(case.scenario, folder) for case in load_judge(exercise).cases(random.Random(0))]


OWN = """
from dataclasses import dataclass
from iot_lab.grading.vocabulary import Scenario, public
from iot_lab.simulator.parts.potentiometer import Potentiometer
HALF = 0.5
@dataclass(frozen=True, slots=True)
class Turned:
    def at(self, t_s, seed):
        return HALF
def scenarios(chance):
    return [public("one", Scenario(5, parts=(Potentiometer(34, position=Turned()),)))]
"""
DATA = OWN.replace("position=Turned()", "position=HALF")


def test_scenario_of_data_alone_changes_with_its_data_whatever_else_stands_in_the_files(blink_alone):
    folder = blink_alone / "blink"
    as_it_was = cases_of(folder, DATA)
    assert cases_of(folder, DATA + "# a word\n", "# another\n") == as_it_was
    assert cases_of(folder, DATA.replace("0.5", "0.25")) != as_it_was


def test_scenario_with_a_class_of_the_exercise_changes_with_the_files_that_define_it(blink_alone):
    folder = blink_alone / "blink"
    as_it_was = cases_of(folder, OWN)
    assert None not in as_it_was
    assert cases_of(folder, OWN, "# checks alone\n") == as_it_was
    assert cases_of(folder, OWN.replace("0.5", "0.25")) != as_it_was
    (folder / "data.csv").write_text("1")
    assert cases_of(folder, OWN) != as_it_was


def test_scenario_that_speaks_of_the_checks_changes_with_them(blink_alone):
    folder = blink_alone / "blink"
    of_checks = OWN + "# see checks.py\n"
    assert cases_of(folder, of_checks, "A = 1\n") != cases_of(folder, of_checks, "A = 2\n")


@pytest.mark.parametrize("odd", ["lambda t_s, seed: 1.0", "Turned().at", "__import__('pytest').raises"])
def test_scenario_that_is_no_data_has_no_sum_and_runs_each_time(blink_alone, odd):
    folder = blink_alone / "blink"
    assert cases_of(folder, OWN.replace("position=Turned()", f"position={odd}")) == [None]


def test_equal_scenarios_have_one_sum_whether_their_pieces_are_shared_or_not(tmp_path):
    steps = Steps(((0, 1.0), (1, 2.0)))
    shared, twice = (
        Scenario(2.0, parts=(Led(2), Led(4)), typed=(one, two))
        for one, two in ((steps, steps), (steps, Steps(((0, 1.0), (1, 2.0)))))
    )
    assert scenario_sum(shared, tmp_path) == scenario_sum(twice, tmp_path) is not None


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: raw[:-1],
        lambda raw: raw[:100] + bytes([raw[100] ^ 1]) + raw[101:],
        lambda raw: bytes([raw[0] ^ 1]) + raw[1:],
        lambda raw: b"",
        lambda raw: b"\xff" * 4000,
    ],
    ids=["cut", "content", "key", "empty", "noise"],
)
def test_damaged_file_costs_a_run_and_nothing_else(runs, blink_alone, damage):
    first = ask(runs)
    runs.save()
    runs._file.write_bytes(damage(runs._file.read_bytes()))
    later = again(KeptRuns(load_exercise("blink", blink_alone), runs._file.parent), blink_alone)
    assert ask(later) == first
    assert later.run == 1
    assert again(later, blink_alone).run == 0


def test_nothing_but_an_outcome_is_read_back(runs, blink_alone, tmp_path):
    import pickle
    import zlib

    class Evil:
        def __reduce__(self):
            return Path.touch, (tmp_path / "touched",)

    assert kept_runs._outcome(zlib.compress(pickle.dumps({"events": [], "end": Evil()}))) is None
    assert not (tmp_path / "touched").exists()


def test_file_is_bounded_and_keeps_what_was_asked_last(runs, blink_alone, monkeypatch):
    ask(runs)
    one = len(runs.made().popitem()[1]) + 72
    monkeypatch.setattr(kept_runs, "MOST_BYTES", 3 * one + one // 2)
    for number in range(5):
        ask(runs, PROGRAM.replace("print(1)", f"print({number})"))
    later = again(runs, blink_alone)
    assert later._file.stat().st_size <= 4 * one
    ask(later, PROGRAM.replace("print(1)", "print(4)"))
    assert later.run == 0
    ask(later)
    assert later.run == 1


def test_cache_that_cannot_be_written_costs_time_only(blink_alone, tmp_path):
    (tmp_path / "file").write_text("")
    runs = KeptRuns(load_exercise("blink", blink_alone), tmp_path / "file")
    ask(runs)
    runs.save()
    assert ask(runs).end == "finished"


@pytest.mark.parametrize("program", ["solution.py", "right/lab.py", "starter.fr.py"])
def test_kept_run_is_judged_as_the_run_itself(blink_alone, tmp_path, program):
    exercise = load_exercise("blink", blink_alone)
    asked = PlannedGrading((exercise.folder / program).read_text(encoding="utf-8"))
    runs = KeptRuns(exercise, tmp_path / "cache")
    fresh = graded_in_short(exercise, asked, runs)
    runs.save()
    later = KeptRuns(exercise, tmp_path / "cache")
    assert graded_in_short(exercise, asked, later) == fresh
    assert later.run == 0


@pytest.mark.parametrize("name", known_exercises(course_folder()))
def test_runs_of_every_exercise_can_be_kept(name, tmp_path):
    exercise = load_exercise(name)
    cases = load_judge(exercise).cases(random.Random(f"{name}/1"))
    assert [case.id for case in cases if scenario_sum(case.scenario, exercise.folder) is None] == []
    runs = KeptRuns(exercise, tmp_path)
    graded_in_short(exercise, PlannedGrading(exercise.solution, case=0), runs)
    assert len(runs.made()) == runs.run == 1
