"""The broker of a scenario: wills, sessions, retained messages, restarts; what arrives and what is lost."""

from __future__ import annotations

import pytest

from iot_lab.mqtt.packets import Connect
from iot_lab.simulator.network.virtual_session import ClientSession
from iot_lab.simulator.world.network import Arrival, BrokerThere, Responder, Span, Wifi
from tests.rigs.network_runs import MQTT, printed, run_after
from tests.rigs.simulator_runs import run, seen


def delivered(outcome) -> list[tuple[bytes, bool]]:
    return [(value["payload"], value["delivered"]) for _, value in seen(outcome, "mqtt-publish")]


PUBLISHER = """
c = client(keepalive=20)
c.set_last_will("b1/status", "gone", True, 1)
c.connect()
for number in range(12):
    sleep_until(4 + 2 * number)
    print(number, tried(lambda: c.publish("n", str(number), False, QOS)))
"""


def test_everything_arrives_when_all_is_well():
    outcome = run_after(MQTT, PUBLISHER.replace("QOS", "1"))
    assert delivered(outcome) == [(str(number).encode(), True) for number in range(12)]


def test_first_message_after_the_death_of_the_broker_is_lost_in_silence():
    outcome = run_after(MQTT, PUBLISHER.replace("QOS", "0"), broker=BrokerThere(outages=(Span(9, 60),)))
    assert outcome.output.splitlines()[2:5] == ["2 None", "3 None", "4 OSError [Errno 104] ECONNRESET"]
    assert delivered(outcome) == [(b"0", True), (b"1", True), (b"2", True), (b"3", False)]


def test_acknowledged_publication_notices_the_death_of_the_broker_at_once():
    outcome = run_after(MQTT, PUBLISHER.replace("QOS", "1"), broker=BrokerThere(outages=(Span(9, 60),)))
    assert outcome.output.splitlines()[2:5] == ["2 None", "3 OSError -1", "4 OSError [Errno 104] ECONNRESET"]


def test_lost_wifi_is_an_unreachable_host_and_the_connection_outlives_it():
    outcome = run_after(MQTT, PUBLISHER.replace("QOS", "0"), wifi=Wifi(outages=(Span(9, 4),)))
    lines = outcome.output.splitlines()
    assert lines[2:5] == ["2 None", "3 OSError [Errno 118] EHOSTUNREACH", "4 OSError [Errno 118] EHOSTUNREACH"]
    assert lines[-1] == "11 None"
    assert delivered(outcome)[-1] == (b"11", True)
    assert len(seen(outcome, "mqtt-connect")) == 1


def test_message_into_a_short_silence_arrives_when_it_is_over():
    outcome = run_after(MQTT, PUBLISHER.replace("QOS", "0"), wifi=Wifi(isolation=(Span(9, 5),)))
    assert all(was for _, was in delivered(outcome))


def test_acknowledged_publication_waits_for_the_end_of_a_silence():
    outcome = run_after(MQTT, PUBLISHER.replace("QOS", "1"), wifi=Wifi(isolation=(Span(9, 5),)))
    [(at_us, _)] = [one for one in seen(outcome, "print") if one[1].startswith("3 ")]
    assert 14_000_000 <= at_us < 14_100_000


def test_message_into_a_long_silence_is_lost_with_the_connection():
    program = PUBLISHER.replace("QOS", "0") + "sleep_until(60)"
    outcome = run_after(MQTT, program, wifi=Wifi(isolation=(Span(9, 45),)), seconds=70)
    assert delivered(outcome)[2:4] == [(b"2", True), (b"3", False)]
    assert seen(outcome, "mqtt-will")[0][1] == {"topic": "b1/status", "payload": b"gone", "retained": True}


def test_time_limit_of_the_socket_ends_the_wait_for_an_answer():
    program = """
    c = client()
    c.connect()
    sleep_until(6)
    c.sock.settimeout(2)
    print(tried(lambda: c.publish("a", "b", qos=1)), time.ticks_ms() // 1000)
    """
    assert printed(MQTT, program, wifi=Wifi(isolation=(Span(5, 50),))) == ["OSError [Errno 116] ETIMEDOUT 8"]


def test_will_is_published_after_one_and_a_half_keepalives_of_silence():
    program = """
    c = client(keepalive=10)
    c.set_last_will("b1/status", "gone")
    c.connect()
    sleep_until(40)
    print(tried(c.wait_msg))
    """
    outcome = run_after(MQTT, program)
    [(connected_us, _)] = seen(outcome, "mqtt-connect")
    assert abs(seen(outcome, "mqtt-will")[0][0] - connected_us - 15_000_000) < 100_000
    assert outcome.output == "OSError -1\n"


def test_pings_keep_a_quiet_client_alive():
    program = """
    c = client(keepalive=10)
    c.set_last_will("b1/status", "gone")
    c.connect()
    for _ in range(8):
        time.sleep(5)
        c.ping()
    """
    assert seen(run_after(MQTT, program), "mqtt-will") == []


