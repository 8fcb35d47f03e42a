"""Which units of the course are open to learners; a unit is open until the trainer closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.course import load_course
from iot_lab.errors import LabError

if TYPE_CHECKING:
    from pathlib import Path

    from iot_lab.workshop.class_settings import ClassSettings


class UnitClosed(LabError):
    """An exercise of a unit that the trainer has not opened yet."""

    code = "unit-closed"


class UnitUnknown(LabError):
    """The course has no unit of this name. Details: unit."""

    code = "unit-unknown"


class CourseUnits:
    """The units of one room's course."""

    def __init__(self, settings: ClassSettings, folder: Path | None = None) -> None:
        self._settings, self._folder = settings, folder

    def is_open(self, unit: str) -> bool:
        """Say whether learners may begin a unit."""
        return unit not in self._settings.closed_units

    def open(self, unit: str) -> None:
        """Let learners begin a unit. Raises UnitUnknown, FileUnwritten."""
        self._check(unit)
        self._settings.open_unit(unit)

    def close(self, unit: str) -> None:
        """Say of a unit that it is not open yet; what learners did there is kept. Raises UnitUnknown, FileUnwritten."""
        self._check(unit)
        self._settings.close_unit(unit)

    def refuse_closed(self, exercise: str) -> None:
        """Let only exercises of open units pass, and those that the course does not list. Raises UnitClosed."""
        place = load_course(self._folder).place(exercise)
        if place is not None and not self.is_open(place[0].id):
            raise UnitClosed

    def _check(self, unit: str) -> None:
        if unit not in {one.id for one in load_course(self._folder).units}:
            raise UnitUnknown(unit=unit[:40])
