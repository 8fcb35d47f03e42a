"""`iot-lab simulate`: the same board in a terminal."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys

import pytest
from click.testing import CliRunner

from iot_lab.cli.board_view import BoardView
from iot_lab.cli.language import choose_language
from iot_lab.cli.main import iot_lab
from iot_lab.cli.typed_lines import say_typed_lines
from iot_lab.errors import LabError
from iot_lab.simulator.board import Event
from iot_lab.texts import texts
from tests.rigs.running_kit import wait_until

BLINK = "from machine import Pin\nimport time\nled = Pin(2, Pin.OUT)\nfor turn in range(4):\n    led.value(turn % 2)\n    print('turn', turn)\n    time.sleep(1)\n"


@pytest.fixture(autouse=True)
def french_afterwards():
    choose_language(["--lang", "fr"])
    yield
    choose_language(["--lang", "fr"])


@pytest.fixture
def program(tmp_path):
    def write(text: str | bytes) -> str:
        path = tmp_path / "main.py"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return write


def run(*words: str):
    return CliRunner().invoke(iot_lab, ["simulate", *words], terminal_width=100)


def said_by(*words: str) -> dict:
    return json.loads(run(*words, "--json").output)


def test_timeline_and_summary_are_printed(program):
    ran = run(program(BLINK))
    lines = ran.output.splitlines()
    assert ran.exit_code == 0
    assert any("3.0" in line and "print" in line and "turn 3" in line for line in lines)
    assert any("GPIO 2" in line and line.rstrip().endswith("1") for line in lines)
    assert lines[-1].startswith("Le programme est arrivé à sa fin.")


def test_failed_program_shows_its_traceback_and_is_the_exit_code(program):
    ran = run(program("x = 1\nx.y\n"))
    assert ran.exit_code == 1
    assert "line 2" in ran.output
    assert "AttributeError" in ran.output


def test_json_holds_every_event(program):
    said = said_by(program(BLINK))
    assert (said["end"], said["output"].count("turn"), said["error"]) == ("finished", 4, None)
    assert [one["value"] for one in said["events"] if one["kind"] == "pin"] == [0, 1, 0, 1]


def test_same_seed_gives_the_same_run(program):
    path = program("import random\nprint(random.random())\n")
    first, second, other = (said_by(path, "--seed", seed)["output"] for seed in ("4", "4", "5"))
    assert (first == second, first == other) == (True, False)


def test_seconds_replace_the_scenario_s_duration(program):
    said = said_by(program("import time\nwhile True: time.sleep(1)"), "--seconds", "7")
    assert (said["end"], said["time_us"]) == ("deadline", 7_000_000)


@pytest.mark.parametrize("scenario", ["climate", "light", "motion", "blink", "exercise/blink"])
def test_demos_and_exercises_are_scenarios(program, scenario):
    assert said_by(program("print('there')"), "--scenario", scenario)["output"] == "there\n"


def test_library_and_settings_are_on_the_flash(program):
    said = said_by(program("import lab\nlab.every(1, lambda: lab.publish('count', 1))\nlab.run()"), "--seconds", "10")
    assert [one for one in said["events"] if one["where"] == "lab/atelier/capteur-01/data/count"]


def test_scenario_is_read_from_a_file(program, tmp_path):
    (tmp_path / "cold.toml").write_text("[[part]]\nkind = 'dht22'\npin = 15\ntemperature_c = -3.5\n", encoding="utf-8")
    text = (
        "import dht, machine, time\ntime.sleep(2)\nd = dht.DHT22(machine.Pin(15))\nd.measure()\nprint(d.temperature())"
    )
    assert said_by(program(text), "--scenario", str(tmp_path / "cold.toml"))["output"] == "-3.5\n"


@pytest.mark.parametrize("scenario", ["moon", "exercise/moon", "nothing.toml"])
def test_unknown_scenario_is_an_error_of_ours(program, scenario):
    assert isinstance(run(program("pass"), "--scenario", scenario).exception, LabError)


def test_file_that_is_missing_or_no_text_is_an_error_of_ours(program, tmp_path):
    for path in (str(tmp_path / "none.py"), program(b"\xff\xfe")):
        assert isinstance(run(path).exception, LabError)


def test_broker_is_for_wall_time_and_needs_a_sound_address(program):
    assert run(program("pass"), "--virtual", "--broker", "localhost").exit_code == 2
    assert run(program("pass"), "--broker", "localhost:no").exit_code == 2


def test_wall_time_prints_as_the_program_does(program):
    ran = run(program("print('one')\nimport time\ntime.sleep(0.1)\nprint('two')"), "--wall")
    assert (ran.exit_code, ran.output.splitlines()[:2]) == (0, ["one", "two"])


def test_wall_time_ends_with_its_seconds(program):
    said = said_by(program("import time\nwhile True: time.sleep(0.05)"), "--wall", "--seconds", "0.3")
    assert said["end"] == "deadline"


def test_ctrl_c_stops_an_endless_program(program, tmp_path):
    output = tmp_path / "said"
    command = [sys.executable, "-m", "iot_lab", "simulate", program("print('go')\nwhile True: pass"), "--wall"]
    with (
        output.open("wb") as file,
        subprocess.Popen(
            [*command, "--lang", "en"],
            stdout=file,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        ) as process,
    ):
        wait_until(lambda: "go" in output.read_text())
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    assert "Stopped." in output.read_text()


def test_table_shows_pins_in_their_order_with_modes_and_messages():
    from rich.console import Console

    view = BoardView(texts("en"))
    for event in (
        Event(10, "pin-mode", "15", {"mode": "in", "pull": "up"}),
        Event(20, "pin-mode", "4", {"mode": "out", "pull": None}),
        Event(30, "pin", "4", 1),
        Event(40, "pwm", "5", {"freq_hz": 1000, "duty": 0.25}),
        Event(50, "mqtt-publish", "lab/a", {"payload": b"21.5", "qos": 1}),
        Event(60, "print", "", "hello\n"),
    ):
        view.take(event)
    console = Console(width=100, record=True, file=io.StringIO())
    console.print(view.render(2_000_000))
    text = console.export_text()
    assert text.index("GPIO 4 ") < text.index("GPIO 5 ") < text.index("GPIO 15")
    for words in ("in up", "1000 Hz, 25 %", "mqtt-publish lab/a", "21.5", "hello", "2.0 s"):
        assert words in text


def test_files_beside_the_program_are_on_the_board(tmp_path):
    folder = tmp_path / "project"
    (folder / "parts").mkdir(parents=True)
    (folder / "main.py").write_text("import names\nfrom parts import wheel\nprint(names.WHO, wheel.SIDES)\n")
    (folder / "parts" / "wheel.py").write_text("SIDES = 6\n")
    names = tmp_path / "names.py"
    names.write_text("WHO = 'Ada'\n")
    assert said_by(str(folder), "--file", str(names))["output"] == "Ada 6\n"


def test_a_line_typed_for_the_program_is_what_it_reads(program):
    path = program("print(int(input('degrees? ')) * 2, input())\n")
    assert said_by(path, "--type", "45", "--type", "on")["output"] == "degrees? 45\non\n90 on\n"


def test_what_is_typed_in_the_terminal_reaches_the_board(monkeypatch):
    reader, writer = os.pipe()
    heard: list[str] = []
    with os.fdopen(reader) as terminal, os.fdopen(writer, "wb", buffering=0) as keys:
        monkeypatch.setattr(sys, "stdin", terminal)
        say_typed_lines(heard.append)
        keys.write(b"90\n\xc3")  # a letter in two pieces
        keys.write(b"\xa9\n")
        wait_until(lambda: "".join(heard) == "90\né\n")


def test_a_board_computes_no_longer_than_the_run_lasts(program):
    said = said_by(program("import time\nn = 0\nwhile time.ticks_us() < 200000: n += 1\nprint(n)"))
    assert said["cpu_us"] == said["time_us"]