def test_goodbye_publishes_no_will():
    program = "c = client(keepalive=5)\nc.set_last_will('s', 'gone')\nc.connect()\nc.disconnect()\ntime.sleep(20)"
    outcome = run_after(MQTT, program)
    assert (seen(outcome, "mqtt-will"), len(seen(outcome, "mqtt-disconnect"))) == ([], 1)


def test_same_client_again_takes_the_place_of_the_first_whose_will_is_published():
    program = """
    first, second = client(), client()
    first.set_last_will("s", "gone")
    first.connect()
    second.connect()
    time.sleep(1)
    print(tried(first.check_msg), tried(second.ping))
    """
    outcome = run_after(MQTT, program)
    assert (outcome.output, len(seen(outcome, "mqtt-will"))) == ("OSError -1 None\n", 1)


def test_reset_board_comes_back_before_its_will_is_due():
    program = """
    import machine
    c = client(keepalive=60)
    c.set_last_will("s", "gone")
    c.connect()
    if machine.reset_cause() == 1:
        machine.reset()
    """
    outcome = run_after(MQTT, program)
    assert [kind for kind in (one.kind for one in outcome.events) if kind in ("mqtt-connect", "mqtt-will")] == [
        "mqtt-connect",
        "mqtt-will",
        "mqtt-connect",
    ]


SESSION = """
c = client()
print(c.connect(clean_session=False))
c.subscribe("do/#", 1)
sleep_until(5)
c.disconnect()
sleep_until(20)
print(c.connect(clean_session=False))
print(c.check_msg(), c.check_msg())
"""


def test_lasting_session_brings_what_arrived_meanwhile():
    arrivals = (Arrival(8, "do/lamp", b"on"),)
    lines = printed(MQTT, SESSION, broker=BrokerThere(arrivals=arrivals))
    assert lines == ["0", "1", "b'do/lamp' b'on'", "50 None"]


def test_clean_session_remembers_nothing():
    program = SESSION.replace("connect(clean_session=False)", "connect()")
    assert printed(MQTT, program, broker=BrokerThere(arrivals=(Arrival(8, "do/lamp", b"on"),))) == [
        "0",
        "0",
        "None None",
    ]


def test_unread_message_is_sent_again_after_a_lost_connection():
    program = """
    c = client()
    c.connect(False)
    c.subscribe("do/#", 1)
    sleep_until(15)
    print(tried(c.check_msg), tried(c.check_msg))
    c.connect(False)
    print(tried(c.check_msg))
    """
    around = BrokerThere(arrivals=(Arrival(8, "do/lamp", b"on"),), restarts_s=(10,))
    lines = printed(MQTT, program, broker=around)
    assert lines == ["b'do/lamp' b'on'", "50 OSError -1", "b'do/lamp' b'on'", "50"]


KEPT = """
c = client()
c.connect()
c.publish("a/b", "kept", True, 1)
sleep_until(15)
c.connect()
c.subscribe("a/#")
print(c.check_msg())
"""


def test_restarted_broker_keeps_retained_messages():
    assert printed(MQTT, KEPT, broker=BrokerThere(restarts_s=(10,))) == ["b'a/b' b'kept'", "49"]


def test_forgetful_broker_loses_retained_messages_and_sessions():
    assert printed(MQTT, KEPT, broker=BrokerThere(restarts_s=(10,), forgets=True)) == ["None"]
    arrivals = (Arrival(13, "do/lamp", b"on"),)
    around = BrokerThere(arrivals=arrivals, restarts_s=(10,), forgets=True)
    assert printed(MQTT, SESSION, broker=around) == ["0", "0", "None None"]


def test_empty_retained_message_takes_the_kept_one_away():
    program = "c = client()\nc.connect()\nc.publish('a', 'x', True)\nc.publish('a', '', True)\nc.subscribe('a')\nprint(c.check_msg())"
    assert printed(MQTT, program) == ["None"]


def test_broker_that_refuses_for_a_while_says_code_3():
    program = "print(tried(client().connect))\nsleep_until(12)\nprint(tried(client().connect))"
    assert printed(MQTT, program, broker=BrokerThere(refusals=(Span(0, 10),))) == ["MQTTException 3", "0"]


def test_responder_answers_after_its_delay():
    program = """
    c = client()
    c.connect()
    c.subscribe("config/b1")
    c.publish("hello/b1", "")
    c.wait_msg()
    """
    responder = Responder("hello/+", "config/b1", b'{"every": 5}', after_s=2)
    assert printed(MQTT, program, broker=BrokerThere(responders=(responder,))) == ["b'config/b1' b'{\"every\": 5}'"]


def test_dollar_topics_are_not_matched_by_wildcards():
    arrivals = (Arrival(0, "$SYS/uptime", b"1", is_retained=True),)
    program = (
        "c = client()\nc.connect()\nc.subscribe('#')\nprint(c.check_msg())\nc.subscribe('$SYS/#')\nprint(c.check_msg())"
    )
    assert printed(MQTT, program, broker=BrokerThere(arrivals=arrivals)) == ["None", "b'$SYS/uptime' b'1'", "49"]


