"""The drawn board of a browser that cannot wait: run ahead, in virtual time, told frame by frame."""

from __future__ import annotations

import json

from iot_lab.workshop.drawn_boards import at_home
from iot_lab.workshop.drawn_boards.at_home import ahead, knobs

ECHO = """
from machine import Pin
import time
button, led = Pin(18, Pin.IN, Pin.PULL_UP), Pin(2, Pin.OUT)
while True:
    led.value(1 - button.value())
    time.sleep_ms(5)
"""


def run(program, turned=(), until_ms=1000):
    return json.loads(ahead("button", json.dumps({"main.py": program}), json.dumps(turned), "fr", 7, until_ms))


def button():
    return next(one["id"] for one in json.loads(knobs("button", "fr"))["knobs"] if one["kind"] == "button")


def lit(rows):
    return [
        (ms, shown["brightness"]) for ms, frame in rows for shown in frame["shows"].values() if "brightness" in shown
    ]


def test_a_run_ahead_goes_on_at_its_end_and_names_its_run():
    rows = run(ECHO)

    assert {frame["run"] for _, frame in rows} == {7}
    assert rows[-1][1]["state"] == "running"
    assert rows[-1][0] <= 1040


def test_what_is_turned_shows_within_a_frame_and_what_was_shown_stays_true():
    before = run(ECHO)

    after = run(ECHO, [[500, button(), 1], [700, button(), 0]])

    assert [row for row in after if row[0] < 500] == [row for row in before if row[0] < 500]
    changes = [(ms, level) for ms, level in lit(after) if ms >= 500]
    assert [level for _, level in changes] == [1, 0]
    assert 500 <= changes[0][0] <= 580
    assert 700 <= changes[1][0] <= 780


def test_a_program_that_ends_says_how():
    assert run("print(1)\n")[-1][1]["state"] == "ended"
    failed = run("1 / 0\n")[-1][1]
    assert (failed["state"], failed["error"]["line"]) == ("failed", 1)


def test_a_knob_of_another_exercise_turns_nothing():
    assert run(ECHO, [[10, "99.rien", 1], [20, button(), 1e9]])[-1][1]["state"] == "running"


def test_a_program_that_computes_too_much_is_shown_as_far_as_it_came(monkeypatch):
    monkeypatch.setattr(at_home, "AHEAD_LIMIT_S", -1.0)

    assert run("n = 0\nwhile True:\n    n += 1\n")[-1][1]["state"] == "stopped"
