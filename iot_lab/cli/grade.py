"""`iot-lab grade`: check a program against an exercise. Exit 0 passed, 1 failed, 2 could not check."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import click

from iot_lab.cli.language import TextArgument, TextCommand, TextOption, current_texts, language_option
from iot_lab.cli.messages import print_error
from iot_lab.cli.options import WholeNumber, exercises_option, files_option
from iot_lab.cli.program_file import gather
from iot_lab.cli.say import say_json
from iot_lab.course import load_exercise
from iot_lab.errors import LabError
from iot_lab.grading import Report, Verdict, program_from_bytes
from iot_lab.grading import grade as grade_program
from iot_lab.texts import key

EXIT_COULD_NOT_CHECK: Final = 2
EXITS: Final = {Verdict.PASSED: 0, Verdict.FAILED: 1, Verdict.COULD_NOT_CHECK: EXIT_COULD_NOT_CHECK}


@click.command(cls=TextCommand, help=key("cli.grade.help"))
@click.argument("exercise", cls=TextArgument)
@click.argument("file", cls=TextArgument, type=click.Path(path_type=Path))
@files_option(key("cli.simulate.with"))
@click.option("--json", "as_json", cls=TextOption, is_flag=True, help=key("cli.grade.json"))
@click.option("--hint", "hint_level", cls=TextOption, type=WholeNumber(1, 2), default=1, help=key("cli.grade.hint"))
@click.option("--seed", cls=TextOption, type=int, metavar="N", default=0, help=key("cli.grade.seed"))
@exercises_option
@language_option
def grade(
    exercise: str,
    file: Path,
    more: tuple[Path, ...],
    as_json: bool,
    hint_level: int,
    seed: int,
    folder: Path | None,
) -> None:
    """Grade a program and exit with its verdict."""
    language = current_texts().language
    try:
        task = load_exercise(exercise, folder)
        program, beside = gather(file, more)
        files = {name: program_from_bytes(content) for name, content in beside.items()}
        report = grade_program(task, program, language=language, seed=seed, hint_level=hint_level, files=files)
    except LabError as error:
        print_error(error)
        sys.exit(EXIT_COULD_NOT_CHECK)
    _print(report, file, as_json=as_json)
    sys.exit(EXITS[report.verdict])


def _print(report: Report, file: Path, *, as_json: bool) -> None:
    if as_json:
        say_json(report.as_json(), indent=2)
    else:
        from iot_lab.cli.report_text import print_report

        print_report(report, str(file))
