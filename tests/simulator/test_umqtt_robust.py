"""`umqtt.robust`, which connects again by itself; and MicroPython's own `umqtt.simple`, unmodified, over sockets."""

from __future__ import annotations

from pathlib import Path

import pytest

from iot_lab.simulator.world.network import Arrival, BrokerThere, Span, Wifi
from tests.rigs.network_runs import MQTT, printed, run_after
from tests.rigs.simulator_runs import payloads, seen

ROBUST = MQTT.replace("from umqtt.simple import MQTTClient, MQTTException", "from umqtt.robust import MQTTClient")
ORIGINAL = Path(".make/umqtt/umqtt/simple.py")
needs_original = pytest.mark.skipif(not ORIGINAL.exists(), reason="tests/broker/fetch_umqtt.py did not fetch it")


def test_publication_is_sent_again_once_the_broker_is_back():
    program = """
    c = client()
    c.connect()
    for number in range(20):
        c.publish("n", str(number), qos=1)
        time.sleep(1)
    """
    outcome = run_after(ROBUST, program, broker=BrokerThere(outages=(Span(8, 7),)))
    arrived = [value["payload"] for _, value in seen(outcome, "mqtt-publish") if value["delivered"]]
    assert sorted(arrived, key=int) == [str(number).encode() for number in range(20)]


def test_each_try_is_followed_by_the_pause():
    program = """
    c = client()
    c.DEBUG, c.DELAY = True, 3
    c.connect()
    sleep_until(9)
    c.publish("n", "1", qos=1)
    """
    outcome = run_after(ROBUST, program, broker=BrokerThere(outages=(Span(8, 7),)))
    assert outcome.output.splitlines() == [
        "mqtt: OSError(-1,)",
        "mqtt reconnect: OSError(111,)",
        "mqtt reconnect: OSError(111,)",
    ]
    assert 15e6 < seen(outcome, "mqtt-connect")[1][0] < 15.2e6


def test_waiting_goes_on_in_a_lasting_session():
    program = "c = client()\nc.connect(False)\nc.subscribe('do/#', 1)\nc.wait_msg()"
    arrivals = (Arrival(30, "do/lamp", b"on"),)
    lines = printed(ROBUST, program, broker=BrokerThere(arrivals=arrivals, restarts_s=(10,)))
    assert lines == ["b'do/lamp' b'on'"]


def test_check_tries_twice_and_returns():
    program = "c = client()\nc.connect(False)\nsleep_until(15)\nprint(c.check_msg(), c.check_msg(attempts=1))"
    assert printed(ROBUST, program, broker=BrokerThere(restarts_s=(10,))) == ["None None"]


ORIGINALLY = MQTT.replace("from umqtt.simple", "from original")


def run_original(program: str, **around):
    return run_after(ORIGINALLY, program, files={"original.py": ORIGINAL.read_bytes()}, **around)


@needs_original
def test_original_client_publishes_subscribes_and_says_goodbye():
    program = """
    c = client(user="b1", password="pw", keepalive=30)
    c.set_last_will("w", "gone", True)
    print(c.connect())
    c.subscribe("do/#", 1)
    c.publish("a", "b" * 300, True, 1)
    c.publish("a", "c")
    c.ping()
    print(c.check_msg())
    c.wait_msg()
    c.disconnect()
    """
    around = BrokerThere(accounts=(("b1", "pw"),), arrivals=(Arrival(5, "do/lamp", b"on"),))
    outcome = run_original(program, broker=around)
    assert outcome.output.splitlines() == ["0", "None", "b'do/lamp' b'on'"]
    assert payloads(outcome, "a") == [b"b" * 300, b"c"]
    assert (len(seen(outcome, "mqtt-disconnect")), seen(outcome, "mqtt-will")) == (1, [])


@needs_original
def test_original_client_is_refused_with_the_same_code():
    outcome = run_original("print(tried(client(user='b1', password='no').connect))", broker=BrokerThere(accounts=()))
    assert outcome.output == "MQTTException 5\n"


@needs_original
@pytest.mark.parametrize("qos", [0, 1])
@pytest.mark.parametrize(
    "around",
    [
        {"broker": BrokerThere(outages=(Span(9, 60),))},
        {"wifi": Wifi(outages=(Span(9, 4),))},
        {"wifi": Wifi(isolation=(Span(9, 5),))},
    ],
    ids=["broker", "wifi", "isolation"],
)
def test_our_client_and_the_original_meet_the_same_world(qos, around):
    program = f"""
    c = client()
    c.connect()
    for number in range(9):
        sleep_until(4 + 2 * number)
        print(number, tried(lambda: c.publish("n", str(number), False, {qos})))
    """
    theirs, ours = run_original(program, **around), run_after(MQTT, program, **around)
    assert theirs.output == ours.output
    assert [(where, value["delivered"]) for where, value in fates(theirs)] == [
        (where, value["delivered"]) for where, value in fates(ours)
    ]


@needs_original
def test_original_client_in_a_lasting_session_gets_what_arrived_meanwhile():
    program = """
    c = client()
    print(c.connect(False))
    c.subscribe("do/#", 1)
    c.sock.close()
    sleep_until(10)
    print(c.connect(False), c.wait_msg())
    """
    outcome = run_original(program, broker=BrokerThere(arrivals=(Arrival(8, "do/lamp", b"on"),)))
    assert outcome.output.splitlines()[:2] == ["0", "b'do/lamp' b'on'"]


@needs_original
def test_original_client_that_vanishes_leaves_its_will():
    outcome = run_original("c = client(keepalive=9)\nc.set_last_will('s', 'gone')\nc.connect()\nc.sock.close()")
    assert seen(outcome, "mqtt-will")[0][1]["payload"] == b"gone"


def fates(outcome):
    return [(one.where, one.value) for one in outcome.events if one.kind == "mqtt-publish"]
