"""One exercise as its folder tells it: texts in both languages, hints, and where its Python files are.

The folder's checks and scenarios are Python that looks at traces: `iot_lab.grading` reads those.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from iot_lab.course.listed_parts import ListedPart, read_part
from iot_lab.course.other_languages import ENGLISH, file_in, words_in
from iot_lab.course.programs import CourseProgram, read_programs
from iot_lab.course.tables import CourseTable, read_text
from iot_lab.texts import LANGUAGES, WRITTEN_LANGUAGES
from iot_lab.typography import typeset

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

HINT_ENTRIES = ("where", "why", "how")
FIELDS = ("minutes", "points", "prerequisites", "title", "summary", "part", "without_parts", "constants")
FREE = "free: "
# Why the audit cannot prove a constant by changing it in the solution (iot_lab/grading/audit_constants.py).
NOT_BY_CHANGE = "not by change: "


@dataclass(frozen=True, slots=True)
class Hint:
    """Help with one mistake, in two levels: where to look and why it happens, then nearly how to mend it."""

    id: str
    levels: tuple[str, ...]

    def text(self, level: int) -> str:
        """Return the text of one level, 1 or 2; levels outside are brought back inside."""
        return self.levels[min(max(level, 1), len(self.levels)) - 1]


@dataclass(frozen=True, slots=True)
class Exercise:
    """Everything a page or the grader needs of one exercise. Texts are by language; statements are Markdown.

    `prerequisites` are the exercises to pass before; `constants` says for each number of what is to be obtained which
    programs have it otherwise, or why it is free.
    """

    id: str
    folder: Path
    minutes: int
    points: int
    prerequisites: tuple[str, ...]
    titles: Mapping[str, str]
    summaries: Mapping[str, str]
    wiring: tuple[ListedPart, ...]
    without_parts: Mapping[str, str]
    constants: Mapping[str, tuple[str, ...]]
    statements: Mapping[str, str]
    starters: Mapping[str, str]
    hints: Mapping[str, Mapping[str, Hint]]

    @property
    def parts(self) -> Mapping[str, tuple[str, ...]]:
        """Return what to have at hand, in each language."""
        return {
            language: tuple(part.texts[language] for part in self.wiring) or (self.without_parts[language],)
            for language in LANGUAGES
        }

    @property
    def solution(self) -> str:
        """Return the program that passes; only the audit and a trainer read it."""
        return read_text(self.folder / "solution.py")

    def memo(self, language: str) -> str:
        """Return the snippets that stand beside the statement, as Markdown; nothing where there are none."""
        path = file_in(self.folder, "memo", language, ".md")
        return typeset(read_text(path), language) if path.exists() else ""

    def wrong_programs(self) -> tuple[CourseProgram, ...]:
        """Return the programs that must get exactly the hint that they are named after."""
        return read_programs(self.folder, "wrong")

    def cheats(self) -> tuple[CourseProgram, ...]:
        """Return the programs that guess what they should sense or compute: they must fail, whatever their hint."""
        return read_programs(self.folder, "cheats")

    def right_programs(self) -> tuple[CourseProgram, ...]:
        """Return other right styles: they must pass as the solution does."""
        return read_programs(self.folder, "right")


def read_exercise(folder: Path) -> Exercise:
    """Read the exercise in `folder`, again only where one of its files has changed.

    Raises one of `iot_lab.course.errors`, which names the file and the fault.
    """
    return _read_as_of(folder, _stamps(folder))


def _stamps(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what changes with the content of a folder's files; nothing for a folder that is not there."""
    further = [folder / language for language in LANGUAGES if language not in WRITTEN_LANGUAGES]
    facts = []
    for place in (folder, *further):
        with suppress(OSError):
            facts += [(entry.path, entry.stat()) for entry in os.scandir(place)]
    return tuple(sorted((path, one.st_mtime_ns, one.st_size) for path, one in facts))


@lru_cache(maxsize=64)
def _read_as_of(folder: Path, _files: tuple[tuple[str, int, int], ...]) -> Exercise:
    table = CourseTable.read(folder / "exercise.toml")
    table.only(FIELDS)
    words = {language: words_in(folder, language) for language in LANGUAGES}
    of_parts = {language: parts for language, (_, parts) in words.items()}
    wiring = tuple(read_part(one, of_parts) for one in table.tables("part")) if "part" in table.values else ()

    def said(field: str) -> dict[str, str]:
        own = {language: ones[field] for language, (ones, _) in words.items() if field in ones}
        return _typeset(table.languages(field) | own)

    return Exercise(
        id=folder.name,
        folder=folder,
        minutes=table.number("minutes"),
        points=table.number("points"),
        prerequisites=table.items("prerequisites") if "prerequisites" in table.values else (),
        titles=said("title"),
        summaries=said("summary"),
        wiring=wiring,
        without_parts=said("without_parts") if not wiring else {},
        constants=_read_constants(table.table("constants")),
        statements=_typeset({one: read_text(file_in(folder, "statement", one, ".md")) for one in LANGUAGES}),
        starters={one: read_text(file_in(folder, "starter", one, ".py")) for one in LANGUAGES},
        hints={language: _read_hints(folder, language) for language in LANGUAGES},
    )


def _typeset(forms: Mapping[str, str]) -> dict[str, str]:
    return {language: typeset(text, language) for language, text in forms.items()}


def _read_constants(table: CourseTable) -> dict[str, tuple[str, ...]]:
    """Return constant -> names of programs, or the reasons that begin with `FREE` or `NOT_BY_CHANGE`."""
    return {
        constant: (table.text(constant),) if isinstance(value, str) else table.items(constant)
        for constant, value in table.values.items()
    }


def _read_hints(folder: Path, language: str) -> dict[str, Hint]:
    own = file_in(folder, "hints", language, ".toml")
    # Ours are complete, each by itself; a further language may have some.
    paths = [own] if language in WRITTEN_LANGUAGES else [file_in(folder, "hints", ENGLISH, ".toml"), own]
    found: dict[str, Hint] = {}
    for path in paths:
        table = CourseTable.read(path)
        found |= {hint_id: _read_hint(hint_id, table.table(hint_id), language) for hint_id in table.values}
    return found


def _read_hint(hint_id: str, table: CourseTable, language: str) -> Hint:
    table.only(HINT_ENTRIES)
    where, why, how = (typeset(table.text(entry), language) for entry in HINT_ENTRIES)
    return Hint(hint_id, (f"{where} {why}", how))
