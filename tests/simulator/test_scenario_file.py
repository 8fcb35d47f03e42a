"""A scenario written in a TOML file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from iot_lab.simulator.parts.button import Button, Press
from iot_lab.simulator.parts.dht22 import Dht22
from iot_lab.simulator.world.curves import Line, Noise, Repeat, Steps, Sum, Wave
from iot_lab.simulator.world.faults import Corrupted, Unplugged
from iot_lab.simulator.world.from_toml import (
    ScenarioFieldUnknown,
    ScenarioFieldWrong,
    ScenarioUnreadable,
    load_scenario,
    part_kinds,
)
from iot_lab.simulator.world.scenario import Arrival, Span

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def load(tmp_path):
    def load(text: str | bytes):
        path = tmp_path / "world.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load_scenario(path)

    return load


def test_example_of_the_document_is_a_scenario(load):
    text = (ROOT / "docs" / "simulator.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    assert len(load(example).parts) >= 2


def test_parts_curves_and_faults_become_what_they_say(load):
    scenario = load("""
        duration_s = 30
        wifi = false
        [broker]
        arrivals = [[5, "lab/a", "hello"], {t_s = 6, topic = "b", payload = "é", is_retained = true}]
        [[part]]
        kind = "dht22"
        pin = 15
        temperature_c = {sum = [{wave = {middle = 21, swing = 2, period_s = 60}}, {noise = {spread = 0.1}}]}
        unplugged = [[20, 5]]
        corrupted = {one_in = 3}
        [[part]]
        kind = "button"
        pin = 4
        presses = [[2, 0.5], {at_s = 6}]
    """)
    assert (scenario.duration_s, scenario.wifi) == (30, None)
    assert scenario.broker.arrivals == (Arrival(5, "lab/a", b"hello"), Arrival(6, "b", "é".encode(), True))
    sensor = Dht22(15, Sum((Wave(21, 2, 60), Noise(0.1))))
    assert scenario.parts[0] == Unplugged(Corrupted(sensor, one_in=3), (Span(20, 5),))
    assert scenario.parts[1] == Button(4, (Press(2, 0.5), Press(6)))


@pytest.mark.parametrize(
    ("text", "curve"),
    [
        ("3", 3.0),
        ("{steps = [[0, 1], [5, 2]]}", Steps(((0, 1), (5, 2)))),
        ("{repeat = {curve = {line = [[0, 0], [1, 9]]}, period_s = 2}}", Repeat(Line(((0, 0), (1, 9))), 2)),
    ],
)
def test_curve_is_read(load, text, curve):
    (part,) = load(f"[[part]]\nkind = 'photoresistor'\npin = 34\nlight_lux = {text}").parts
    assert part.light_lux == curve


def test_recorded_curve_comes_from_a_file_beside(load, tmp_path):
    (tmp_path / "day.csv").write_text("t_s,lux\n0,10\n10,30\n", encoding="utf-8")
    text = "[[part]]\nkind = 'photoresistor'\npin = 34\nlight_lux = {recorded = {file = 'day.csv', column = 'lux'}}"
    assert load(text).parts[0].light_lux.at(5, 0) == 20


def test_every_part_has_a_kind():
    files = {path.stem for path in (ROOT / "iot_lab/simulator/parts").glob("[a-z]*.py")}
    assert set(part_kinds()) == files | {"stuck_bus"}


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("duration_s = 'x'", "duration_s"),
        ("duration_s = 0", "duration_s"),
        ("duration_s = nan", "duration_s"),
        ("duration_s = true", "duration_s"),
        ("part = 3", "part"),
        ("[wifi]\noutages = 4", "wifi.outages"),
        ("[wifi]\noutages = [[1, 2, 3]]", "wifi.outages[0]"),
        ("[[part]]\nkind = 'led'\npin = 99", "part 1 (led): pin"),
        ("[[part]]\nkind = 'led'\npin = 2.5", "part 1 (led): pin"),
        ("[[part]]\nkind = 'dht22'\npin = 4\ntemperature_c = 'warm'", "part 1 (dht22): temperature_c"),
        ("[[part]]\nkind = 'dht22'\npin = 4\ntemperature_c = {steps = []}", "part 1 (dht22): temperature_c.steps"),
        (
            "[[part]]\nkind = 'dht22'\npin = 4\ntemperature_c = {wave = {middle = 1, swing = 1, period_s = 0}}",
            "part 1 (dht22): temperature_c.wave.period_s",
        ),
        ("[[part]]\nkind = 'mpu6050'\nacceleration_g = [0, 1]", "part 1 (mpu6050): acceleration_g"),
    ],
)
def test_wrong_value_is_named(load, text, field):
    with pytest.raises(ScenarioFieldWrong) as wrong:
        load(text)
    assert wrong.value.details["field"] == field


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("duration = 3", "duration"),
        ("questions = []", "questions"),
        ("[[part]]\npin = 3", "part 1: kind"),
        ("[[part]]\nkind = 'flux'", "part 1: kind"),
        ("[[part]]\nkind = 'led'", "part 1 (led): pin"),
        ("[[part]]\nkind = 'led'\npin = 2\nsize = 3", "part 1 (led): size"),
        ("[[part]]\nkind = 'dht22'\npin = 4\ntemperature_c = {ramp = 1}", "part 1 (dht22): temperature_c.ramp"),
    ],
)
def test_unknown_or_missing_field_is_named(load, text, field):
    with pytest.raises(ScenarioFieldUnknown) as wrong:
        load(text)
    assert wrong.value.details["field"] == field


@pytest.mark.parametrize("text", [b"\xff\xfe", "duration_s = ", "[" * 5000, "x = {" * 500])
def test_what_is_no_toml_is_said(load, text):
    with pytest.raises(ScenarioUnreadable):
        load(text)


def test_missing_file_is_said(tmp_path):
    with pytest.raises(ScenarioUnreadable):
        load_scenario(tmp_path / "nothing.toml")
