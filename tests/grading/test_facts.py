"""Facts of a run, as they are read from a trace and told under what was seen."""

from dataclasses import replace

import pytest

from iot_lab.course import ListedPart
from iot_lab.grading.facts import fact_to_show
from iot_lab.grading.trial import Trial
from iot_lab.grading.wiring import Wiring
from iot_lab.simulator.world.scenario import Scenario
from iot_lab.texts import texts
from tests.rigs.traces import event, output

LED = ListedPart("light", "led", {"pin": 2}, {})
SENSOR = ListedPart("sensor", "dht22", {"pin": 15}, {})


def trial(*events, end="deadline", end_s=10, duration_s=10):
    wiring = Wiring((LED, SENSOR))
    return Trial(list(events), end, end_s * 1_000_000, scenario=Scenario(duration_s), wiring=wiring)


def told(one, language="en"):
    fact = fact_to_show(one)
    return fact and fact(texts(language))


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (
            trial(event(3, "boot", "", "hard"), event(4, "boot", "", "hard")),
            "The board restarted 2 times, the first time at 3",
        ),
        (trial(*output(4, (1, 1))), "The program drives pin 4; the statement says pin 2."),
        (trial(event(1, "wire-read", 14, None)), "asks a sensor on pin 14; it is wired to pin 15"),
        (trial(event(1, "wifi-connect", "Atelier", False)), "the Wi-Fi “Atelier”, which does not exist here"),
        (trial(event(1, "no-answer", "192.168.1.9", 1883)), "Nobody answers at the address “192.168.1.9”"),
        (trial(event(1, "wire-read", 15, b"12345"), event(1.5, "wire-read", 15, None)), "asked again after only 0.5"),
        (trial(end="finished", end_s=4), "The program was over at 4"),
        (replace(trial(event(2, "pin", 2, 1)), last_line=7), "To the end, the program waits at line 7."),
    ],
)
def test_fact_is_told_in_words(one, words):
    assert words in told(one)


@pytest.mark.parametrize(
    "one",
    [
        trial(),
        trial(end="finished", end_s=10),
        replace(trial(event(9, "pin", 2, 1)), last_line=7),
        replace(trial(end="finished", end_s=10), last_line=7),
        trial(*output(2, (1, 1))),
        trial(*output(2, (1, 1)), *output(4, (1, 1))),
        trial(event(1, "wire-read", 15, b"12345"), event(3, "wire-read", 15, None)),
        trial(event(1, "wifi-connect", "atelier", True)),
        trial(event(1, "no-answer", "x", 1), event(2, "mqtt-connect", "me", {"user": None, "will": None})),
    ],
)
def test_run_without_anything_strange_has_no_fact_to_show(one):
    assert told(one) is None


def test_restart_is_told_before_what_follows_from_it():
    assert "restarted at" in told(trial(event(3, "boot", "", "hard"), *output(4, (1, 1)), end="finished", end_s=4))
