"""Wi-Fi and MQTT in virtual time."""

from __future__ import annotations

from iot_lab.mqtt.filters import matches
from iot_lab.simulator.world.scenario import Arrival, BrokerThere, Span, Wifi
from tests.rigs.simulator_runs import payloads, run, seen

JOIN = """
import network, time
from umqtt.simple import MQTTClient, MQTTException
w = network.WLAN(network.STA_IF)
w.active(True)
w.connect("atelier", "PASSWORD")
for _ in range(40):
    if w.isconnected(): break
    time.sleep_ms(100)
"""
GOOD = JOIN.replace("PASSWORD", "atelier123")
CONNECT = GOOD + "c = MQTTClient('b1', '192.168.4.1', user='b1', password='pw')\n"


def test_board_joins_after_a_while_and_has_an_address():
    outcome = run(GOOD + "print(w.isconnected(), w.status() == network.STAT_GOT_IP, w.ifconfig()[0][:10])")
    assert outcome.output == "True True 192.168.4.\n"
    assert outcome.virtual_us > 1_500_000


def test_wrong_password_never_connects_and_says_why():
    outcome = run(JOIN + "print(w.isconnected(), w.status() == network.STAT_WRONG_PASSWORD)")
    assert outcome.output == "False True\n"


def test_unknown_network_is_not_found():
    outcome = run(GOOD + "print(w.status() == network.STAT_NO_AP_FOUND)", wifi=Wifi(name="elsewhere"))
    assert outcome.output == "True\n"


def test_second_connect_raises():
    error = run(GOOD + "w.connect('atelier', 'atelier123')").error
    assert (error.type, error.message) == ("OSError", "Wifi Internal Error")


def test_connect_before_active_raises():
    error = run("import network\nnetwork.WLAN().connect('a', 'b')").error
    assert error.message == "Wifi Not Started"


def test_broker_without_wifi_is_unreachable():
    error = run("from umqtt.simple import MQTTClient\nMQTTClient('a', '192.168.4.1').connect()").error
    assert (error.type, error.message) == ("OSError", "[Errno 118] EHOSTUNREACH")


def test_publishing_is_in_the_trace():
    outcome = run(
        CONNECT
        + "c.connect()\nc.publish('a/b', 'caf\\u00e9'.encode(), retain=True, qos=1)\nc.publish(b'a/c', b'\\x00')"
    )
    assert payloads(outcome, "a/b") == ["café".encode()]
    assert seen(outcome, "mqtt-publish", "a/b")[0][1]["retained"] is True
    assert payloads(outcome, "a/c") == [b"\0"]


def test_wrong_secret_is_refused_with_the_broker_s_code():
    outcome = run(CONNECT + "c.connect()", broker=BrokerThere(accounts=(("b1", "other"),)))
    assert (outcome.error.type, outcome.error.message) == ("MQTTException", "5")


def test_message_wakes_a_waiting_program_at_its_instant():
    program = CONNECT + "c.set_callback(lambda t, m: print(t, m))\nc.connect()\nc.subscribe('do/+')\nc.wait_msg()"
    outcome = run(program, broker=BrokerThere(arrivals=(Arrival(5, "do/lamp", b"on"), Arrival(4, "other", b""))))
    [(at_us, text)] = seen(outcome, "print")
    assert 5_000_000 <= at_us < 5_001_000
    assert text == "b'do/lamp' b'on'\n"


def test_late_subscriber_gets_the_retained_message():
    program = (
        CONNECT + "c.set_callback(lambda t, m: print(m))\nc.connect()\ntime.sleep(3)\nc.subscribe('x')\nc.check_msg()"
    )
    outcome = run(program, broker=BrokerThere(arrivals=(Arrival(2, "x", b"kept", is_retained=True),)))
    assert outcome.output == "b'kept'\n"


def test_broker_that_goes_away_is_an_os_error():
    program = CONNECT + "c.connect()\nwhile True:\n    c.publish('a', '1')\n    time.sleep(1)"
    outcome = run(program, broker=BrokerThere(outages=(Span(5, 10),)))
    assert (outcome.error.type, outcome.error.message) == ("OSError", "[Errno 104] ECONNRESET")
    assert len(seen(outcome, "mqtt-lost")) == 1


def test_absent_broker_refuses():
    assert run(CONNECT + "c.connect()", broker=None).error.message == "[Errno 111] ECONNREFUSED"


def test_topic_filters_follow_the_standard():
    assert matches("a/#", "a")
    assert matches("a/#", "a/b/c")
    assert matches("+/b", "a/b")
    assert matches("#", "a/b")
    assert not matches("a/+", "a")
    assert not matches("#", "$SYS/x")
    assert not matches("a", "a/b")
    assert not matches("+/b", "/a/b")
