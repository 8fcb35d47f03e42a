"""OASIS MQTT 3.1.1, section 3.1: CONNECT, and section 3.2: CONNACK."""

import pytest

from iot_lab.mqtt import packets
from tests.rigs.rules import account
from tests.rigs.wire import connect_bytes, packet


def test_connection_is_accepted_without_a_session(wire):
    assert wire().connect("new") == bytes((0, 0))


def test_first_packet_must_be_connect_3_1_0_1(wire):
    client = wire()
    client.send(packet(packets.PINGREQ))
    assert client.is_closed_by_broker()


def test_second_connect_closes_the_connection_3_1_0_2(wire):
    client = wire("twice")
    client.send(connect_bytes("twice"))
    assert client.is_closed_by_broker()


def test_other_protocol_level_is_refused_with_code_1_3_1_2_2(wire):
    client = wire()
    client.send(connect_bytes("future", level=9))
    assert client.receive() == (packets.CONNACK << 4, bytes((0, 1)))
    assert client.is_closed_by_broker()


def test_other_protocol_name_closes_the_connection_3_1_2_1(wire):
    client = wire()
    client.send(connect_bytes("web", protocol=b"HTTP"))
    assert client.is_closed_by_broker()


def test_reserved_connect_flag_closes_the_connection_3_1_2_3(wire):
    client = wire()
    client.send(connect_bytes("reserved", flags=0xC3))
    assert client.is_closed_by_broker()


@pytest.mark.parametrize("password", ["wrong", None, ""])
def test_wrong_password_is_refused_and_closed_3_2_2_3(wire, password):
    client = wire()
    assert client.connect("intruder", username="alice", password=password) in {bytes((0, 4)), bytes((0, 5))}
    assert client.is_closed_by_broker()


def test_anonymous_client_is_refused(wire):
    assert wire().connect("nobody", username=None, password=None) in {bytes((0, 4)), bytes((0, 5))}


def test_empty_identifier_is_given_one_with_a_clean_session_3_1_3_6(wire):
    client = wire("", clean=True)
    client.ping()


def test_empty_identifier_without_clean_session_is_refused_3_1_3_8(wire):
    assert wire().connect("", clean=False) == bytes((0, 2))


def test_session_present_tells_of_a_kept_session_3_2_2_2(wire):
    wire("keeper", clean=False).disconnect()
    assert wire().connect("keeper", clean=False) == bytes((1, 0))


def test_clean_session_forgets_the_kept_one_3_1_2_6(wire):
    wire("keeper", clean=False).disconnect()
    wire("keeper", clean=True).disconnect()
    assert wire().connect("keeper", clean=False) == bytes((0, 0))


def test_same_account_and_identifier_takes_over_3_1_4_2(wire):
    first = wire("one")
    second = wire("one")
    assert first.is_closed_by_broker()
    second.ping()


def test_will_is_published_when_the_client_vanishes_3_1_2_8(wire):
    watcher = wire("w")
    watcher.subscribe("t/will")
    wire("mortal", will=("t/will", b"gone", 0, False)).close()
    assert watcher.message() == ("t/will", b"gone")


def test_will_is_forgotten_after_disconnect_3_1_2_10(wire):
    watcher = wire("w")
    watcher.subscribe("t/will")
    leaving = wire("polite", will=("t/will", b"gone", 0, False))
    leaving.disconnect()
    wire("after").publish("t/will", b"marker", 1)
    assert watcher.message() == ("t/will", b"marker")


def test_will_of_a_taken_over_client_is_published(wire):
    watcher = wire("w")
    watcher.subscribe("t/will")
    wire("twin", will=("t/will", b"gone", 0, False))
    wire("twin")
    assert watcher.message() == ("t/will", b"gone")


def test_retained_will_greets_late_subscribers_3_1_2_17(wire):
    early = wire("early")
    early.subscribe("t/status")
    wire("mortal", will=("t/status", b"offline", 1, True)).close()
    early.message()
    late = wire("late")
    late.subscribe("t/status")
    assert late.receive_message()[1:4] == (b"offline", 0, True)


def test_keep_alive_is_enforced_at_one_and_a_half_3_1_2_24(wire):
    silent = wire("silent", keep_alive=1)
    silent.wait_at_most(30)
    assert silent.is_closed_by_broker()


def test_wrong_password_with_the_identifier_of_another_disturbs_nobody(wire):
    victim = wire("victim")
    victim.subscribe("t/x")
    assert wire().connect("victim", username="alice", password="wrong")[1] in {4, 5}
    wire("other", **account("bob")).publish("t/x", b"still here")
    assert victim.message() == ("t/x", b"still here")
