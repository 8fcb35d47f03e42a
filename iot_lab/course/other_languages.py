"""The texts of an exercise in a further language: a folder named by it, English for whatever it lacks. No code.

French and English stand beside the exercise's Python, and the audit holds them to be complete. A translator adds
`exercises/<exercise>/<language>/` with any of `statement.md`, `starter.py`, `memo.md`, `hints.toml` and `texts.toml`
(`title`, `summary`, `without_parts`, and `[parts]` by name); `course.toml` takes the language beside `fr` and `en`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.course.tables import CourseTable
from iot_lab.texts import WRITTEN_LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH: Final = "en"
TEXTS: Final = "texts.toml"
_ONE_EACH: Final = ("title", "summary", "without_parts")


def file_in(folder: Path, stem: str, language: str, suffix: str) -> Path:
    """Return the file of a text in a language: its own, else the English one."""
    own = folder / language / f"{stem}{suffix}"
    if language not in WRITTEN_LANGUAGES and own.is_file():
        return own
    return folder / f"{stem}.{language if language in WRITTEN_LANGUAGES else ENGLISH}{suffix}"


def words_in(folder: Path, language: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return title, summary... and the texts of parts that a further language gives; nothing where it gives none.

    Raises one of `iot_lab.course.errors`.
    """
    path = folder / language / TEXTS
    if language in WRITTEN_LANGUAGES or not path.is_file():
        return {}, {}
    table = CourseTable.read(path)
    table.only((*_ONE_EACH, "parts"))
    parts = table.table("parts") if "parts" in table.values else None
    return (
        {field: table.text(field) for field in _ONE_EACH if field in table.values},
        {name: parts.text(name) for name in parts.values} if parts else {},
    )
