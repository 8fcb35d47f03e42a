"""Read text and TOML files strictly: a fault names the file, the field and what was wanted there.

Each reader of files derives from `Table` and names the three errors that its authors are told.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self

from iot_lab.errors import LabError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Table:
    """One TOML table, and where it stands: every reader below raises `wrong`."""

    path: Path
    values: Mapping[str, Any]
    prefix: str = ""

    missing: ClassVar[type[LabError]] = LabError
    """Raised with file, problem: it is absent, or may not be read."""
    unreadable: ClassVar[type[LabError]] = LabError
    """Raised with file, problem: it is not TOML, or not UTF-8."""
    wrong: ClassVar[type[LabError]] = LabError
    """Raised with file, field, wanted."""

    @classmethod
    def read_text(cls, path: Path) -> str:
        """Return the text of a UTF-8 file; raises `missing` or `unreadable`."""
        try:
            return path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise cls.unreadable(file=str(path), problem=str(error)) from error
        except OSError as error:
            raise cls.missing(file=str(path), problem=error) from error

    @classmethod
    def read(cls, path: Path) -> Self:
        """Return the root table of a TOML file; raises `missing` or `unreadable`."""
        try:
            return cls(path, tomllib.loads(cls.read_text(path)))
        except tomllib.TOMLDecodeError as error:
            raise cls.unreadable(file=str(path), problem=str(error)) from error

    def text(self, field: str) -> str:
        """Return a text that is not blank, without the white space around it."""
        value = self.values.get(field)
        if not isinstance(value, str) or not value.strip():
            raise self.fault(field, "text")
        return value.strip()

    def number(self, field: str) -> int:
        """Return a whole number above zero."""
        value = self.values.get(field)
        if not isinstance(value, int) or isinstance(value, bool) or value <= 0:
            raise self.fault(field, "number")
        return value

    def whole(self, field: str) -> int:
        """Return a whole number, zero or above."""
        value = self.values.get(field)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.fault(field, "whole number")
        return value

    def raw_text(self, field: str) -> str:
        """Return a text as it is, white space included; it may be empty."""
        value = self.values.get(field)
        if not isinstance(value, str):
            raise self.fault(field, "text")
        return value

    def items(self, field: str) -> tuple[str, ...]:
        """Return a list of texts; it may be empty."""
        value = self.values.get(field)
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            raise self.fault(field, "list of texts")
        return tuple(value)

    def table(self, field: str) -> Self:
        """Return the table under `field`."""
        value = self.values.get(field)
        if not isinstance(value, dict):
            raise self.fault(field, "table")
        return type(self)(self.path, value, f"{self.prefix}{field}.")

    def tables(self, field: str) -> tuple[Self, ...]:
        """Return the tables of a list of tables (`[[field]]`)."""
        value = self.values.get(field)
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.fault(field, "list of tables")
        return tuple(type(self)(self.path, item, f"{self.prefix}{field}.") for item in value)

    def only(self, known: Collection[str]) -> None:
        """Refuse fields that nobody reads: most are misspelt."""
        for field in self.values:
            if field not in known:
                raise self.fault(field, f"none: only {', '.join(known)}")

    def fault(self, field: str, wanted: str) -> LabError:
        """Return the error to raise for a field of this table."""
        return self.wrong(file=str(self.path), field=self.prefix + field, wanted=wanted)
