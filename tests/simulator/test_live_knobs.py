"""A person turns what is around a board that runs, and lets it go."""

from __future__ import annotations

import pytest

from iot_lab.simulator import Scenario
from iot_lab.simulator.live.knobs import LiveKnobs
from iot_lab.simulator.parts.button import Button
from iot_lab.simulator.parts.mpu6050 import Mpu6050
from iot_lab.simulator.parts.photoresistor import Photoresistor
from iot_lab.simulator.world.curves import Steps
from iot_lab.simulator.world.scenario import Wifi
from tests.rigs.running_kit import wait_until

PARTS = (Photoresistor(34, Steps(((0, 50.0), (1000, 60.0)))), Button(4))
AROUND = Scenario(parts=PARTS, wifi=Wifi(joining_s=0.05))
LIGHT, PRESS = "0.light_lux", "1.press"
WATCHES = """
import time
from machine import ADC, Pin
light, button = ADC(Pin(34), atten=ADC.ATTN_11DB), Pin(4, Pin.IN, Pin.PULL_UP)
while True:
    print(light.read_u16() // 1000, button.value())
    time.sleep_ms(100)
"""


def state(board, name):
    return next(one for one in board.knobs() if one.id == name)


def said(seen):
    return [str(one.value).strip() for one in list(seen) if one.kind == "print"]


def test_program_measures_what_a_person_turns(start):
    seen = []
    board = start(WATCHES, around=AROUND, watch=seen.append)
    wait_until(lambda: said(seen))
    before = said(seen)[-1].split()[0]
    board.turn(LIGHT, 1000.0)
    wait_until(lambda: int(said(seen)[-1].split()[0]) > int(before) + 5)
    assert (state(board, LIGHT).value, state(board, LIGHT).is_held) == (1000.0, True)
    board.turn(LIGHT, None)
    wait_until(lambda: said(seen)[-1].split()[0] == before)
    assert state(board, LIGHT).value == 50.0


def test_button_is_pressed_and_released(start):
    seen = []
    board = start(WATCHES, around=AROUND, watch=seen.append)
    wait_until(lambda: said(seen))
    board.turn(PRESS, 1)
    wait_until(lambda: said(seen)[-1].endswith("0"))
    board.turn(PRESS, None)
    wait_until(lambda: said(seen)[-1].endswith("1"))


def test_what_is_held_stays_held_across_a_power_cut(start):
    board = start(WATCHES, around=AROUND)
    board.turn(LIGHT, 7.0)
    board.turn(PRESS, 1)
    board.stop()
    seen = []
    board._watch = seen.append
    board.start()
    wait_until(lambda: said(seen))
    assert (state(board, LIGHT).value, said(seen)[0][-1]) == (7.0, "0")


def test_two_boards_of_one_scenario_are_turned_apart():
    first, second = LiveKnobs(AROUND), LiveKnobs(AROUND)
    first.turn(LIGHT, 3.0)
    assert [one.states(0, 0)[0].value for one in (first, second)] == [3.0, 50.0]


def test_curves_in_a_tuple_are_turned_one_by_one():
    around = LiveKnobs(Scenario(parts=(Mpu6050(),), wifi=None))
    around.turn("0.acceleration_g.1", 0.5)
    (part,) = around.scenario.parts
    assert [one.at(0, 0) for one in part.acceleration_g] == [0.0, 0.5, 1.0]
    assert "wifi" not in [one.id for one in around.states(0, 0)]


def test_unknown_knob_and_value_beyond_its_range_are_refused():
    around = LiveKnobs(AROUND)
    with pytest.raises(KeyError):
        around.turn("0.moon", 1)
    with pytest.raises(ValueError):
        around.turn(LIGHT, -1)
