"""`iot-lab node` in a process of its own on Blinka's OS-agnostic board, with Adafruit's own drivers; and without hardware."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rigs.running_kit import wait_until

ON_A_FAKE_BUS = Path(__file__).resolve().parents[1] / "rigs" / "on_a_fake_bus.py"
WHO = 'room = "atelier"\nname = "capteur-01"\nsecret = "{secret}"\nbroker = "127.0.0.1:{port}"\nevery_s = 0.2\n'
PINS = """
[[sensor]]
name = "wave"
driver = "analogio:AnalogIn"
bus = "pin"
pins = ["Ax_INPUT_WAVE_SINE"]
[sensor.series]
wave = { attribute = "value", scale = 0.01, unit = "V" }
[[sensor]]
name = "button"
driver = "digitalio:DigitalInOut"
bus = "pin"
pins = ["Dx_INPUT_TOGGLE"]
[sensor.series]
button = { attribute = "value" }
"""
CHIPS = """
[[sensor]]
name = "inside"
driver = "adafruit_sht31d:SHT31D"
bus = "i2c"
address = 0x44
[sensor.series]
temperature = { attribute = "temperature", unit = "°C", decimals = 2 }
humidity = { attribute = "relative_humidity", unit = "%", decimals = 1 }
[[sensor]]
name = "outside"
driver = "adafruit_bme280.basic:Adafruit_BME280_I2C"
bus = "i2c"
address = 0x76
[sensor.series]
pressure = { attribute = "pressure", unit = "hPa", decimals = 1 }
"""


class Process:
    """A node of `iot-lab node`; what it says goes to a file."""

    def __init__(self, folder: Path, text: str, *command: str, lang: str = "en", **variables: str) -> None:
        self.file, self.output = folder / "capteur-01.toml", folder / "out.txt"
        self.file.write_text(text, encoding="utf-8")
        words = [
            *(command or ("-m", "iot_lab")),
            "node",
            str(self.file),
            "--lang",
            lang,
            "--data",
            str(folder / "data"),
        ]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("BLINKA_")}
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, *words], stdout=output, stderr=subprocess.STDOUT, env=environment | variables
            )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    def said(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(30)


def value(payload: bytes) -> float:
    return json.loads(payload)["v"]


def test_pins_of_the_os_agnostic_board_become_series(broker, room, tmp_path):
    text = WHO.format(port=broker.port, secret="right") + PINS
    with Process(tmp_path, text, BLINKA_OS_AGNOSTIC="1") as node:
        room.wait_for("data/wave", lambda payload: value(payload) == 0.81)
        room.wait_for("data/button", lambda payload: value(payload) == 1)
        room.wait_for("data/button", lambda payload: value(payload) == 0)
        said = json.loads(room.wait_for("info"))
        assert (said["chip"], said["simulated"]) == ("OS_AGNOSTIC_BOARD", False)
        assert node.interrupt() == 0
    assert "received everything" in node.said()
    room.wait_for("status", lambda payload: payload == b"offline")


def test_drivers_of_adafruit_read_chips_and_one_that_is_unplugged_is_named(broker, room, tmp_path):
    unplugged = tmp_path / "unplugged"
    text = WHO.format(port=broker.port, secret="right") + CHIPS
    with Process(tmp_path, text, str(ON_A_FAKE_BUS), BLINKA_OS_AGNOSTIC="1", FAKE_BUS_UNPLUGGED=str(unplugged)) as node:
        assert value(room.wait_for("data/temperature")) == pytest.approx(23.25, abs=0.01)
        assert value(room.wait_for("data/humidity")) == pytest.approx(51.0, abs=0.1)
        assert value(room.wait_for("data/pressure")) == pytest.approx(1002.0, abs=0.2)
        unplugged.write_text("0x44")
        room.wait_for("log", lambda text: b"inside" in text)
        count = len(room.heard("data/pressure"))
        wait_until(lambda: len(room.heard("data/pressure")) > count + 2)
        unplugged.unlink()
        room.wait_for("log", lambda text: b"inside answers again" in text)
        assert "outside" not in node.said()


def test_node_that_is_killed_is_told_by_its_last_will(broker, room, tmp_path):
    with Process(tmp_path, WHO.format(port=broker.port, secret="right") + PINS, BLINKA_OS_AGNOSTIC="1") as node:
        room.wait_for("data/wave")
        node.process.kill()
        room.wait_for("status", lambda payload: payload == b"offline")


@pytest.mark.parametrize(("lang", "words"), [("en", "unknown name or secret"), ("fr", "nom ou secret inconnu")])
def test_wrong_secret_is_said_in_both_languages(broker, room, tmp_path, lang, words):
    text = WHO.format(port=broker.port, secret="wrong") + PINS
    with Process(tmp_path, text, lang=lang, BLINKA_OS_AGNOSTIC="1") as node:
        wait_until(lambda: words in node.said())


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("No hardware found", "MCP2221, FT232H", "BLINKA_MCP2221=1", "plugdev", "--demo")),
        ("fr", ("Aucun matériel trouvé", "MCP2221, FT232H", "BLINKA_FT232H=1", "plugdev", "--demo")),
    ],
)
def test_computer_without_hardware_says_what_it_looked_for(tmp_path, lang, words):
    text = WHO.format(port=1, secret="right") + PINS
    # A Raspberry Pi has pins: there, an adapter that is not plugged stands for the absence.
    is_pi = Path("/proc/device-tree/model").exists()
    with Process(tmp_path, text, lang=lang, **({"BLINKA_FT232H": "1"} if is_pi else {})) as node:
        assert node.process.wait(30) == 1
    said = node.said()
    assert [word for word in words if word not in said and not is_pi] == []
    assert "Traceback" not in said


@pytest.mark.parametrize(("adapter", "looked"), [("mcp2221", "MCP2221"), ("ft232h", "FT232H"), ("u2if", "Pico u2if")])
def test_adapter_that_is_named_and_absent_is_said(tmp_path, adapter, looked):
    text = f'adapter = "{adapter}"\n' + WHO.format(port=1, secret="right") + PINS
    with Process(tmp_path, text) as node:
        assert node.process.wait(30) == 1
    assert f"Looked for: {looked}" in node.said()


@pytest.mark.parametrize(("lang", "words"), [("en", "is not installed"), ("fr", "n’est pas installé")])
def test_computer_without_blinka_says_how_to_add_it(tmp_path, lang, words):
    hide = "import sys; sys.modules['adafruit_blinka'] = None; from iot_lab.cli.main import main; main(sys.argv[1:])"
    with Process(tmp_path, WHO.format(port=1, secret="right") + PINS, "-c", hide, lang=lang) as node:
        assert node.process.wait(30) == 1
    assert words in node.said()
    assert 'pip install "iot-lab[node]"' in node.said()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("analogio:AnalogIn", "adafruit_nothing_here:Chip", "pip install adafruit-circuitpython-nothing-here"),
        ("analogio:AnalogIn", "analogio:Analog", "AnalogIn"),
        ("Ax_INPUT_WAVE_SINE", "D99", "has no D99"),
        ("every_s = 0.2", 'every_s = 0.2\nled = "LED"', "has no LED"),
    ],
)
def test_driver_class_or_pin_that_is_absent_is_said_before_anything_is_read(tmp_path, old, new, words):
    text = (WHO.format(port=1, secret="right") + PINS).replace(old, new)
    with Process(tmp_path, text, BLINKA_OS_AGNOSTIC="1") as node:
        assert node.process.wait(30) == 1
    assert words in node.said()
    assert "Traceback" not in node.said()
