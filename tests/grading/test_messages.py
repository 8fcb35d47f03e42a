"""Messages of a trial, from hand-made traces: what is read, and the sentences in which it is told."""

import json

import pytest

from iot_lab.grading.expectations.payloads import number_in, parse_json, printable
from iot_lab.grading.vocabulary import Mismatch, Trial, expect
from iot_lab.simulator.board import Event
from iot_lab.simulator.world.curves import Line
from iot_lab.texts import texts

TOPIC = "room/climate"
S = 1_000_000


def published(t_s, payload, topic=TOPIC, **more):
    payload = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    value = {"payload": payload, "qos": 0, "retained": False, "client": "me", **more}
    return Event(round(t_s * S), "mqtt-publish", topic, value)


def messages(*events, end_s=60, topic=TOPIC):
    return expect(Trial(events, "deadline", end_s * S).messages(topic))


def said(act, language="en"):
    with pytest.raises(Mismatch) as raised:
        act()
    t = texts(language)
    return raised.value.expected(t), raised.value.seen(t)


def test_filter_takes_the_topics_that_a_broker_would_take():
    trial = Trial([published(1, 1, "room/a"), published(2, 2, "room/b/c"), published(3, 3, "hall")], "deadline", 9 * S)
    found = {wanted: [one.topic for one in trial.messages(wanted)] for wanted in ("room/+", "room/#", "hall")}
    assert found == {"room/+": ["room/a"], "room/#": ["room/a", "room/b/c"], "hall": ["hall"]}


def test_nothing_published_is_told_apart_from_another_topic_and_from_lost():
    assert "no message (board watched for 60\u00a0s)" in said(lambda: messages().published())
    assert "there are some on “room/climat”" in said(lambda: messages(published(1, 1, "room/climat")).published())[1]
    lost = [published(n, 1, delivered=False) for n in range(3)]
    assert said(lambda: messages(*lost).published())[1] == "the 3 messages sent were lost on the way"


def test_json_is_parsed_on_the_host_so_that_layout_and_order_do_not_matter():
    words = messages(published(1, b'{ "b":2,\n"a" : 21.50 }'))
    words.is_json()
    words.has_number("a", near=21.5)


@pytest.mark.parametrize(
    ("payload", "words"),
    [
        (b"21.5", "missing"),
        (b"{'temperature': 21.5}", "not JSON"),
        (b"temperature=21.5", "not JSON"),
        (b'{"temperature": NaN}', "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[" * 5000, "not JSON"),
        (b'{"t": 21.5}', "missing"),
        (b'{"temperature": "21.5"}', "“temperature” is text: a number has no quotes"),
        (b'{"temperature": null}', "not a number"),
        (b'{"temperature": true}', "not a number"),
        (b'{"temperature": 1e999}', "not a number"),
        (b'{"temperature": 1' + b"0" * 400 + b"}", "not a number"),
    ],
)
def test_what_is_no_number_is_told(payload, words):
    expected, seen = said(lambda: messages(published(1, payload)).has_number("temperature"))
    assert "“temperature” is a number" in expected
    assert words in seen


def test_number_as_text_is_told_in_french():
    _, seen = said(lambda: messages(published(1, {"temperature": "21.5"})).has_number("temperature"), "fr")
    assert seen.endswith("où « temperature » est un texte\u202f: un nombre n’a pas de guillemets")


def test_number_is_compared_with_the_curve_when_the_message_left():
    warming = Line(((0, 20.0), (60, 32.0)))
    right, wrong = published(30, {"v": 26.1}), published(50, {"v": 26.1})
    messages(right).has_number("v", near=warming, within=0.2)
    expected, seen = said(lambda: messages(right, wrong).has_number("v", near=warming, within=0.2))
    assert "“v” is 30, give or take 0.2 (real value at 50\u00a0s)" in expected
    assert seen == "message no.\u00a02: “v” is 26.1"


def test_single_precision_of_a_board_is_forgiven():
    messages(published(1, {"v": 1013.2501})).has_number("v", near=1013.25)
    messages(published(1, {"v": 3.0})).has_number("v", near=lambda t_s: 3 * t_s)
    said(lambda: messages(published(1, {"v": 1013.3})).has_number("v", near=1013.25))


