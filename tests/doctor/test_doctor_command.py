"""`iot-lab doctor` on this very computer and on the emulated hub: what it says, and how it exits."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from iot_lab.boards.journal import BoardEntry
from iot_lab.cli import doctor as doctor_command
from iot_lab.cli.language import choose_language
from iot_lab.cli.main import iot_lab
from iot_lab.store.telemetry.glance import boards_heard
from iot_lab.workshop import running
from iot_lab.workshop.doctor.computer_steps import BOARD_CLOCK_MARGIN_S
from iot_lab.workshop.doctor.facts import Holder, Listener, PortAccess
from iot_lab.workshop.doctor.steps import STEPS, take_all
from iot_lab.workshop.doctor.this_machine import ThisMachine
from iot_lab.workshop.known_networks import KnownNetworks
from tests.rigs.commands import run
from tests.rigs.fabricated import CANNOT, Fabricated
from tests.rigs.flash.bench_room import BenchRoom
from tests.rigs.flash.board import Faults
from tests.rigs.plugged import plugged_ports
from tests.rigs.running_kit import RunningKit, wait_until

GOLDEN = Path(__file__).with_name("golden")
FINE_HERE = ("python", "packages", "runtime", "firmware", "clock", "disk")
TAKEN = {1883: Listener(1883, is_free=False, holder=Holder("mosquitto", 812), other=1885)}
NAMES = [step.name for step in STEPS]
FRESH_DATA = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"serial", "psutil", "wasmtime", "esptool", "littlefs", "sqlalchemy", "flask"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name.split(".")[0])
sys.meta_path.insert(0, Missing())
from iot_lab.cli.main import main
main(["doctor", "--json", "--data", sys.argv[1]])
"""


@pytest.fixture
def hub(tmp_path, monkeypatch):
    room = BenchRoom(tmp_path)
    monkeypatch.setattr("serial.tools.list_ports.comports", lambda: plugged_ports(room))
    monkeypatch.setattr(doctor_command, "log_path", lambda: tmp_path / "log" / "doctor.log")
    yield room
    room.close()


def steps(done):
    return {step["step"]: step for step in json.loads(done.said)["steps"]}


def diagnosed(hub, *words, language="en"):
    return run(hub, "doctor", "--json", *words, language=language)


def test_board_in_boot_mode_0x13_is_named_with_its_mend(hub):
    hub.keep_firmware()
    board = hub.plug(faults=Faults(boot_mode="0x13"))
    done = diagnosed(hub, str(board.path))
    (error,) = steps(done)["boards"]["errors"]
    assert (done.code, json.loads(done.said)["first"]) == (1, "boards")
    assert (error["code"], "0x13" in error["seen"], "BOOT" in error["next"]) == ("boot-mode", True, True)


def test_all_boards_are_asked_at_once_and_each_trouble_is_named(hub):
    hub.plug()
    hub.plug(faults=Faults(is_silent=True))
    hub.plug(faults=Faults(boot_mode="0x13"))
    found = steps(diagnosed(hub, "--ask-boards"))["boards"]
    assert [error["code"] for error in found["errors"]] == ["bootloader-silent", "boot-mode"]


def test_board_that_answers_is_said_with_its_chip_and_its_flash_is_untouched(hub):
    board = hub.plug("ESP32-S3", 8)
    before = bytes(board.flash.data)
    found = steps(diagnosed(hub, str(board.path)))["boards"]
    assert (found["result"], f"ESP32-S3 {board.mac}" in found["said"]) == ("ok", True)
    assert bytes(board.flash.data) == before


def test_without_agreement_no_board_receives_a_byte(hub):
    board = hub.plug()
    found = steps(diagnosed(hub))
    assert found["boards"]["result"] == "not-concerned"
    assert str(board.path) in found["usb"]["said"]
    assert board.received == 0


def test_without_any_board_it_says_what_it_looked_at_on_usb(hub):
    done = diagnosed(hub)
    (error,) = steps(done)["usb"]["errors"]
    assert (steps(done)["usb"]["result"], error["code"]) == ("unknown", "doctor-usb")
    assert "Serial ports seen: –. USB devices seen:" in error["seen"]


def test_port_that_does_not_exist_is_broken_where_it_was_named(hub):
    done = diagnosed(hub, str(hub.folder / "ttyUSB9"))
    assert (done.code, json.loads(done.said)["first"]) == (1, "usb")


