"""firmware/lib/lab.py and the three demos, in virtual time."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

import pytest

import iot_lab
from iot_lab.simulator import run_virtual
from iot_lab.simulator.demos import DEMOS, SENTENCES
from iot_lab.simulator.world.scenario import Arrival, BrokerThere, Scenario, Span, Wifi
from iot_lab.texts import texts
from tests.rigs.simulator_runs import lab_files, payloads, run, seen

COUNT = """
import lab
numbers = [0]
def measure():
    numbers[0] += 1
    lab.publish("count", numbers[0], unit="turns")
lab.every(1, measure)
lab.run()
"""
TIME = Arrival(4.5, "lab/atelier/capteur-01/do/time", b'{"t": 1790000000000}')


def samples(outcome, series):
    return [json.loads(one) for one in payloads(outcome, f"data/{series}")]


@pytest.mark.parametrize(
    ("name", "series"),
    [("climate", {"temperature", "humidity"}), ("light", {"light", "lamp"}), ("motion", {"acceleration", "button"})],
)
def test_demo_publishes_its_series_for_a_minute(name, series):
    demo = DEMOS[name]
    outcome = run_virtual(demo.program, replace(demo.scenario, duration_s=60), files=lab_files())
    assert (outcome.end, outcome.error, outcome.output) == ("deadline", None, "")
    assert all(len(samples(outcome, one)) >= 28 for one in series)
    assert set(json.loads(payloads(outcome, "/info")[-1])["series"]) == series


def test_night_lamp_lights_at_night_only():
    demo = DEMOS["light"]
    outcome = run_virtual(demo.program, replace(demo.scenario, duration_s=180), files=lab_files())
    assert [value for _, value in seen(outcome, "pin", "2")] == [0, 1, 0, 1, 0, 1, 0]


def test_samples_carry_a_rising_number_and_the_laptop_s_time():
    outcome = run(COUNT, files=lab_files(), broker=BrokerThere(arrivals=(TIME,)))
    sent = samples(outcome, "count")
    assert [one["n"] for one in sent] == list(range(1, len(sent) + 1))
    assert sent[0]["t"] is None
    assert 1_790_000_000_000 <= sent[-1]["t"] < 1_790_000_006_000


def test_board_announces_itself_and_leaves_a_will():
    outcome = run(COUNT, files=lab_files())
    assert payloads(outcome, "/status") == [b"online"]
    info = json.loads(payloads(outcome, "/info")[-1])
    assert (info["kit"], info["series"], info["simulated"]) == (iot_lab.__version__, {"count": "turns"}, True)
    will = seen(outcome, "mqtt-connect")[0][1]["will"]
    assert (will.topic, will.payload, will.is_retained) == ("lab/atelier/capteur-01/status", b"offline", True)


def test_board_comes_back_after_the_broker_did():
    outcome = run(COUNT, seconds=60, files=lab_files(), broker=BrokerThere(outages=(Span(10, 15),)))
    assert len(seen(outcome, "mqtt-connect")) == 2
    assert outcome.end == "deadline"
    assert samples(outcome, "count")[-1]["v"] >= 55


def test_board_comes_back_after_the_wifi_did():
    outcome = run(COUNT, seconds=90, files=lab_files(), wifi=Wifi(outages=(Span(10, 5),)))
    assert (outcome.end, len(seen(outcome, "mqtt-connect"))) == ("deadline", 2)


def test_wrong_wifi_password_is_said_and_tried_again():
    files = lab_files(wifi=[{"ssid": "atelier", "password": "no"}])
    outcome = run(COUNT, seconds=120, files=files)
    assert "Wi-Fi: wrong password" in outcome.output
    assert outcome.end == "deadline"


def test_wrong_secret_is_said():
    outcome = run(COUNT, files=lab_files(), broker=BrokerThere(accounts=(("capteur-01", "other"),)))
    assert "is the secret right?" in outcome.output


def test_command_is_answered_with_its_request_s_id():
    program = "import lab\nlab.on('double', lambda value: 2 * value)\nlab.on('fail', lambda value: 1 / 0)\nlab.run()"
    root = "lab/atelier/capteur-01/do/"
    arrivals = (
        Arrival(2.9, root + "double", b"\xff\xfe"),
        Arrival(3, root + "double", b'{"id": 7, "value": 21}'),
        Arrival(4, root + "fail", b"x"),
    )
    outcome = run(program, files=lab_files(), broker=BrokerThere(arrivals=arrivals))
    assert [json.loads(one) for one in payloads(outcome, "done/double")] == [{"id": 7, "result": 42}]
    assert json.loads(payloads(outcome, "done/fail")[0])["error"].startswith("ZeroDivisionError")


@pytest.mark.parametrize(
    "bad", ["'Température', 1", "'a' * 33, 1", "'x', '21'", "'x', float('nan')", "'x', {'a': None}"]
)
def test_bad_sample_is_a_clear_value_error(bad):
    error = run(f"import lab\nlab.publish({bad})", files=lab_files()).error
    assert (error.type, error.line) == ("ValueError", 2)


def test_first_reading_after_a_long_wait_is_not_doubled():
    demo = DEMOS["climate"]
    slow = Wifi(joining_s=5.3)
    outcome = run_virtual(demo.program, replace(demo.scenario, duration_s=30, wifi=slow), files=lab_files())
    assert outcome.output == ""


def test_sensor_that_is_not_there_is_said_without_stopping():
    outcome = run(DEMOS["climate"].program, files=lab_files(), parts=())
    assert "The DHT22 does not answer" in outcome.output
    assert outcome.end == "deadline"


def test_what_a_demo_prints_is_in_the_language_of_the_room():
    program = DEMOS["climate"].program_in(texts("fr"))
    assert "Le DHT22 ne répond pas\u202f: vérifiez" in run(program, files=lab_files(), parts=()).output


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_sentence_of_the_demos_stands_in_one_of_them(sentence):
    assert any(f'"{sentence}"' in demo.program for demo in DEMOS.values())
    assert all(f'"{sentence}"' not in demo.program_in(texts("fr")) for demo in DEMOS.values())


def test_light_is_measured_in_the_unit_in_which_it_is_set():
    demo = DEMOS["light"]
    held = replace(demo.scenario.parts[0], light_lux=120.0)
    outcome = run_virtual(demo.program, Scenario(5, (held,)), files=lab_files())
    assert {knob.unit for knob in held.KNOBS} == {json.loads(payloads(outcome, "/info")[-1])["series"]["light"]}
    assert samples(outcome, "light")[-1]["v"] == pytest.approx(120, rel=0.03)


def test_samples_of_an_outage_arrive_once_in_order_with_their_own_times():
    away = BrokerThere(outages=(Span(20, 300),), arrivals=(TIME,))
    outcome = run(COUNT, seconds=400, files=lab_files(), broker=away)
    sent = samples(outcome, "count")[5:]
    assert [one["v"] for one in sent] == list(range(6, 6 + len(sent)))
    assert all(abs(after["t"] - before["t"] - 1000) < 100 for before, after in pairwise(sent))
    assert len(sent) > 380
