"""Runs `iot-lab ...` in this process, on the data folder of a test."""

from __future__ import annotations

import json
from dataclasses import dataclass

from click.testing import CliRunner

from iot_lab.cli.language import choose_language
from iot_lab.cli.main import iot_lab


@dataclass
class Done:
    """How a command ended: exit code, what a person read, the error that `main` would say, and what a script read."""

    code: int
    said: str
    error: Exception | None
    printed: str

    @property
    def lines(self):
        return [json.loads(line) for line in self.printed.splitlines()]

    def events(self, *kinds):
        return [line for line in self.lines if line["event"] in kinds]


def run(hub, *words, language="fr", typed=""):
    """Run `iot-lab <words>` for the room of `hub`; `typed` is what a person answers."""
    arguments = [*words, "--data", str(hub.data), "--lang", language]
    choose_language(arguments)
    done = CliRunner().invoke(iot_lab, arguments, input=typed, prog_name="iot-lab", env={"COLUMNS": "160"})
    error = None if isinstance(done.exception, SystemExit) else done.exception
    return Done(done.exit_code, done.output, error, done.stdout)
