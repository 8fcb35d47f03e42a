"""What a program cost, as the report says it."""

import json

from iot_lab.course import load_exercise
from iot_lab.grading import grade
from iot_lab.grading.cost import read_cost, say_cost
from iot_lab.texts import texts
from tests.rigs.traces import event, trial


def test_messages_are_counted_with_their_topics_and_payloads():
    published = {"payload": b"21.5", "qos": 0, "retained": False, "client": "me"}
    cost = read_cost(trial(event(1, "mqtt-publish", "a/é", published), event(2, "mqtt-publish", "b", published)))
    assert (cost.messages, cost.message_bytes) == (2, 13)


def test_sleep_lowers_the_share_of_time_awake():
    cost = read_cost(trial(end_s=10, asleep_us=9_000_000))
    assert cost.awake_percent == 10
    assert say_cost(cost, texts("fr")).endswith("éveillée 10\u202f% du temps")


def test_a_trial_without_a_moment_is_awake():
    assert read_cost(trial(end_s=0)).awake_percent == 100


def test_cost_is_said_in_words_and_what_is_zero_is_left_out():
    cost = read_cost(trial(end_s=60, fuel=265_000_000, heap_peak_bytes=20_480))
    assert say_cost(cost, texts("en")) == "60\u00a0s on the board, 1\u00a0s of computing, at most 20\u00a0KB of memory"


def test_report_tells_the_cost_of_the_trial_that_is_shown(blink):
    report = json.loads(json.dumps(grade(blink, blink.solution, language="en").as_json()))
    assert report["cost"]["virtual_s"] == report["scenarios"][0]["virtual_s"]
    assert report["cost"]["esp32_us"] == report["scenarios"][0]["fuel"] // 265
    assert report["cost"]["awake_percent"] == 100


def test_report_of_a_fault_of_ours_has_no_cost(course):
    (course / "blink" / "checks.py").write_text("1 / 0\n", encoding="utf-8")
    exercise = load_exercise("blink", course)
    assert grade(exercise, exercise.solution, language="en").as_json()["cost"] is None
