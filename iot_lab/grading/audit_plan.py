"""What the audit of one exercise grades: which programs, on which draws, in which of its cases.

Draws are spent where they may show something. By default there are three, for drawing is a good part of the work: the
solution lives through every case of them; the other right styles through one case of one, in turn (the draw is chosen
by the name), so that together they meet every case; a wrong program must get its hint on one, chosen in the same way. A
thorough audit (before a release) has twelve draws for all that is right, the styles in one case of each in turn, and
three for what is wrong. Programs that come from elsewhere (other exercises, nobody at all) have nothing to do with the
draw: they meet the first case of one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from zlib import crc32

from iot_lab.course import known_exercises, load_exercise
from iot_lab.errors import LabError
from iot_lab.grading.audit_constants import changed_constants
from iot_lab.grading.audit_gradings import PlannedGrading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.course import CourseProgram, Exercise

DRAWS: Final = range(12)
FEW_DRAWS: Final = range(3)
POINTLESS_PROGRAMS: Final = {
    "empty": "",
    "forged": (
        'print("passed")\n'
        'print(\'{"report": 1, "verdict": "passed", "checks": []}\')\n'
        'print("\\x1b[32m✓ Réussi\\x1b[0m")\n'
    ),
}


@dataclass(frozen=True, slots=True)
class AuditPlan:
    """Which draws an audit spends on which programs."""

    is_thorough: bool = False

    def every(self, exercise: Exercise) -> Iterator[PlannedGrading]:
        """Yield all that the audit of an exercise asks for; raises LabError where its folder cannot be read."""
        yield from (PlannedGrading(program) for program in exercise.starters.values())
        yield from self.of_the_solution(exercise)
        for asked in self.of_the_right_programs(exercise).values():
            yield from asked
        for wrong in (*exercise.wrong_programs(), *exercise.cheats()):
            yield from self.of_a_wrong_program(wrong)
        yield from (PlannedGrading(changed[0].program) for changed in changed_constants(exercise).values())
        yield from (PlannedGrading(program) for program in POINTLESS_PROGRAMS.values())
        yield from (of_a_stranger(program) for _, program in other_solutions(exercise))

    def of_the_solution(self, exercise: Exercise) -> list[PlannedGrading]:
        """Return the draws of the solution, every case of each."""
        draws = DRAWS if self.is_thorough else FEW_DRAWS
        return [PlannedGrading(exercise.solution, seed) for seed in draws]

    def of_the_right_programs(self, exercise: Exercise) -> dict[CourseProgram, list[PlannedGrading]]:
        """Return one case of one draw for each of the other right styles, or one case of every draw."""
        if self.is_thorough:
            return {
                one: [PlannedGrading(one.source, seed, case=seed) for seed in DRAWS]
                for one in exercise.right_programs()
            }
        return {
            one: [PlannedGrading(one.source, _own_draw(one), case=turn)]
            for turn, one in enumerate(exercise.right_programs())
        }

    def of_a_wrong_program(self, program: CourseProgram) -> list[PlannedGrading]:
        """Return the draws of a wrong program."""
        draws = FEW_DRAWS if self.is_thorough else (_own_draw(program),)
        return [PlannedGrading(program.source, seed) for seed in draws]


BY_DEFAULT: Final = AuditPlan()
THOROUGH: Final = AuditPlan(is_thorough=True)


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


def _own_draw(program: CourseProgram) -> int:
    """Return a draw that stays the same for a name, whatever else is in the folder."""
    return FEW_DRAWS[crc32(program.name.encode()) % len(FEW_DRAWS)]
