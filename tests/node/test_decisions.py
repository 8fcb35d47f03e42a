"""When sensors are read, what becomes of their values: the parts that do no input or output."""

from __future__ import annotations

import math
from array import array

import pytest

from iot_lab.node.adapters import choose
from iot_lab.node.clock import RoomClock
from iot_lab.node.node_file import SensorChannel
from iot_lab.node.schedule import LAST_PAUSE_S, ReadingTimes
from iot_lab.node.values import ReadingUnusable, sample_value


def test_turns_keep_their_pace_and_skip_those_that_were_missed():
    turn = ReadingTimes(every_s=10, begin_s=100)
    assert turn.is_due(100)
    turn.succeeded(100.4)
    assert turn.next_s == 110
    turn.succeeded(135)
    assert turn.next_s == 140


def test_failing_sensor_is_tried_later_and_later_and_at_its_pace_once_it_is_back():
    turn = ReadingTimes(every_s=10, begin_s=0)
    pauses = []
    for _ in range(20):
        before = turn.next_s
        turn.failed(before)
        pauses.append(turn.next_s - before)
    assert pauses[:3] == [2, 4, 8]
    assert pauses[-1] == LAST_PAUSE_S
    turn.succeeded(1004)
    assert (turn.next_s, turn.failures) == (1010, 0)


@pytest.mark.parametrize(
    ("channel", "given", "value"),
    [
        (SensorChannel("t", "temperature"), 21.5, 21.5),
        (SensorChannel("t", "temperature", scale=1.8, offset=32, decimals=1), 21.04, 69.9),
        (SensorChannel("p", "value"), True, 1),
        (SensorChannel("p", "value"), 42, 42),
        (SensorChannel("m", "acceleration", keys=("x", "y", "z")), (0, 1.5, -2), {"x": 0, "y": 1.5, "z": -2}),
    ],
)
def test_what_a_driver_gives_becomes_a_value(channel, given, value):
    assert sample_value(channel, given) == value


@pytest.mark.parametrize("given", [None, "warm", math.nan, math.inf, 1e39, (1, 2), array("b")])
def test_what_is_no_number_is_refused(given):
    with pytest.raises(ReadingUnusable):
        sample_value(SensorChannel("t", "temperature"), given)


@pytest.mark.parametrize("given", [1.0, (1, 2), "xyz", (1, 2, None)])
def test_what_is_not_as_many_numbers_as_keys_is_refused(given):
    with pytest.raises(ReadingUnusable):
        sample_value(SensorChannel("m", "acceleration", keys=("x", "y", "z")), given)


def test_right_clock_is_left_alone_and_a_wrong_one_put_right():
    clock = RoomClock()
    clock.told(1_000_000, 1_001_500)
    assert clock.offset_ms == 0
    clock.told(1_000_000, 400_000)
    assert clock.offset_ms == 600_000


def test_adapter_is_the_one_that_is_named_or_the_first_that_is_plugged():
    assert choose("ft232h", []).variable == "BLINKA_FT232H"
    assert choose("auto", [(0x1234, 1), (0x04D8, 0x00DD)]).word == "mcp2221"
    assert choose("auto", [(0x1234, 1)]) is None
    assert choose("none", [(0x04D8, 0x00DD)]) is None
