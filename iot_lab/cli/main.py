"""The command `iot-lab`: finds the verb's file, runs it, and turns our errors into words.

One file per verb; a verb is imported only when it is used, so `--help` and `grade` start fast.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import Final, NoReturn

import click

from iot_lab import __version__
from iot_lab.cli.language import TextOption, choose_language, current_texts, in_current_language, language_option
from iot_lab.cli.messages import print_error
from iot_lab.errors import LabError
from iot_lab.texts import PROGRAM, key, typed_commands

VERBS: Final = (
    "up",
    "hub",
    "sync",
    "centre",
    "flash",
    "firmware",
    "boards",
    "packages",
    "devices",
    "accounts",
    "monitor",
    "export",
    "restore",
    "rescue",
    "backup",
    "wipe",
    "doctor",
    "wheelhouse",
    "send",
    "node",
    "simulate",
    "grade",
    "take-home",
    "audit",
    "exercise",
    "learn",
)
EXIT_ERROR: Final = 1


class VerbGroup(click.Group):
    """The verbs of `iot-lab`, each `iot_lab/cli/<verb>.py` with a command of the same name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the verbs in the order a trainer meets them."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return one verb."""
        if cmd_name not in VERBS:
            return None
        name = cmd_name.replace("-", "_")
        command: click.Command = getattr(importlib.import_module(f"iot_lab.cli.{name}"), name)
        return command

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return what follows the program's name, in the current language."""
        return [in_current_language(piece) for piece in super().collect_usage_pieces(ctx)]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write what the kit is, in the current language."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(current_texts()(key("cli.help")))


@click.group(cls=VerbGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="iot-lab", cls=TextOption, help=key("cli.version"))
@language_option
def iot_lab() -> None:
    """Run one verb."""


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0 done, 1 an error of ours said in words, 2 a usage error."""
    words = sys.argv[1:] if arguments is None else arguments
    choose_language(words)
    program = os.environ.get("IOT_LAB_COMMAND", PROGRAM)
    typed_commands.are(program, VERBS)
    try:
        iot_lab.main(args=words, prog_name=program, standalone_mode=True)
    except LabError as error:
        print_error(error)
        sys.exit(EXIT_ERROR)
    sys.exit(0)