def test_wildcard_in_a_published_topic_ends_the_connection():
    outcome = run_after(MQTT, "c = client()\nc.connect()\nprint(tried(lambda: c.publish('a/#', 'x', qos=1)))")
    assert (outcome.output, delivered(outcome)) == ("OSError -1\n", [(b"x", False)])


def test_bad_filter_ends_the_connection():
    assert printed(MQTT, "c = client()\nc.connect()\nprint(tried(lambda: c.subscribe('a/#/b')))") == ["OSError -1"]


def test_computer_without_a_broker_refuses_and_one_that_is_absent_never_answers():
    program = """
    for host, limit in ("192.168.4.1", None), ("192.168.4.50", 4), ("192.168.4.50", None), ("nowhere", None):
        began = time.ticks_ms()
        error = tried(lambda: MQTTClient("a", host).connect(timeout=limit))
        print(error, (time.ticks_ms() - began) // 1000)
    """
    assert printed(MQTT, program, broker=BrokerThere(addresses=("192.168.4.9",))) == [
        "OSError [Errno 111] ECONNREFUSED 0",
        "OSError [Errno 116] ETIMEDOUT 4",
        "OSError [Errno 113] ECONNABORTED 18",
        "OSError -202 0",
    ]


def test_publishing_before_connecting_is_an_attribute_error():
    [line] = printed(MQTT, "print(tried(lambda: client().publish('a', 'b')))")
    assert line == "AttributeError 'NoneType' object has no attribute 'write'"


def test_publishing_after_disconnecting_is_a_bad_file():
    [line] = printed(MQTT, "c = client()\nc.connect()\nc.disconnect()\nprint(tried(lambda: c.publish('a', 'b')))")
    assert line == "OSError [Errno 9] EBADF"


def test_rules_of_the_client_are_assertions():
    program = """
    c = client()
    print(tried(lambda: c.set_last_will("", "x")), tried(lambda: c.set_last_will("a", "x", qos=3)))
    c.connect()
    print(tried(lambda: c.publish("a", "b", qos=2)))
    c.set_callback(None)
    print(tried(lambda: c.subscribe("a")))
    print(tried(lambda: MQTTClient("a", "h", ssl=True)))
    """
    assert printed(MQTT, program) == [
        "AssertionError  AssertionError ",
        "AssertionError ",
        "AssertionError Subscribe callback is not set",
        "NotImplementedError the simulated board has no TLS",
    ]


def test_timer_ticks_while_an_answer_is_awaited():
    program = """
    from machine import Timer
    ticks = []
    c = client()
    c.connect()
    sleep_until(9)
    Timer(0).init(period=1000, callback=lambda timer: ticks.append(1))
    c.publish("a", "b", qos=1)
    print(len(ticks))
    """
    [count] = printed(MQTT, program, wifi=Wifi(isolation=(Span(8, 10),)))
    assert 7 <= int(count) <= 10


def test_client_that_subscribes_without_end_is_sent_away():
    program = """
    c = client()
    c.connect()
    print(tried(lambda: [c.subscribe("a/%d" % number) for number in range(999)]))
    """
    assert printed(MQTT, program) == ["OSError -1"]


def test_broker_keeps_so_many_sessions_and_messages_only():
    program = """
    for number in range(40):
        c = client("b%d" % number)
        c.connect(False)
        for topic in range(10):
            c.publish("%d/%d" % (number, topic), "x", True)
        c.disconnect()
    c.connect()
    c.set_callback(lambda topic, message: got.append(topic))
    got = []
    c.subscribe("#")
    while c.check_msg():
        pass
    print(len(got))
    """
    assert printed(MQTT, program) == ["256"]


@pytest.mark.parametrize("wanted", [{"t/#": 0, "t/+": 1}, {"t/+": 1, "t/#": 0}, {"t/x": 0, "#": 1}])
def test_overlapping_filters_count_with_the_highest_of_their_qos_3_3_5(wanted):
    assert ClientSession(Connect("c", clean_session=True, keep_alive_s=0), wanted=wanted).qos_for("t/x") == 1


def test_will_of_a_raw_client_that_closes_without_the_wi_fi_waits_for_the_broker_s_patience():
    program = """
        import network, socket, time
        wifi = network.WLAN(network.WLAN.IF_STA)
        wifi.active(True)
        wifi.connect("atelier", "atelier123")
        while not wifi.isconnected():
            time.sleep(0.1)
        link = socket.socket()
        link.connect(("192.168.4.1", 1883))
        body = b"\\0\\4MQTT\\4\\x06\\0\\x3c" + b"\\0\\3own" + b"\\0\\5state" + b"\\0\\4gone"
        link.write(bytes([0x10, len(body)]) + body)
        link.read(4)
        time.sleep(%d)
        link.close()
        time.sleep(130)
    """
    away = Wifi(outages=(Span(20, 100),))
    there, alone = (seen(run(program % after_s, seconds=160, wifi=away), "mqtt-will") for after_s in (5, 20))
    assert [t_us / 1e6 for t_us, _ in there] == [pytest.approx(6.5, abs=0.2)]
    assert [t_us / 1e6 for t_us, _ in alone] == [pytest.approx(91.5, abs=0.2)]
