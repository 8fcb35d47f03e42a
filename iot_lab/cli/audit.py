"""`iot-lab audit`: prove the content of the course. Exit 0 without a fault, 1 with faults."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click
from rich.text import Text

from iot_lab.cli.language import TextArgument, TextCommand, TextOption, current_texts, language_option
from iot_lab.cli.messages import print_error
from iot_lab.cli.options import exercises_option
from iot_lab.cli.shown import CleanConsole
from iot_lab.course import Course, known_exercises, load_course, load_exercise
from iot_lab.course.audit import audit_order, audit_prerequisites
from iot_lab.errors import LabError
from iot_lab.grading.audit import audit_exercise
from iot_lab.grading.audit_ahead import grade_ahead
from iot_lab.grading.audit_plan import BY_DEFAULT, THOROUGH
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from iot_lab.grading.audit_gradings import AuditGradings
    from iot_lab.grading.audit_plan import AuditPlan


@click.command(cls=TextCommand, help=key("cli.audit.help"))
@click.argument("exercise", cls=TextArgument, nargs=-1)
@click.option("--thorough", "is_thorough", cls=TextOption, is_flag=True, help=key("cli.audit.thorough"))
@exercises_option
@language_option
def audit(exercise: tuple[str, ...], folder: Path | None, is_thorough: bool) -> None:
    """Print every fault with its mend."""
    try:
        course = load_course(folder)
    except LabError as error:
        print_error(error)
        sys.exit(1)
    known = known_exercises(course.folder)
    names = exercise or [name for name in course.exercise_ids if name in known]
    faults = [] if exercise else _told(audit_order(course))
    plan = THOROUGH if is_thorough else BY_DEFAULT
    gradings = grade_ahead(names, course.folder, plan=plan)
    for name in names:
        faults += _told(_audit_one(name, course, gradings.get(name), plan))
    _print_end(len(names), len(faults))
    sys.exit(1 if faults else 0)


def _audit_one(name: str, course: Course, gradings: AuditGradings | None, plan: AuditPlan) -> Iterator[LabError]:
    try:
        exercise = load_exercise(name, course.folder)
    except LabError as fault:
        yield fault
        return
    yield from audit_prerequisites(exercise, course)
    yield from audit_exercise(exercise, gradings, plan)


def _told(faults: Iterator[LabError]) -> list[LabError]:
    """Print each fault as it is found."""
    found = []
    for fault in faults:
        print_error(fault)
        found.append(fault)
    return found


def _print_end(exercises: int, faults: int) -> None:
    t = current_texts()
    sign, style = ("✗", "red") if faults else ("✓", "green")
    said = f"{t.count('cli.audit.exercises', exercises)} {t.count('cli.audit.faults', faults)}"
    CleanConsole().print(Text(f"{sign} ", style=f"bold {style}") + Text(said))
