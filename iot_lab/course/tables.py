"""Read the course's text and TOML files strictly: a fault names the file, the field and what was wanted there."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from iot_lab.course.errors import CourseFieldWrong, CourseFileMissing, CourseFileUnreadable
from iot_lab.texts import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file; raises CourseFileMissing or CourseFileUnreadable."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise CourseFileUnreadable(file=str(path), problem=str(error)) from error
    except OSError as error:
        raise CourseFileMissing(file=str(path), problem=error.strerror or str(error)) from error


@dataclass(frozen=True, slots=True)
class Table:
    """One TOML table, and where it stands: every reader below raises CourseFieldWrong."""

    path: Path
    values: Mapping[str, Any]
    prefix: str = ""

    @classmethod
    def read(cls, path: Path) -> Table:
        """Return the root table of a TOML file."""
        try:
            return cls(path, tomllib.loads(read_text(path)))
        except tomllib.TOMLDecodeError as error:
            raise CourseFileUnreadable(file=str(path), problem=str(error)) from error

    def text(self, field: str) -> str:
        """Return a text that is not blank, without the white space around it."""
        value = self.values.get(field)
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(field, "text")
        return value.strip()

    def number(self, field: str) -> int:
        """Return a whole number above zero."""
        value = self.values.get(field)
        if not isinstance(value, int) or isinstance(value, bool) or value <= 0:
            raise self._wrong(field, "number")
        return value

    def items(self, field: str) -> tuple[str, ...]:
        """Return a list of texts; it may be empty."""
        value = self.values.get(field)
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            raise self._wrong(field, "list of texts")
        return tuple(value)

    def table(self, field: str) -> Table:
        """Return the table under `field`."""
        value = self.values.get(field)
        if not isinstance(value, dict):
            raise self._wrong(field, "table")
        return Table(self.path, value, f"{self.prefix}{field}.")

    def tables(self, field: str) -> tuple[Table, ...]:
        """Return the tables of a list of tables (`[[field]]`)."""
        value = self.values.get(field)
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self._wrong(field, "list of tables")
        return tuple(Table(self.path, item, f"{self.prefix}{field}.") for item in value)

    def languages(self, field: str) -> dict[str, str]:
        """Return the text under `field` in each of our languages."""
        table = self.table(field)
        table.only(LANGUAGES)
        return {language: table.text(language) for language in LANGUAGES}

    def language_items(self, field: str) -> dict[str, tuple[str, ...]]:
        """Return the list of texts under `field` in each of our languages."""
        table = self.table(field)
        table.only(LANGUAGES)
        return {language: table.items(language) for language in LANGUAGES}

    def only(self, known: Collection[str]) -> None:
        """Refuse fields that nobody reads: most are misspelt."""
        for field in self.values:
            if field not in known:
                raise self._wrong(field, f"none: only {', '.join(known)}")

    def _wrong(self, field: str, wanted: str) -> CourseFieldWrong:
        return CourseFieldWrong(file=str(self.path), field=self.prefix + field, wanted=wanted)
