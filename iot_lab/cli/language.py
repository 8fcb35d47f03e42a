"""The language in which the command line speaks: `--lang fr|en` anywhere on the line, else the session's."""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

import click

from iot_lab.resources import built
from iot_lab.texts import LANGUAGES, Texts, key, system_language, texts

METAVARS: Final = {
    "ARGS": key("cli.metavar.args"),
    "BOARD": key("cli.metavar.board"),
    "CHIP": key("cli.metavar.chip"),
    "COMMAND": key("cli.metavar.command"),
    "DIR": key("cli.metavar.dir"),
    "EXERCISE": key("cli.metavar.exercise"),
    "FILE": key("cli.metavar.file"),
    "HOST": key("cli.metavar.host"),
    "KINDS": key("cli.metavar.kinds"),
    "NAME": key("cli.metavar.name"),
    "NEW": key("cli.metavar.new"),
    "OLD": key("cli.metavar.old"),
    "ROOM": key("cli.metavar.room"),
    "PREFIX": key("cli.metavar.prefix"),
    "TEXT": key("cli.metavar.text"),
    "TIME": key("cli.metavar.time"),
    "TOPIC": key("cli.metavar.topic"),
}
"""Words that stand for what a person writes -> their key; those that both languages share are not here."""
_chosen: list[str] = []
_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])


def current_texts() -> Texts:
    """Return the texts of the language chosen for this run."""
    return texts(_chosen[-1] if _chosen else system_language())


def choose_language(arguments: Sequence[str]) -> None:
    """Read `--lang` before click does, so that even `--help` and usage errors speak the right language."""
    for position, word in enumerate(arguments):
        value = word.removeprefix("--lang=") if word.startswith("--lang=") else None
        if word == "--lang" and position + 1 < len(arguments):
            value = arguments[position + 1]
        if value in LANGUAGES:
            _chosen[:] = [value]
            break
    else:
        _chosen.clear()
    _translate_click(current_texts().language)


def _translate_click(language: str) -> None:
    """Let click find its own words ("Usage:", "No such option"), which it asks of gettext's default domain."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("messages", built("catalogues") / "click")


def _remember(_context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value:
        _chosen[:] = [value]


def in_current_language(metavar: str) -> str:
    """Return `[FILE]...` with its word in the current language."""
    t = current_texts()
    return re.sub(r"[A-Z]{2,}", lambda found: t(METAVARS[found[0]]) if found[0] in METAVARS else found[0], metavar)


class TextArgument(click.Argument):
    """An argument that help and refusals name in the current language."""

    def make_metavar(self, ctx: click.Context) -> str:
        return in_current_language(super().make_metavar(ctx))


class TextOption(click.Option):
    """An option whose `help` is a catalogue key, read when help is shown."""

    def make_metavar(self, ctx: click.Context) -> str:
        return in_current_language(super().make_metavar(ctx))

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option's names and its help in the current language."""
        kept, self.help = self.help, current_texts()(self.help) if self.help else None
        try:
            return super().get_help_record(ctx)
        finally:
            self.help = kept


class TextCommand(click.Command):
    """A command whose `help` is a catalogue key, read when help is shown."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return `--help` in the current language: click would keep the one it made first."""
        self._help_option = None
        return super().get_help_option(ctx)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return what follows the command's name, in the current language."""
        return [in_current_language(piece) for piece in super().collect_usage_pieces(ctx)]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help in the current language; paragraphs are kept."""
        kept, self.help = self.help, current_texts()(self.help) if self.help else None
        try:
            super().format_help_text(ctx, formatter)
        finally:
            self.help = kept

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002
        """Return the first line of the help, whole: the list of commands shows it."""
        return current_texts()(self.help).strip().splitlines()[0] if self.help else ""


class TextGroup(TextCommand, click.Group):
    """A group of commands (`iot-lab firmware ...`) whose `help` is a catalogue key."""


def language_option(command: _Decorated) -> _Decorated:
    """Add `--lang fr|en` to a command."""
    return click.option(
        "--lang",
        cls=TextOption,
        type=click.Choice(LANGUAGES),
        callback=_remember,
        expose_value=False,
        is_eager=True,
        help=key("cli.lang.help"),
    )(command)
