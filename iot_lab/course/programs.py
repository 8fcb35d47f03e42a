"""Programs of an exercise whose verdict is known beforehand: wrong ones, cheats, other right styles.

Each is a whole Python file, or a TOML file that says how it differs from the solution:

    [[edit]]
    old = "time.sleep_ms(500)"
    new = "time.sleep(500)"

`old` stands exactly once in the program as the edits before have left it: an author who changes the solution is told
which files no longer apply. `from = "right/timer.py"` edits another program of the folder. A wrong program is named
after its hint; several of one hint have their own word after two dashes (`rhythm--slow.toml`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from iot_lab.course.errors import EditNotFound
from iot_lab.course.tables import CourseTable, read_text

if TYPE_CHECKING:
    from pathlib import Path

VARIANT: Final = "--"
LONGEST_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class CourseProgram:
    """One program: where it is written, and its text once the edits are made."""

    name: str
    file: Path
    source: str

    @property
    def hint_id(self) -> str:
        """Return the hint that it must get, where it is a wrong program."""
        return self.name.partition(VARIANT)[0]


def read_programs(exercise: Path, folder: str) -> tuple[CourseProgram, ...]:
    """Return the programs of one of the exercise's folders, by name; raises the loader's errors."""
    files = sorted(path for path in (exercise / folder).glob("*") if path.suffix in (".py", ".toml"))
    return tuple(CourseProgram(path.stem, path, _read_program(path, exercise)) for path in files)


def _read_program(path: Path, exercise: Path) -> str:
    if path.suffix == ".py":
        return read_text(path)
    table = CourseTable.read(path)
    table.only(("from", "edit"))
    program = read_text(exercise / (table.text("from") if "from" in table.values else "solution.py"))
    for edit in table.tables("edit"):
        edit.only(("old", "new"))
        old, new = edit.raw_text("old"), edit.raw_text("new")
        times = program.count(old) if old else 0
        if times != 1:
            raise EditNotFound(file=str(path), old=old[:LONGEST_SHOWN], times=times)
        program = program.replace(old, new)
    return program
