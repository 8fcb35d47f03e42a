"""The course as one learner sees it: a lane a unit, a sign an exercise, and where to go on. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from iot_lab.workshop.learner_work import CheckSum

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from iot_lab.store.progress.records import ProgramHeader
    from iot_lab.workshop.exercise_texts import ExerciseText, UnitText

Sign = Literal["passed", "begun", "new"]


@dataclass(frozen=True, slots=True)
class CourseNode:
    """One exercise: its number in the course, its sign, and how much of it passed at best."""

    id: str
    number: int
    title: str
    minutes: int
    sign: Sign
    is_open: bool
    parts_passed: int = 0
    parts: int = 0
    saved_ms: int | None = None


@dataclass(frozen=True, slots=True)
class CourseLane:
    """One unit."""

    id: str
    title: str
    is_open: bool
    nodes: tuple[CourseNode, ...]

    @property
    def passed(self) -> int:
        """How many exercises passed."""
        return sum(node.sign == "passed" for node in self.nodes)


@dataclass(frozen=True, slots=True)
class CourseMap:
    """All lanes; `next` is where to go on, None where all that is open passed."""

    lanes: tuple[CourseLane, ...]
    next: CourseNode | None

    @property
    def nodes(self) -> list[CourseNode]:
        """Every exercise, in order."""
        return [node for lane in self.lanes for node in lane.nodes]

    @property
    def passed(self) -> int:
        """How many exercises passed."""
        return sum(lane.passed for lane in self.lanes)

    def after(self, exercise: str) -> CourseNode | None:
        """Return the open exercise that follows another one, the last of the course has none."""
        nodes = self.nodes
        place = next((place for place, node in enumerate(nodes) if node.id == exercise), len(nodes))
        return next((node for node in nodes[place + 1 :] if node.is_open), None)


def course_map(
    units: Sequence[UnitText],
    is_open: Callable[[str], bool],
    sums: Mapping[str, CheckSum],
    headers: Sequence[ProgramHeader],
) -> CourseMap:
    """Return the map of a learner with these sums of checks and these programs, the one saved last first."""
    saved = {one.exercise: one.saved_ms for one in headers}
    lanes, number = [], 0
    for unit in units:
        nodes = []
        for exercise in unit.exercises:
            number += 1
            nodes.append(_node(exercise, number, sums.get(exercise.id), saved, is_open=is_open(unit.id)))
        lanes.append(CourseLane(unit.id, unit.title, is_open(unit.id), tuple(nodes)))
    return CourseMap(tuple(lanes), _where_to_go_on([node for lane in lanes for node in lane.nodes]))


def _node(
    exercise: ExerciseText, number: int, checks: CheckSum | None, saved: Mapping[str, int], *, is_open: bool
) -> CourseNode:
    has_begun = checks is not None or exercise.id in saved
    done = checks or CheckSum()
    sign: Sign = "passed" if done.passed_ms is not None else "begun" if has_begun else "new"
    title, minutes = exercise.title, exercise.minutes
    saved_ms = saved.get(exercise.id)
    return CourseNode(exercise.id, number, title, minutes, sign, is_open, done.best_parts, done.parts, saved_ms)


def _where_to_go_on(nodes: list[CourseNode]) -> CourseNode | None:
    """Return what was begun and touched last, else the first after the last one that passed, else the first left."""
    left = [node for node in nodes if node.is_open and node.sign != "passed"]
    begun = [node for node in left if node.sign == "begun"]
    if begun:
        return max(begun, key=lambda node: node.saved_ms or 0)
    passed = [node.number for node in nodes if node.sign == "passed"]
    after = [node for node in left if node.number > max(passed, default=0)]
    return next(iter(after or left), None)
