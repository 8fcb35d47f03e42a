"""Who may do what on which topic (docs/protocol.md, Access)."""

import pytest

from iot_lab.room import rights

ROOM = "atelier"


@pytest.mark.parametrize(
    "topic",
    ["lab/atelier/capteur-01/data/temperature", "lab/atelier/capteur-01/status", "lab/atelier/capteur-01/done/run"],
)
def test_board_writes_under_its_own_prefix(topic):
    assert rights.may_write("board", "capteur-01", ROOM, topic)


@pytest.mark.parametrize(
    "topic",
    [
        "lab/atelier/capteur-02/data/temperature",
        "lab/atelier/capteur-011/status",
        "lab/other/capteur-01/status",
        "lab/atelier/capteur-01/do/run",
        "$SYS/broker/uptime",
        "anything",
        "homeassistant/sensor/capteur-02/temperature/config",
    ],
)
def test_board_writes_nowhere_else(topic):
    assert not rights.may_write("board", "capteur-01", ROOM, topic)


def test_board_announces_only_itself_to_home_assistant():
    assert rights.may_write("board", "capteur-01", ROOM, "homeassistant/sensor/capteur-01/temperature/config")


@pytest.mark.parametrize(
    ("topic", "allowed"),
    [
        ("lab/atelier/capteur-01/do/run", True),
        ("lab/atelier/capteur-02/do/run", False),
        ("lab/atelier/capteur-01/data/temperature", False),
        ("$SYS/broker/uptime", False),
    ],
)
def test_board_reads_only_its_own_orders(topic, allowed):
    assert rights.may_read("simulated", "capteur-01", ROOM, topic) is allowed


def test_hub_reads_everything_and_writes_only_orders():
    assert rights.may_read("hub", "hub", ROOM, "tele/kitchen/SENSOR")
    assert rights.may_write("hub", "hub", ROOM, "lab/atelier/capteur-01/do/time")
    assert not rights.may_write("hub", "hub", ROOM, "lab/atelier/capteur-01/data/temperature")


def test_device_stays_out_of_our_prefix():
    assert rights.may_write("device", "kitchen", ROOM, "tele/kitchen/SENSOR")
    assert not rights.may_write("device", "kitchen", ROOM, "lab/atelier/capteur-01/status")
    assert not rights.may_read("device", "kitchen", ROOM, "lab/atelier/capteur-01/do/run")
