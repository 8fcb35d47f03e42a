"""Who may do what on which topic (docs/protocol.md, Access)."""

from pathlib import Path
from typing import get_args

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


DEVICE = rights.Scope("cuisine")
GATEWAY = rights.Scope("maison/rdc")
HOME = rights.Scope(orders=("led", "run"))
LEADER = rights.Scope(orders_devices=True)


@pytest.mark.parametrize(
    ("scope", "topic", "allowed"),
    [
        (DEVICE, "cuisine", True),
        (DEVICE, "cuisine/sensor/temp/state", True),
        (DEVICE, "tele/cuisine/SENSOR", True),
        (DEVICE, "stat/cuisine/POWER", True),
        (DEVICE, "shellies/cuisine/relay/0", True),
        (DEVICE, "zigbee2mqtt/cuisine/lampe", True),
        (DEVICE, "tasmota/discovery/AABBCC/config", True),
        (DEVICE, "shellies/announce", True),
        (DEVICE, "homeassistant/sensor/cuisine/temp/config", True),
        (DEVICE, "homeassistant/sensor/0x00158d0001a2b3c4/temperature/config", True),
        (DEVICE, "homeassistant/sensor/atelier_capteur-01/temperature/config", False),
        (DEVICE, "homeassistant/status", False),
        (DEVICE, "cuisine2/x", False),
        (DEVICE, "cmnd/cuisine/POWER", False),
        (DEVICE, "lab/atelier/cuisine/data/x", False),
        (DEVICE, "$SYS/x", False),
        (GATEWAY, "maison/rdc/salon/temp", True),
        (GATEWAY, "maison/etage/salon/temp", False),
    ],
)
def test_device_with_a_root_writes_under_it(scope, topic, allowed):
    assert rights.may_write("device", "cuisine", ROOM, topic, scope) is allowed


@pytest.mark.parametrize(
    ("topic", "allowed"),
    [
        ("cmnd/cuisine/POWER", True),
        ("cmnd/tasmotas/POWER", True),
        ("cuisine/rpc", True),
        ("shellies/command", True),
        ("homeassistant/status", True),
        ("zigbee2mqtt/cuisine/lampe/set", True),
        ("cmnd/salon/POWER", False),
        ("lab/atelier/capteur-01/data/x", False),
        ("$SYS/x", False),
    ],
)
def test_device_with_a_root_reads_its_orders(topic, allowed):
    assert rights.may_read("device", "cuisine", ROOM, topic, DEVICE) is allowed


@pytest.mark.parametrize(
    ("kind", "topic", "allowed"),
    [
        ("reader", "lab/atelier/capteur-01/data/x", True),
        ("reader", "lab/atelier/capteur-01/climate", True),
        ("reader", "lab/atelier/capteur-01/info", True),
        ("reader", "tele/cuisine/SENSOR", True),
        ("reader", "homeassistant/sensor/x/config", True),
        ("reader", "lab/atelier/capteur-01/do/settings", False),
        ("reader", "lab/atelier/capteur-01/done/led", False),
        ("reader", "lab/autre/capteur-01/data/x", False),
        ("reader", "lab/atelier", False),
        ("reader", "$SYS/x", False),
        ("home", "lab/atelier/capteur-01/done/led", True),
        ("home", "lab/atelier/capteur-01/done/stop", False),
        ("home", "lab/atelier/capteur-01/do/led", False),
    ],
)
def test_reader_and_home_read_the_room_but_no_orders(kind, topic, allowed):
    assert rights.may_read(kind, "mur", ROOM, topic, HOME) is allowed


@pytest.mark.parametrize(
    ("kind", "scope", "topic", "allowed"),
    [
        ("reader", HOME, "lab/atelier/capteur-01/do/led", False),
        ("reader", LEADER, "cmnd/cuisine/POWER", False),
        ("reader", HOME, "jardin/sol", False),
        ("home", HOME, "lab/atelier/capteur-01/do/led", True),
        ("home", HOME, "lab/atelier/capteur-01/do/run", False),
        ("home", rights.Scope(orders=("kit",)), "lab/atelier/capteur-01/do/kit", False),
        ("home", HOME, "lab/autre/capteur-01/do/led", False),
        ("home", HOME, "lab/atelier/capteur-01/data/x", False),
        ("home", HOME, "homeassistant/status", True),
        ("home", HOME, "cmnd/cuisine/POWER", False),
        ("home", LEADER, "cmnd/cuisine/POWER", True),
        ("home", LEADER, "zigbee2mqtt/lampe/set", True),
        ("home", LEADER, "plug/command/switch:0", True),
        ("home", LEADER, "plug/rpc", True),
        ("home", LEADER, "jardin/sol", False),
        ("home", LEADER, "lab/atelier/capteur-01/do/set", False),
    ],
)
def test_home_orders_what_was_allowed_and_a_reader_nothing(kind, scope, topic, allowed):
    assert rights.may_write(kind, "mur", ROOM, topic, scope) is allowed


def test_every_kind_is_in_the_table_of_the_document():
    text = (Path(__file__).resolve().parents[2] / "docs" / "protocol.md").read_text(encoding="utf-8")
    table = text[text.index("| account | may publish") :].partition("\n\n")[0]
    assert {kind for kind in get_args(rights.Kind) if f"`{kind}`" not in table} == set()