def test_what_could_move_a_cursor_is_not_shown():
    _, seen = said(lambda: messages(published(1, b"\x1b[2J\x1b[32mPassed\r\n" + b"x" * 500)).is_json())
    assert not {"\x1b", "\r", "\n"} & set(seen)
    assert len(seen) < 120


def rhythm(*times_s, end_s, **more):
    words = messages(*(published(t_s, 1) for t_s in times_s), end_s=end_s)
    words.every(5, within_s=0.5, first_by_s=10, **more)


def test_regular_messages_to_the_end_are_right():
    rhythm(9.9, 14.5, 20, 24.5, 30, end_s=35.4)


@pytest.mark.parametrize(
    ("times_s", "end_s", "words"),
    [
        ((), 20, "no message"),
        ((10.1, 15), 20, "first message arrives at 10.1\u00a0s"),
        ((5, 10, 15.6), 20, "5.6\u00a0s between messages no.\u00a02 and no.\u00a03 (from 10\u00a0s on)"),
        ((5, 9.4), 12, "4.4\u00a0s between"),
        ((5, 10), 15.6, "no more messages after 10\u00a0s (board watched for 15.6\u00a0s)"),
    ],
)
def test_first_wrong_pause_is_told(times_s, end_s, words):
    assert words in said(lambda: rhythm(*times_s, end_s=end_s))[1]


def test_last_will_and_client_identity_are_read():
    from iot_lab.mqtt.message import MqttMessage

    will = MqttMessage("room/status", b"offline", 1, is_retained=True)
    trial = Trial([Event(S, "mqtt-connect", "me", {"user": None, "will": will})], "deadline", 9 * S)
    connections = expect(trial.connections())
    connections.as_client("me")
    connections.leaves_will("room/status", "offline", retained=True)
    assert said(lambda: connections.as_client("you"))[1] == "the identity is “me”"
    assert "without retain" in said(lambda: connections.leaves_will("room/status", "offline", retained=False))[0]


def test_missing_and_refused_connections_are_told():
    refused = Trial([Event(2 * S, "mqtt-refused", "me", 5)], "deadline", 9 * S)
    assert said(lambda: expect(refused.connections()).made())[1] == "the broker refused it at 2\u00a0s"
    assert said(lambda: expect(Trial([], "deadline", S).connections()).made())[1] == "no connection"
    without = Trial([Event(S, "mqtt-connect", "me", {"user": None, "will": None})], "deadline", 9 * S)
    assert said(lambda: expect(without.connections()).leaves_will("a", "b", retained=True))[1] == "no last will"


def test_attempts_at_wifi_are_told():
    trial = Trial([Event(n * S, "wifi-connect", "atelire", False) for n in range(3)], "deadline", 9 * S)
    expect(trial.wifi_attempts()).tries_at_most(3)
    assert said(lambda: expect(trial.wifi_attempts()).tries_at_most(2))[1] == "3 calls"
    assert said(lambda: expect(trial.wifi_attempts()).tries("atelier"))[1] == "the program asks for “atelire”"
    assert said(lambda: expect(Trial([], "deadline", S).wifi_attempts()).tries("atelier"))[1]


def test_retained_qos_and_exact_payloads():
    on, off = published(1, b"on", retained=True, qos=1), published(2, b"off")
    messages(on).retained()
    messages(on).with_qos(1)
    messages(on, off).says("on", "off")
    assert said(lambda: messages(on, off).retained())[1] == "message no.\u00a02: published without retain"
    assert said(lambda: messages(on, off).with_qos(1))[1] == "message no.\u00a02: published with qos=0"
    assert said(lambda: messages(on, off, on).says("on", "off"))[1] == "“on”, “off”, “on”"
    assert said(lambda: messages(on).says("on", "off"))[1] == "“on”"


def test_payload_readers_hold_against_anything():
    assert parse_json(b'{"a": 1}') == {"a": 1}
    assert [number_in(value) for value in (True, "1", None, [1], 10**400, float("inf"))] == [None] * 6
    assert printable("x" * 61) == "x" * 60 + "…"
