"""The board's own modules: precompiled by the build, served as source where they were edited since."""

import hashlib
import json
from pathlib import Path

import pytest

from build_hook import guest
from iot_lab.simulator import Scenario, guest_files, run_virtual
from iot_lab.simulator.guest_files import boot_program, system_files, system_folders

ROOT = Path(__file__).resolve().parents[2]
BLINK = "from machine import Pin\nPin(2, Pin.OUT).on()\nprint('on')\n"


@pytest.fixture
def built_elsewhere(tmp_path, monkeypatch):
    """A build's folder that a test may spoil, without what this process has read before."""
    folder = tmp_path / "guest"
    folder.mkdir()
    monkeypatch.setattr(guest_files, "built_or_none", lambda _: folder)
    _forget()
    yield folder
    _forget()


def _forget():
    for read in (system_files, system_folders, boot_program):
        read.cache_clear()


def test_build_precompiles_every_module(built_elsewhere):
    guest.make(ROOT, built_elsewhere)
    assert run_virtual(BLINK, Scenario(1)).output == "on\n"
    assert [name for name in system_files() if name.endswith(".py")] == [".system/_start.py", ".system/_load.py"]


def test_board_without_precompiled_modules_behaves_the_same(built_elsewhere):
    assert ".system/_boot.py" in system_files()
    outcome = run_virtual(BLINK, Scenario(1))
    assert (outcome.end, outcome.output, len(outcome.events)) == ("finished", "on\n", 3)


def test_module_edited_since_the_build_is_served_as_source(built_elsewhere):
    text = (Path(guest_files.__file__).parent / "guest" / "time.py").read_bytes()
    for name in ("time", "network"):
        (built_elsewhere / f"{name}.mpy").write_bytes(b"compiled")
    sums = {"time.py": hashlib.sha256(text).hexdigest(), "network.py": hashlib.sha256(b"older").hexdigest()}
    (built_elsewhere / "sources.json").write_text(json.dumps(sums))
    assert system_files()[".system/time.mpy"] == b"compiled"
    assert ".system/network.py" in system_files()


def test_precompiled_board_starts_with_less_work(built_elsewhere):
    from_source = run_virtual(BLINK, Scenario(1)).fuel
    guest.make(ROOT, built_elsewhere)
    _forget()
    assert run_virtual(BLINK, Scenario(1)).fuel < from_source / 2
