"""What the audit of one exercise grades: which programs, on which draws, in which of its cases.

Draws are spent where they may show something. The solution lives through every case of twelve draws. Another right
style meets twelve draws too, one case of each in turn, so that each case is met on several. A wrong program must get
its hint on three draws; it seldom gets beyond the first case. Programs that come from elsewhere (other exercises,
nobody at all) have nothing to do with the draw: they meet the first case of one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.course import known_exercises, load_exercise
from iot_lab.errors import LabError
from iot_lab.grading.audit_gradings import PlannedGrading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.course import CourseProgram, Exercise

SEEDS: Final = range(12)
WRONG_SEEDS: Final = range(3)
POINTLESS_PROGRAMS: Final = {
    "empty": "",
    "forged": (
        'print("passed")\n'
        'print(\'{"report": 1, "verdict": "passed", "checks": []}\')\n'
        'print("\\x1b[32m✓ Réussi\\x1b[0m")\n'
    ),
}


def planned(exercise: Exercise) -> Iterator[PlannedGrading]:
    """Yield all that the audit of an exercise asks for; raises LabError where its folder cannot be read."""
    yield from (PlannedGrading(program) for program in exercise.starters.values())
    yield from of_the_solution(exercise)
    for right in exercise.right_programs():
        yield from of_a_right_program(right)
    for wrong in (*exercise.wrong_programs(), *exercise.cheats()):
        yield from of_a_wrong_program(wrong)
    yield from (PlannedGrading(program) for program in POINTLESS_PROGRAMS.values())
    yield from (of_a_stranger(program) for _, program in other_solutions(exercise))


def of_the_solution(exercise: Exercise) -> list[PlannedGrading]:
    """Return every draw of the solution."""
    return [PlannedGrading(exercise.solution, seed) for seed in SEEDS]


def of_a_right_program(program: CourseProgram) -> list[PlannedGrading]:
    """Return a right program on every draw, in one case of each."""
    return [PlannedGrading(program.source, seed, case=seed) for seed in SEEDS]


def of_a_wrong_program(program: CourseProgram) -> list[PlannedGrading]:
    """Return a wrong program on several draws."""
    return [PlannedGrading(program.source, seed) for seed in WRONG_SEEDS]


def of_a_stranger(program: str) -> PlannedGrading:
    """Return the solution of another exercise: its first case tells enough."""
    return PlannedGrading(program, case=0, is_stranger=True)


def other_solutions(exercise: Exercise) -> Iterator[tuple[str, str]]:
    """Yield name and solution of the exercises beside this one; those that cannot be read are told by their audit."""
    folder = exercise.folder.parent
    for other in known_exercises(folder):
        try:
            program = load_exercise(other, folder).solution
        except LabError:
            continue
        if program != exercise.solution:
            yield other, program
