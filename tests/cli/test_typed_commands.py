"""Every command that a text names can be typed as it stands."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from iot_lab.cli.main import VERBS
from iot_lab.texts import LANGUAGES, texts, typed_commands


@pytest.fixture
def launcher():
    typed_commands.are("./iot-lab", VERBS)
    yield
    typed_commands.are("iot-lab", VERBS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_commands_in_texts_are_those_of_the_launcher(launcher, language):
    assert "./iot-lab flash" in texts(language)("cli.boards.none")


def test_name_of_the_kit_is_left_alone(launcher):
    assert "./iot-lab" not in texts("en")("site.foot")


def test_command_started_by_the_launcher_names_itself_so():
    environment = {**os.environ, "IOT_LAB_COMMAND": "./iot-lab"}
    said = subprocess.run(
        [sys.executable, "-m", "iot_lab", "up", "--help"], capture_output=True, text=True, env=environment, check=True
    )
    assert "./iot-lab up [OPTIONS]" in said.stdout
