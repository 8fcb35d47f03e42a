"""Options and questions that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from iot_lab.cli.language import TextOption, current_texts
from iot_lab.texts import key
from iot_lab.workshop.data_folder import default_data_folder

if TYPE_CHECKING:
    from collections.abc import Callable

PASSWORD_VARIABLE: Final = "IOT_LAB_WIFI_PASSWORD"  # noqa: S105 - its name, not its value
_YES: Final = frozenset({"y", "yes", "o", "oui"})


class WholeNumber(click.IntRange):
    """A whole number between two bounds, which help and refusals name in the current language."""

    name = "n"

    def _describe_range(self) -> str:
        return current_texts()(key("cli.range"), least=self.min, most=self.max)


class Seconds(click.FloatRange):
    """A number of seconds between two bounds, which help and refusals name in the current language."""

    name = "n"

    def _describe_range(self) -> str:
        return current_texts()(key("cli.range"), least=self.min, most=self.max)


def data_folder(data: Path | None) -> Path:
    """Return the data folder that was asked for, or the person's own."""
    return (data or default_data_folder()).expanduser().resolve()


def files_option(words: str) -> Callable[[Any], Any]:
    """Return what adds `--file FILE`, repeatable; `words` is the key of its help."""
    path = click.Path(path_type=Path)
    return click.option("--file", "more", cls=TextOption, type=path, metavar="FILE", multiple=True, help=words)


def data_option(command: Any) -> Any:
    """Add `--data DIR`."""
    return click.option(
        "--data", cls=TextOption, type=click.Path(path_type=Path), metavar="DIR", help=key("cli.up.data")
    )(command)


def broker_ca_option(command: Any) -> Any:
    """Add `--broker-ca FILE`."""
    path = click.Path(path_type=Path)
    return click.option("--broker-ca", cls=TextOption, type=path, metavar="FILE", help=key("cli.up.broker-ca"))(command)


def exercises_option(command: Any) -> Any:
    """Add `--exercises DIR`."""
    return click.option(
        "--exercises",
        "folder",
        cls=TextOption,
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        metavar="DIR",
        help=key("cli.grade.exercises"),
    )(command)


def yes_option(command: Any) -> Any:
    """Add `--yes` to a command that asks before it acts."""
    return click.option("--yes", "is_agreed", cls=TextOption, is_flag=True, help=key("cli.boards.yes"))(command)


def agrees(question: str, *, is_agreed: bool = False) -> bool:
    """Ask a person unless they agreed in advance; only a clear yes is one, and an end of input is a no."""
    if is_agreed:
        return True
    try:
        return ask(question).strip().lower() in _YES
    except click.Abort:
        return False


def ask(question: str, *, is_hidden: bool = False) -> str:
    """Return what a person types, empty for Enter. Raises click.Abort at the end of the input."""
    return str(click.prompt(question, default="", show_default=False, prompt_suffix=" ", hide_input=is_hidden))
