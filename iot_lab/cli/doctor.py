"""`iot-lab doctor`: what stands between this computer and its boards. Exit 0 nothing, 1 something, 2 nobody knows."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
import platformdirs

from iot_lab.cli.doctor_view import StepsView
from iot_lab.cli.language import TextArgument, TextCommand, TextOption, current_texts, language_option
from iot_lab.cli.options import data_folder, data_option
from iot_lab.cli.say import say, say_json
from iot_lab.texts import key
from iot_lab.workshop.doctor.facts import Asked
from iot_lab.workshop.doctor.report import COULD_NOT_RUN, exit_code, first_broken, row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.workshop.doctor.steps import StepResult

LOG_NAME: Final = "doctor.log"


@click.command(cls=TextCommand, help=key("cli.doctor.help"))
@click.argument("port", cls=TextArgument, default="", metavar="[PORT]")
@click.option("--ask-boards", cls=TextOption, is_flag=True, help=key("cli.doctor.ask-boards"))
@click.option("--json", "is_json", cls=TextOption, is_flag=True, help=key("cli.doctor.json"))
@data_option
@language_option
def doctor(port: str, ask_boards: bool, is_json: bool, data: Path | None) -> None:
    """Take the steps, and exit with what was found."""
    _log_to_file()
    try:
        code = _take_all(data_folder(data), Asked(port, ask_boards), is_json=is_json)
    except KeyboardInterrupt:
        code = COULD_NOT_RUN
    sys.exit(code)


def _take_all(folder: Path, asked: Asked, *, is_json: bool) -> int:
    t = current_texts()
    results: list[StepResult] = []
    try:
        found = _steps(folder, asked)
    except Exception as fault:
        logging.getLogger(__name__).exception("the steps could not be begun")
        say(t("cli.doctor.could-not-run", fault=type(fault).__name__, log=log_path()), is_error=True)
        return COULD_NOT_RUN
    if is_json:
        results += found
        say_json(_as_json(results), indent=1)
    else:
        with StepsView(t) as view:
            for result in found:
                results.append(result)
                view.result(result)
            view.end(results, log_path())
    return exit_code(results)


def _steps(folder: Path, asked: Asked) -> Iterator[StepResult]:
    """Take the steps on this computer."""
    from iot_lab.workshop.doctor.steps import take_all
    from iot_lab.workshop.doctor.this_machine import ThisMachine

    return take_all(ThisMachine(folder), asked)


def _as_json(results: list[StepResult]) -> dict[str, Any]:
    t = current_texts()
    first = first_broken(results)
    return {
        "exit": exit_code(results),
        "first": first.step.name if first else None,
        "steps": [row(result, t) for result in results],
    }


def log_path() -> Path:
    """Return the file where the faults of steps are kept."""
    return Path(platformdirs.user_log_dir("iot-lab", appauthor=False)) / LOG_NAME


def _log_to_file() -> None:
    """Keep faults out of the terminal; where the file cannot be made, they are lost and the steps go on."""
    ours = logging.getLogger("iot_lab")
    if any(isinstance(handler, _FaultFile) for handler in ours.handlers):
        return
    ours.addHandler(_FaultFile(log_path()))
    ours.propagate = False


class _FaultFile(logging.Handler):
    """Appends to a file that is made by the first fault."""

    def __init__(self, path: Path) -> None:
        super().__init__(logging.WARNING)
        self._path = path
        self.setFormatter(logging.Formatter("%(asctime)s %(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Write one fault with its traceback."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(self.format(record) + "\n")
        except OSError:
            return
