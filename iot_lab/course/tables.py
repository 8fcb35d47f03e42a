"""The course's text and TOML files, read strictly (`iot_lab/tables.py`), with texts in each of our languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from iot_lab import tables
from iot_lab.course.errors import CourseFieldWrong, CourseFileMissing, CourseFileUnreadable
from iot_lab.texts import LANGUAGES, WRITTEN_LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from iot_lab.errors import LabError


class CourseTable(tables.Table):
    """One TOML table of the course; its errors are for authors of exercises."""

    __slots__ = ()
    missing: ClassVar[type[LabError]] = CourseFileMissing
    unreadable: ClassVar[type[LabError]] = CourseFileUnreadable
    wrong: ClassVar[type[LabError]] = CourseFieldWrong

    def languages(self, field: str) -> dict[str, str]:
        """Return the text under `field` in each of our languages."""
        table = self.table(field)
        table.only(LANGUAGES)
        return {language: table.text(one) for language, one in _forms(table)}

    def language_items(self, field: str) -> dict[str, tuple[str, ...]]:
        """Return the list of texts under `field` in each of our languages."""
        table = self.table(field)
        table.only(LANGUAGES)
        return {language: table.items(one) for language, one in _forms(table)}


def _forms(table: CourseTable) -> list[tuple[str, str]]:
    """Return each language and the one whose words it has here: a further one may lack its own."""
    return [(one, one if one in WRITTEN_LANGUAGES or one in table.values else "en") for one in LANGUAGES]


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file; raises CourseFileMissing or CourseFileUnreadable."""
    return CourseTable.read_text(path)
