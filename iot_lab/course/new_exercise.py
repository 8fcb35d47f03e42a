"""Start an exercise: a copy of the plainest one (`blink`) that passes the audit, with marks where a person must write.

The audit tells each mark that is left (`TextUnwritten`), so an author always knows what comes next, and what has been
written can be tried at once. A folder of a trainer's own gets a `course.toml` that adds its exercises to the kit's.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

from iot_lab.contract.topics import is_name
from iot_lab.course.course import course_folder, known_exercises
from iot_lab.course.errors import ExerciseNameTaken, ExerciseNameWrong
from iot_lab.course.tables import read_text
from iot_lab.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

MODEL: Final = "blink"
MARKS: Final = {"fr": "[à écrire]", "en": "[to write]"}
_COURSE: Final = """\
# Exercises of our own, after those of the kit. The order of this file is theirs.
adds_to_the_kit = true

[[unit]]
id = "our-own"
title = {{ fr = "Nos exercices", en = "Our own exercises" }}
exercises = [
  "{name}",
]
"""
_DESIGN: Final = """\
# {name}: why it is made this way

**Learnt.** [to write]

**Numbers.** [to write] Why these, why these tolerances.

**Mistakes met in workshops.** [to write]
"""


def start_exercise(name: str, folder: Path) -> Path:
    """Write the folder of a new exercise, and `course.toml` where there is none; return the exercise's folder.

    Raises ExerciseNameWrong, ExerciseNameTaken, OSError.
    """
    if not is_name(name):
        raise ExerciseNameWrong(exercise=name[:40])
    made = folder / name
    if made.exists() or name in known_exercises(course_folder()):
        raise ExerciseNameTaken(exercise=name, folder=str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(course_folder() / MODEL, made, ignore=shutil.ignore_patterns("__pycache__"))
    _mark(made, name)
    order = folder / "course.toml"
    if not order.exists():
        write_whole(order, _COURSE.format(name=name))
    return made


def _mark(made: Path, name: str) -> None:
    """Put marks where the model's words would be another exercise's."""
    facts = made / "exercise.toml"
    told, parts, rest = read_text(facts).partition("[[part]]")
    lines = told.splitlines(keepends=True)[1:]
    write_whole(facts, "".join(_marked(line) for line in lines) + parts + rest)
    for language, mark in MARKS.items():
        statement = made / f"statement.{language}.md"
        _, _, rest = read_text(statement).partition("\n# ")
        write_whole(statement, f"{mark}\n\n# {rest}")
    write_whole(made / "design.md", _DESIGN.format(name=name))


def _marked(line: str) -> str:
    """Return a line of title or summary with a mark before its words; any other stays."""
    language, is_text, words = line.partition(' = "')
    return f'{language} = "{MARKS[language]} {words}' if is_text and language in MARKS else line
