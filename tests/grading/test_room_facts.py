"""`from lab import room`: the same program joins the room of each scenario, and none of its facts can be copied."""

from __future__ import annotations

import random

import pytest

from iot_lab.contract.topics import client_id, parse_program, program_client_id
from iot_lab.grading.room_facts import RoomFacts, read_room
from iot_lab.hub.routes import route
from iot_lab.simulator.board_library import library
from iot_lab.simulator.virtual import run_virtual
from iot_lab.simulator.world.scenario import Scenario

PROGRAM = """
from lab import room
from umqtt.simple import MQTTClient
import network, time
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
if not wlan.isconnected():
    wlan.connect(room.ssid, room.wifi_password)
while not wlan.isconnected():
    time.sleep_ms(100)
client = MQTTClient(room.client_id, room.broker, port=room.port, user=room.user, password=room.password)
client.connect()
client.publish(room.topic("climate"), '{"temperature": 21.5}')
"""


def run(facts, program=PROGRAM, **more):
    outcome = run_virtual(program, facts.scenario(20, **more), files=library())
    assert outcome.error is None, outcome.error
    return outcome


@pytest.mark.parametrize("is_joined", [False, True])
def test_program_joins_by_the_facts_whether_the_kit_joined_before_or_not(is_joined):
    facts = RoomFacts.drawn(random.Random(7))
    outcome = run(facts, wifi=facts.wifi(is_joined=is_joined))
    kinds = [event.kind for event in outcome.events]
    assert ("wifi-connect" in kinds) is not is_joined
    (publish,) = [event for event in outcome.events if event.kind == "mqtt-publish"]
    assert publish.where == facts.topic("climate")


def test_importing_the_facts_joins_nothing():
    outcome = run(RoomFacts.drawn(random.Random(7)), "from lab import room\nimport time\ntime.sleep(15)\n")
    assert not [event for event in outcome.events if event.kind.startswith(("wifi", "mqtt"))]


def test_each_draw_is_another_room():
    chance = random.Random(3)
    drawn = [RoomFacts.drawn(chance) for _ in range(50)]
    for field in ("ssid", "wifi_password", "broker", "password"):
        assert len({getattr(one, field) for one in drawn}) > 30


def test_facts_are_read_back_from_the_scenario():
    facts = RoomFacts.drawn(random.Random(1))
    assert read_room(facts.scenario(5)) == facts
    with pytest.raises(LookupError):
        read_room(Scenario(5))


def test_program_and_kit_never_take_each_others_session():
    assert program_client_id("atelier", "capteur-01") != client_id("atelier", "capteur-01")
    facts = RoomFacts.drawn(random.Random(1))
    outcome = run(facts, "from lab import room\nprint(room.client_id)\n")
    assert outcome.output.strip() == facts.client_id == program_client_id(facts.room, facts.board)


@pytest.mark.parametrize(
    ("topic", "series"),
    [("lab/a/b/climate", "climate"), ("lab/a/b/garden/soil", "garden.soil"), ("lab/a/b/alarm", "alarm")],
)
def test_a_programs_own_topic_is_a_series_of_its_board(topic, series):
    found = route("a", topic.encode())
    assert (found.kind, found.board, found.series) == ("program", "b", series)


@pytest.mark.parametrize(
    "topic", ["lab/a/b", "lab/a/b/data", "lab/a/b/do/x", "lab/a/b/É", "lab/a/b/x/y/z/w", "lab/a/b/status/x"]
)
def test_topics_of_the_kit_are_not_a_programs(topic):
    assert parse_program(topic) is None


def test_topic_of_another_room_is_passed_over():
    assert route("other", b"lab/a/b/climate").kind == "ignored"
