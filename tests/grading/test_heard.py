"""What a broker heard of a real board is judged by the checks that look at messages alone, and by no other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from iot_lab.course import load_course, load_exercise
from iot_lab.grading.expectations.connections import read_connections
from iot_lab.grading.expectations.tolerance import US_PER_S
from iot_lab.grading.heard import Heard, HeardMessage, is_judged_by_ear, judge_heard
from iot_lab.grading.room_facts import read_room
from iot_lab.simulator.board_library import library
from iot_lab.simulator.virtual import run_virtual
from iot_lab.workshop.drawn_boards import drawn_world

WATCHED_S = 180.0
JUDGED = [one for one in load_course().exercise_ids if is_judged_by_ear(load_exercise(one))]


def heard_of(exercise, program):
    """What the broker would hear of a board that runs a program in the exercise's calm world."""
    scenario = replace(drawn_world(exercise).scenario, duration_s=WATCHED_S)
    events = run_virtual(program, scenario, files={**library(), **dict(scenario.files)}).events
    messages = tuple(
        HeardMessage(
            event.t_us / US_PER_S, event.where, event.value["payload"], event.value["qos"], event.value["retained"]
        )
        for event in events
        if event.kind == "mqtt-publish" and event.value.get("delivered", True)
    )
    return Heard(read_room(scenario), WATCHED_S, messages, read_connections(events).made)


def verdicts(exercise, heard):
    return {check.id: check.verdict.value for check in judge_heard(exercise, heard, "fr")}


def test_exercises_about_messages_are_judged_by_ear():
    assert {"climate", "nothing-lost", "presence-alarm", "anomaly"} <= set(JUDGED)


@pytest.mark.parametrize("name", JUDGED)
def test_right_program_passes_each_check_that_is_heard_and_leaves_the_others_to_the_simulator(name):
    exercise = load_exercise(name)
    found = verdicts(exercise, heard_of(exercise, exercise.solution))
    assert set(found.values()) == {"passed", "not-judged"}


def test_wrong_rhythm_is_heard_and_explained():
    exercise = load_exercise("climate")
    heard = heard_of(exercise, exercise.solution)
    slow = replace(heard, messages=heard.messages[::3])
    told = next(check for check in judge_heard(exercise, slow, "fr") if check.verdict.value == "failed")
    assert (told.id, bool(told.expected), bool(told.seen), told.hint.id) == ("rhythm", True, True, "rhythm")


def test_silence_fails_what_is_heard_and_nothing_else():
    exercise = load_exercise("climate")
    found = verdicts(exercise, replace(heard_of(exercise, ""), connections=None))
    assert (found["published"], found["values"], found["joins"]) == ("failed", "not-judged", "not-judged")