def test_json_has_every_step_in_their_order(hub):
    said = json.loads(diagnosed(hub).said)
    assert [step["step"] for step in said["steps"]] == NAMES
    assert set(said) == {"exit", "first", "steps"}
    assert all(set(step) == {"step", "title", "result", "said", "errors"} for step in said["steps"])


def page(hub, language, monkeypatch, machine=None):
    """Return what a person reads at 100 columns, on this computer or on a fabricated one."""
    if machine:
        monkeypatch.setattr(doctor_command, "_steps", lambda _folder, asked: take_all(machine, asked))
    words = ["doctor", "--data", str(hub.data), "--lang", language]
    choose_language(words)
    said = CliRunner().invoke(iot_lab, words, env={"COLUMNS": "100"}).output
    return "\n".join(line.rstrip() for line in said.splitlines()) + "\n"


def golden(language):
    return (GOLDEN / f"doctor.{language}.txt").read_text(encoding="utf-8")


def titles(text):
    """Return the titles of the steps: their results differ from one computer to the next."""
    first_part = text.split("\n\n")[0]
    return [line[2:27].strip() for line in first_part.splitlines() if line[:1].strip()]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_page_reads_as_the_golden_one(hub, language, monkeypatch):
    matter = {"access_is": PortAccess(False, "dialout"), "hubs_are": CANNOT, "firmware_is": []}
    said = page(hub, language, monkeypatch, Fabricated(**matter, listeners=TAKEN))
    assert re.sub(r"2026-09-2. ..:..", "2026-09-21 12:00", said) == golden(language)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_real_run_on_this_computer_has_the_same_steps(hub, language, monkeypatch):
    hub.keep_firmware()
    said = page(hub, language, monkeypatch)
    assert titles(said) == titles(golden(language))
    assert len(titles(said)) == len(STEPS)
    found = steps(diagnosed(hub, language=language))
    assert {name: found[name]["result"] for name in FINE_HERE} == dict.fromkeys(FINE_HERE, "ok")


def test_running_kit_is_no_obstacle_to_itself(tmp_path):
    kit = RunningKit(tmp_path / "data", "--simulate", "1")
    kit.start()
    try:
        wait_until(lambda: running.find(kit.data))
        machine = ThisMachine(kit.data)
        assert machine.tcp_ports() == (kit.mqtt_port, kit.port)
        holders = [machine.listener(port).holder for port in machine.tcp_ports()]
        assert all(holder and holder.is_ours for holder in holders)
        wait_until(lambda: any(board.newest_ms for board in boards_heard(kit.data / "lab.db")))
        clocks = wait_until(machine.clocks)  # a busy machine's board may send nothing between two looks
        assert all(abs(behind_s) < BOARD_CLOCK_MARGIN_S for behind_s in clocks.values())
    finally:
        kit.interrupt()
    assert all(machine.listener(port).is_free for port in (kit.mqtt_port, kit.port))


def test_boards_that_were_prepared_and_never_heard_point_at_the_network(hub):
    KnownNetworks.open(hub.data).prefer("Salle", "craie-bleue")
    hub.station.journal.put(BoardEntry("24:0a:c4:00:10:01", "capteur-01", state="ready", seen_s=int(time.time())))
    (error,) = steps(diagnosed(hub))["reach"]["errors"]
    assert (error["code"], "capteur-01" in error["seen"]) == ("doctor-isolated", True)


def test_missing_packages_are_named_instead_of_a_traceback(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", FRESH_DATA, str(tmp_path)], capture_output=True, text=True, timeout=60, check=False
    )
    found = {step["step"]: step for step in json.loads(done.stdout)["steps"]}
    assert found["usb"]["result"] == "unknown"
    assert "serial" in found["usb"]["said"]
    assert (found["python"]["result"], found["disk"]["result"]) == ("ok", "ok")
    assert "Traceback" not in done.stderr


def test_fault_of_a_step_goes_to_the_log_and_its_place_is_said(hub, monkeypatch):
    monkeypatch.setattr(ThisMachine, "python", lambda _: 1 / 0)
    done = run(hub, "doctor", language="fr")
    log = doctor_command.log_path()
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")
    assert str(log) in done.said
    assert "Traceback" not in done.said


def test_steps_that_cannot_be_begun_exits_with_two(hub, monkeypatch):
    monkeypatch.setattr(doctor_command, "_steps", lambda *_: 1 / 0)
    done = run(hub, "doctor", language="en")
    assert (done.code, "could not begin" in done.said) == (2, True)
