"""An editor saves a program as main.py, over the kit's: it becomes the learner's program, and the board stays reachable."""

from __future__ import annotations

import json

import pytest

from tests.rigs.unix_board import FIRMWARE, start

OURS = (FIRMWARE / "main.py").read_text()
PROGRAM = "while True:\n    print('mine')\n"


def boot(folder) -> str:
    with start(folder, "boot.py") as process:
        return process.stdout.read()


def test_program_saved_as_main_becomes_the_learner_s_on_trial(tmp_path):
    (tmp_path / "main.py").write_text(PROGRAM)
    assert "is program.py now" in boot(tmp_path)
    assert (tmp_path / "main.py").read_text() == OURS
    assert (tmp_path / "program.py").read_text() == PROGRAM
    assert json.loads((tmp_path / ".kit-state.json").read_text())["trial"]


def test_program_before_it_is_kept_where_it_was_good(tmp_path):
    (tmp_path / "program.py").write_text("good = 1\n")
    (tmp_path / "main.py").write_text(PROGRAM)
    sum_of = "import sys\nfrom kit import files, programs\nfiles.change(files.STATE, good=programs.digest())\n"
    (tmp_path / "prepare.py").write_text(sum_of)
    with start(tmp_path, str(tmp_path / "prepare.py")) as process:
        assert process.stdout.read() == ""
    boot(tmp_path)
    assert (tmp_path / "program.old").read_text() == "good = 1\n"
    assert (tmp_path / "program.py").read_text() == PROGRAM


@pytest.mark.parametrize("main", [OURS, None], ids=["the kit's", "none, after a power cut"])
def test_kit_s_own_is_left_and_one_that_is_missing_is_written(tmp_path, main):
    (tmp_path / "program.py").write_text("good = 1\n")
    if main:
        (tmp_path / "main.py").write_text(main)
    assert boot(tmp_path) == ""
    assert (tmp_path / "main.py").read_text() == OURS
    assert (tmp_path / "program.py").read_text() == "good = 1\n"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"\0" * 5000])
def test_whatever_main_holds_the_start_goes_on(tmp_path, content):
    (tmp_path / "main.py").write_bytes(content)
    boot(tmp_path)
    assert (tmp_path / "main.py").read_text() == OURS
