"""`lab.stream` on MicroPython's unix port: the rate holds on average, blocks are whole, nothing lies about time."""

from __future__ import annotations

import json
from itertools import pairwise
from textwrap import dedent

import pytest

from tests.rigs.unix_board import start

RIG = """
import json
import kit.streams
from kit.streams import Stream

now_us = [0]

class Time:
    ticks_us = staticmethod(lambda: now_us[0])
    ticks_ms = staticmethod(lambda: now_us[0] // 1000)
    ticks_diff = staticmethod(lambda end, start: end - start)
    ticks_add = staticmethod(lambda ticks, delta: ticks + delta)

kit.streams.time = Time

class Clock:
    def up_ms(self):
        return now_us[0] // 1000
    def date_ms(self, up_ms):
        return None

class Room:
    clock = Clock()
    is_ending = False
    measured = 0
    sent = []
    def __init__(self):
        self.outbox = self.numbers = self
        self.last = 0
    def learn_unit(self, series, unit):
        pass
    def next(self, series):
        self.last += 1
        return self.last
    def put(self, series, value, up_ms, number, date_ms):
        self.sent.append([value[0], number - value[0]["n"] + 1, up_ms])

def pass_time(stream, times_us):
    for step_us in times_us:
        now_us[0] += step_us
        stream.turn()

def check(value):
    pass
"""


@pytest.fixture
def run(tmp_path):
    def run_program(text: str):
        program = tmp_path / "program.py"
        program.write_text(RIG + dedent(text))
        with start(tmp_path, str(program), is_compiled=False) as process:
            return json.loads(process.stdout.read())

    return run_program


def test_rate_holds_on_average_whatever_waits_between(run):
    sent = run("""
        stream = Stream(Room(), check, "m", lambda: 1, 30, 1, None)
        pass_time(stream, [3700, 41300, 9000] * 370)
        print(json.dumps([one[1:] for one in Room.sent]))
    """)
    assert {count for count, _ in sent} == {15}
    assert len(sent) == 40  # 20 s at 30 a second
    starts = [up_ms for _, up_ms in sent]
    assert {later - first for first, later in pairwise(starts)} <= {499, 500, 501}


def test_block_holds_whole_numbers_of_each_value(run):
    (block,) = run("""
        stream = Stream(Room(), check, "m", lambda: {"ax": 0.9996, "ay": -50}, 8, 1000, "g")
        pass_time(stream, [125000] * 4)
        print(json.dumps([one[0] for one in Room.sent]))
    """)
    assert block == {"v": {"ax": [1000] * 4, "ay": [-32767] * 4}, "per": 1000, "dt": 125, "n": 1}


def test_long_wait_begins_a_new_block_with_its_own_time(run):
    sent = run("""
        stream = Stream(Room(), check, "m", lambda: 1, 20, 1, None)
        pass_time(stream, [50000] * 5 + [2000000] + [50000] * 12)
        print(json.dumps([one[1:] for one in Room.sent]))
    """)
    assert sent == [[5, 50], [10, 2250]]


def test_moment_without_a_measure_ends_the_block(run):
    sent = run("""
        given = iter([1, 2, None] + [3] * 20)
        stream = Stream(Room(), check, "m", lambda: next(given), 10, 1, None)
        pass_time(stream, [100000] * 9)
        print(json.dumps([one[0]["v"] for one in Room.sent]))
    """)
    assert sent == [[1, 2], [3, 3, 3, 3, 3]]


@pytest.mark.parametrize("wanted", ["0, 1", "201, 1", "2.5, 1", "5, 0"])
def test_impossible_rate_is_said(run, wanted):
    said = run(f"""
        hz, per = {wanted}
        try:
            Stream(Room(), check, "m", lambda: 1, hz, per, None)
        except ValueError as error:
            print(json.dumps(str(error)))
    """)
    assert "not" in said
