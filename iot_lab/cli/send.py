"""`iot-lab send`: a program to a board of the running room, or an end to the one it runs. Exit 0 done, 1 not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from iot_lab.cli.language import TextArgument, TextCommand, TextOption, current_texts, language_option
from iot_lab.cli.options import data_folder, data_option, files_option
from iot_lab.cli.program_file import gather
from iot_lab.cli.say import say
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.boards.delivery import ProgramNotPython
    from iot_lab.cli.told_wait import ToldWait
    from iot_lab.workshop.board_orders import BoardOrders


@click.command(cls=TextCommand, help=key("cli.send.help"))
@click.argument("board", cls=TextArgument)
@click.argument("file", cls=TextArgument, type=click.Path(path_type=Path), required=False)
@files_option(key("cli.send.more"))
@click.option("--exercise", cls=TextOption, metavar="NAME", help=key("cli.send.exercise"))
@click.option("--stop", "is_stop", cls=TextOption, is_flag=True, help=key("cli.send.stop"))
@data_option
@language_option
def send(
    board: str, file: Path | None, more: tuple[Path, ...], exercise: str | None, is_stop: bool, data: Path | None
) -> None:
    """Send one program, or stop the one that runs."""
    from iot_lab.boards.delivery import ProgramNotPython
    from iot_lab.cli.shared_name import shared_name_said
    from iot_lab.cli.told_wait import told_wait
    from iot_lab.workshop.board_orders import BoardOrders

    t = current_texts()
    if (file is None) != is_stop:
        raise click.UsageError(t("cli.send.file-or-stop"))
    program, others = gather(file, more) if file else (None, {})
    if exercise is not None:
        others = _files_of(exercise) | others
    folder = data_folder(data)
    waits = told_wait(t, t("cli.send.answers", board=board))
    with shared_name_said(folder, board, t.language), BoardOrders(folder) as room, waits as wait:
        if room.sleeps(board):
            say(t("cli.asleep", board=board))
        if program is None:
            has_stopped = room.stop(board)
            say(t("cli.send.stopped", board=board) if has_stopped else t("cli.send.nothing-ran", board=board))
        else:
            for one in room.too_new(board, program):
                told = {"line": one.line, "written": one.written, "since": one.since, "instead": one.instead}
                say(t("cli.send.too-new", board=board, **told))
            try:
                _deliver(room, board, program, others, wait)
            except ProgramNotPython as error:
                say(_explained(error, program), is_error=True)
                raise
            say(t("cli.send.running", board=board, file=str(file)))


def _explained(error: ProgramNotPython, program: str) -> str:
    """Return what the explainer says of a line that is no Python: Python's own words do not name the cause."""
    from iot_lab.explain import ErrorText, explain

    line, message = error.details["line"], str(error.details["message"])
    return explain(ErrorText("SyntaxError", message, line if isinstance(line, int) else None), program).told(
        current_texts()
    )


def _files_of(exercise: str) -> dict[str, bytes]:
    from iot_lab.course import load_exercise
    from iot_lab.grading.board_files import board_files

    return board_files(load_exercise(exercise))


def _deliver(room: BoardOrders, board: str, program: str, others: dict[str, bytes], wait: ToldWait) -> None:
    from rich.progress import BarColumn, Progress, TextColumn

    from iot_lab.cli.shown import CleanConsole

    t = current_texts()
    label = TextColumn("{task.description}", markup=False)
    with Progress(label, BarColumn(), console=CleanConsole(is_error=True), transient=True) as bar:
        task = bar.add_task(t("cli.send.sending", board=board), total=None)
        room.deliver(board, program, lambda sent, parts: bar.update(task, completed=sent, total=parts), others)
        bar.update(task, description=t("cli.send.trial", board=board), total=None)
        wait.what = t("cli.send.trying", board=board)
        room.await_trial(board)
