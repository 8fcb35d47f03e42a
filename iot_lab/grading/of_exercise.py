"""What is worked out of an exercise once: kept until a file of it changes, for then it is read as another object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from iot_lab.course import Exercise

MOST_KEPT: Final = 64
_Value = TypeVar("_Value")


class KeptOfExercise(Generic[_Value]):
    """Values by exercise and name; those asked for longest ago go first."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[Exercise, _Value]] = {}

    def get(self, exercise: Exercise, name: Hashable, make: Callable[[], _Value]) -> _Value:
        """Return the value of this name, made where it is not known."""
        key = (exercise.folder, name)
        found = self._kept.pop(key, None)
        if found is None or found[0] is not exercise:
            found = (exercise, make())
        self._kept[key] = found
        if len(self._kept) > MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        return found[1]
