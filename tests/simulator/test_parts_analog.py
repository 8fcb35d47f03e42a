"""Parts that are read as a voltage, and the button."""

from __future__ import annotations

import json

import pytest

from iot_lab.simulator.parts.potentiometer import Potentiometer
from iot_lab.simulator.parts.soil_moisture import SoilMoisture
from iot_lab.simulator.world.curves import Steps
from tests.rigs.simulator_runs import run

READ = "from machine import Pin, ADC\nimport time\neye = ADC(Pin(34), atten=ADC.ATTN_11DB)\n"
THREE = "for _ in range(3):\n print(eye.read_uv())\n time.sleep(1)\n"


def volts(part) -> list[float]:
    return [json.loads(line) / 1e6 for line in run(READ + THREE, parts=(part,)).output.splitlines()]


def test_potentiometer_goes_from_ground_to_the_supply():
    assert volts(Potentiometer(34, Steps(((0, 0.0), (0.9, 0.5), (1.9, 1.0))))) == pytest.approx(
        [0, 1.65, 3.3], abs=0.03
    )


def test_soil_probe_gives_less_volts_when_wetter_and_is_clamped():
    wetter = Steps(((0, -10.0), (0.9, 50.0), (1.9, 120.0)))
    assert volts(SoilMoisture(34, wetter, dry_v=2.8, wet_v=1.2)) == pytest.approx([2.8, 2.0, 1.2], abs=0.03)
