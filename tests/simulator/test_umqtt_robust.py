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


SAYINGS = ["b'\\xc3\\xa9'", "'21.5'", "'21.5 °C'", "'Zoé'", "'°'", "'🌱 ok'", "'é' * 2000", "'a' * 4096"]
AFTERWARDS = """
    for number in range(9):
        time.sleep(1)
        tried(lambda: c.publish("n", "next %d" % number))
"""


@needs_original
@pytest.mark.parametrize("qos", [0, 1])
@pytest.mark.parametrize("said", SAYINGS)
def test_text_beyond_ascii_arrives_cut_and_is_the_last_as_with_the_original(qos, said):
    program = f"""
    c = client(keepalive=30)
    c.connect()
    print(tried(lambda: c.publish("n", {said}, False, {qos})))
    {AFTERWARDS}
    """
    theirs, ours = run_original(program), run_after(MQTT, program)
    arrived = [[value["payload"] for _, value in fates(one) if value["delivered"]] for one in (theirs, ours)]
    assert arrived[0] == arrived[1]
    assert len(arrived[0]) == (10 if said.isascii() else 1)
    assert theirs.output == ours.output


FAILED = """
    c = client()
    {connect}
    print(tried(lambda: c.publish("n", "1")))
    print(tried(lambda: c.subscribe("n")))
    print(tried(c.ping))
"""


@needs_original
@pytest.mark.parametrize("connect", ["print(tried(c.connect))", ""], ids=["nobody answers", "never connected"])
def test_our_client_answers_as_the_original_where_there_is_no_connection(connect):
    program = FAILED.format(connect=connect)
    theirs, ours = run_original(program, broker=None), run_after(MQTT, program, broker=None)
    assert theirs.output == ours.output


def test_check_after_a_connection_that_failed_finds_nothing_as_on_the_chip():
    program = "c = client()\nprint(tried(c.connect)[:7], c.check_msg())"
    assert printed(MQTT, program, broker=None) == ["OSError None"]


@needs_original
@pytest.mark.parametrize("option", ["user='é', password='x'", "name='é'"])
def test_name_beyond_ascii_is_understood_by_no_broker(option):
    program = f"c = client({option})\nprint(tried(c.connect)[:10])"
    assert run_original(program).output == run_after(MQTT, program).output == "IndexError\n"


def test_limit_of_connect_is_that_of_the_socket():
    program = """
    c = client()
    start = time.ticks_ms()
    print(tried(lambda: c.connect(True, 3)))
    print(2900 < time.ticks_diff(time.ticks_ms(), start) < 3600)
    """
    around = {"wifi": Wifi(isolation=(Span(0, 60),))}
    assert printed(MQTT, program, **around)[1] == "True"


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
