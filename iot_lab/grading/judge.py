"""The Python of an exercise: `checks.py` (checks and mistakes) and `scenarios.py` (what the board lives through).

These files are trusted content of the course. They look at traces on this computer; nothing in them reaches the
sandbox in which the learner's program runs.

How a verdict comes about: `scenarios(chance)` draws the cases from the submission's seed; the program runs in each of
them; every check looks at every trial, in the order of the file, and raises Mismatch where the board did not do what
was asked. One failed check is explained (`choosing.py`), so causes stand before their effects. A mistake belongs to
the checks that it makes fail: when one of them fails, its recogniser says whether the trial shows it. A recogniser
chooses among hints, never a verdict, so it alone may look at the program's text.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from functools import partial
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Any

from iot_lab.grading.ending import ENDING
from iot_lab.grading.of_exercise import KeptOfExercise
from iot_lab.grading.wiring import Wiring

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from types import CodeType

    from iot_lab.course import Exercise
    from iot_lab.grading.program import Program
    from iot_lab.grading.trial import Trial
    from iot_lab.simulator.world.scenario import Scenario

    Recogniser = Callable[..., bool]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that the board must do; `run` raises Mismatch where it did not.

    `is_heard`: it looks only at what a broker hears, so a real board can be judged by it too (`heard.py`).
    """

    id: str
    titles: Mapping[str, str]
    run: Callable[[Trial], None]
    is_heard: bool = False

    def mistake(
        self,
        hint_id: str,
        *,
        is_symptom: bool = False,
        unless: tuple[str, ...] = (),
        anywhere: bool = False,
        of_pauses: bool = False,
    ) -> Callable[[Recogniser | Mistake], Mistake]:
        """Make a function the recogniser of a mistake that makes this check fail; written twice, of two checks.

        The function takes the trial, and the program too where it has a second parameter. A symptom shows that
        something lacks, not why: any cause is told before it. `unless` are mistakes of which this one is a consequence:
        where one of them is recognised too, this one says nothing. What the solution of another exercise does as well,
        for it is about something else (it asks another pin), is made `anywhere`. One `of_pauses` is told with the
        longest pause of the program's loops.
        """
        kind = Mistake(hint_id, (self.id,), _never, is_symptom, unless, anywhere, of_pauses)
        return lambda made: _mistake(kind, made)


@dataclass(frozen=True, slots=True)
class Mistake:
    """A way to fail one check or several that deserves its own hint; its id names the hint and its wrong program."""

    id: str
    check_ids: tuple[str, ...]
    is_made: Callable[[Trial, Program], bool]
    is_symptom: bool = False
    unless: tuple[str, ...] = ()
    is_made_anywhere: bool = False
    is_of_pauses: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One scenario of an exercise. A hidden one is never shown, so that a program cannot be made for it.

    `truth` is what only the checks may know of it: the right answers to its questions, for instance.
    """

    id: str
    scenario: Scenario
    is_public: bool
    truth: Any = None


@dataclass(frozen=True, slots=True)
class Judge:
    """All the Python of one exercise: checks and mistakes in the order of their file, and the cases."""

    checks: tuple[Check, ...]
    mistakes: tuple[Mistake, ...]
    cases: Callable[[random.Random], Iterable[Case]]
    wiring: Wiring = field(default_factory=Wiring)


def check(check_id: str, *, fr: str, en: str, is_heard: bool = False) -> Callable[[Callable[[Trial], None]], Check]:
    """Make a function a check, with its title in both languages."""
    return lambda run: Check(check_id, {"fr": fr, "en": en}, run, is_heard)


def breakdown(hint_id: str, *, anywhere: bool = False) -> Callable[[Recogniser | Mistake], Mistake]:
    """Make a function the recogniser of a mistake that stops the program with an error."""
    kind = Mistake(hint_id, (ENDING,), _never, is_made_anywhere=anywhere)
    return lambda made: _mistake(kind, made)


def public(case_id: str, scenario: Scenario, truth: Any = None) -> Case:
    """Return a case whose events the learner may see."""
    return Case(case_id, scenario, is_public=True, truth=truth)


def hidden(case_id: str, scenario: Scenario, truth: Any = None) -> Case:
    """Return a case that is only named as hidden."""
    return Case(case_id, scenario, is_public=False, truth=truth)


def load_judge(exercise: Exercise) -> Judge:
    """Run the exercise's `checks.py` and `scenarios.py`; whatever they raise is ours, never the learner's."""
    checks, drawing = _programs.get(exercise, "", lambda: _compiled(exercise))
    names = _names_of(checks)
    scenarios = _names_of(drawing)["scenarios"]
    wiring = Wiring(exercise.wiring)
    return Judge(
        checks=tuple(value for value in names.values() if isinstance(value, Check)),
        mistakes=tuple(value for value in names.values() if isinstance(value, Mistake)),
        cases=partial(scenarios, wiring=wiring) if "wiring" in signature(scenarios).parameters else scenarios,
        wiring=wiring,
    )


_programs: KeptOfExercise[tuple[CodeType, CodeType]] = KeptOfExercise()
_drawn: KeptOfExercise[tuple[Case, ...]] = KeptOfExercise()


def drawn_cases(exercise: Exercise, judge: Judge, seed: int) -> tuple[Case, ...]:
    """Return the cases of a seed, drawn once while the exercise stays as it is.

    Scenarios are frozen; whoever hands a truth to checks copies it.
    """

    def draw() -> tuple[Case, ...]:
        return tuple(judge.cases(random.Random(f"{exercise.id}/{seed}")))  # noqa: S311 - scenarios, not secrets

    return _drawn.get(exercise, seed, draw)


def _mistake(kind: Mistake, made: Recogniser | Mistake) -> Mistake:
    """Return a mistake of this kind; one that was made already belongs to this check too."""
    if isinstance(made, Mistake):
        return replace(made, check_ids=(*made.check_ids, *kind.check_ids))
    return replace(kind, is_made=_with_program(made))


def _never(_trial: Trial, _program: Program) -> bool:
    return False


def _with_program(made: Recogniser) -> Callable[[Trial, Program], bool]:
    if len(signature(made).parameters) > 1:
        return made
    return lambda trial, _program: made(trial)


def _names_of(code: CodeType) -> dict[str, Any]:
    """Run a file anew for each submission, so that none leaves anything to the next."""
    names: dict[str, Any] = {"__name__": Path(code.co_filename).stem, "__file__": code.co_filename}
    exec(code, names)  # noqa: S102 - trusted course content
    return names


def _compiled(exercise: Exercise) -> tuple[CodeType, CodeType]:
    paths = (exercise.folder / "checks.py", exercise.folder / "scenarios.py")
    checks, scenarios = (
        compile(path.read_text(encoding="utf-8"), str(path), "exec", dont_inherit=True) for path in paths
    )
    return checks, scenarios
