"""One exercise as its folder tells it: texts in both languages, hints, and where its Python files are.

The folder's checks and scenarios are Python that looks at traces: `iot_lab.grading` reads those.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from iot_lab.course.tables import Table, read_text
from iot_lab.texts import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

HINT_LEVELS = ("where", "why", "how")


@dataclass(frozen=True, slots=True)
class Hint:
    """Help with one mistake, in three levels: where to look, why it happens, nearly how to mend it."""

    id: str
    levels: tuple[str, ...]

    def text(self, level: int) -> str:
        """Return the text of one level, 1 to 3; levels outside are brought back inside."""
        return self.levels[min(max(level, 1), len(self.levels)) - 1]


@dataclass(frozen=True, slots=True)
class Exercise:
    """Everything a page or the grader needs of one exercise. Texts are by language; statements are Markdown."""

    id: str
    folder: Path
    minutes: int
    titles: Mapping[str, str]
    summaries: Mapping[str, str]
    parts: Mapping[str, tuple[str, ...]]
    statements: Mapping[str, str]
    starters: Mapping[str, str]
    hints: Mapping[str, Mapping[str, Hint]]

    @property
    def solution(self) -> str:
        """Return the program that passes; only the audit and a trainer read it."""
        return read_text(self.folder / "solution.py")

    def wrong_programs(self) -> dict[str, str]:
        """Return hint id -> the program that must get exactly that hint."""
        return self._programs("wrong")

    def cheats(self) -> dict[str, str]:
        """Return name -> a program that guesses what it should sense or compute: it must fail, whatever its hint."""
        return self._programs("cheats")

    def _programs(self, folder: str) -> dict[str, str]:
        return {path.stem: read_text(path) for path in sorted((self.folder / folder).glob("*.py"))}


def read_exercise(folder: Path) -> Exercise:
    """Read the exercise in `folder`, again only where one of its files has changed.

    Raises one of `iot_lab.course.errors`, which names the file and the fault.
    """
    return _read_as_of(folder, _stamps(folder))


def _stamps(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what changes with the content of a folder's files; nothing for a folder that is not there."""
    try:
        facts = [(entry.name, entry.stat()) for entry in os.scandir(folder)]
    except OSError:
        return ()
    return tuple(sorted((name, one.st_mtime_ns, one.st_size) for name, one in facts))


@lru_cache(maxsize=64)
def _read_as_of(folder: Path, _files: tuple[tuple[str, int, int], ...]) -> Exercise:
    table = Table.read(folder / "exercise.toml")
    table.only(("minutes", "title", "summary", "parts"))
    return Exercise(
        id=folder.name,
        folder=folder,
        minutes=table.number("minutes"),
        titles=table.languages("title"),
        summaries=table.languages("summary"),
        parts=table.language_items("parts"),
        statements={language: read_text(folder / f"statement.{language}.md") for language in LANGUAGES},
        starters={language: read_text(folder / f"starter.{language}.py") for language in LANGUAGES},
        hints={language: _read_hints(folder / f"hints.{language}.toml") for language in LANGUAGES},
    )


def _read_hints(path: Path) -> dict[str, Hint]:
    table = Table.read(path)
    return {hint_id: _read_hint(hint_id, table.table(hint_id)) for hint_id in table.values}


def _read_hint(hint_id: str, table: Table) -> Hint:
    table.only(HINT_LEVELS)
    return Hint(hint_id, tuple(table.text(level) for level in HINT_LEVELS))
