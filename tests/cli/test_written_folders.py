"""A folder that a command cannot write into is said, whichever command it is: no traceback."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from iot_lab.cli.main import iot_lab
from iot_lab.cli.written_file import FileNotWritten

COMMANDS = {
    "accounts": ["accounts", "export", "nats", "WRONG", "--data", "DATA"],
    "exercise": ["exercise", "new", "five-lamps", "--exercises", "WRONG"],
    "wheelhouse": ["wheelhouse", "WRONG"],
}


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_folder_below_a_file_is_said(words, tmp_path):
    (tmp_path / "file").touch()
    places = {"WRONG": str(tmp_path / "file" / "folder"), "DATA": str(tmp_path / "data")}
    done = CliRunner().invoke(iot_lab, [places.get(word, word) for word in words])
    assert isinstance(done.exception, FileNotWritten)
