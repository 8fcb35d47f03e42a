"""The broker rests between two looks only where nobody can be waiting for it."""

import random
import socket
import time

from iot_lab.broker import Broker
from iot_lab.broker.looking import rested, resting_loop
from iot_lab.broker.resting import KEPT_S, REST_S, Resting
from iot_lab.mqtt.client_core import Acknowledged, ClientCore, Greeted
from iot_lab.mqtt.message import MqttMessage
from iot_lab.mqtt.packets import Connect
from tests.rigs.rules import Rules


def heard(boards, each_per_s, seconds=3.0):
    """Return the pace after boards spoke at random moments, each of them about so often."""
    chance, resting = random.Random(3), Resting()
    last = dict.fromkeys(range(boards), -1.0)
    moments = sorted(
        ((step + chance.random() / 2) / each_per_s, board)
        for board in range(boards)
        for step in range(round(seconds * each_per_s))
    )
    for now_s, board in moments:
        resting.heard(now_s - last[board], 2, now_s)
        last[board] = now_s
    return resting


def test_many_who_speak_slowly_are_read_together():
    assert heard(30, 10).rest_s(3.0) == REST_S


def test_few_are_answered_at_once():
    assert heard(30, 1).rest_s(3.0) == 0.0


def test_who_may_wait_for_an_acknowledgement_is_answered_at_once_and_so_is_everybody():
    resting = heard(30, 10)
    resting.heard(0.004, 1, 3.0)
    assert resting.rest_s(3.001) == resting.rest_s(3.0 + KEPT_S / 2) == 0.0


def test_who_only_acknowledges_does_not_end_the_rests():
    resting = heard(30, 10)
    resting.heard(0.004, 0, 3.0)
    assert resting.rest_s(3.001) == REST_S


def test_very_many_are_answered_at_once():
    assert heard(100, 10).rest_s(3.0) == 0.0


def test_flood_is_read_without_rests():
    resting = heard(30, 10)
    resting.heard(0.1, 50, 3.0)
    assert resting.rest_s(3.001) == 0.0


def test_what_a_look_finds_is_handled_and_answered_without_another_rest():
    steps = []
    loop = resting_loop(lambda _now_s: steps.append("rest") or 0.0)
    here, there = socket.socketpair()

    def read():
        steps.append("read")
        loop.remove_reader(here.fileno())
        loop.call_soon(answer)

    def answer():
        steps.append("answer")
        loop.stop()

    with here, there:
        there.send(b"x")
        loop.call_soon(loop.add_reader, here.fileno(), read)
        loop.run_forever()
    loop.close()
    assert steps[-3:] == ["rest", "read", "answer"]


def test_rest_is_no_longer_than_the_time_until_something_is_due(monkeypatch):
    slept = []
    monkeypatch.setattr(time, "sleep", slept.append)
    assert rested(lambda _now_s: 0.015, 0.01) == 0.0
    assert rested(lambda _now_s: 0.015, 0.5) == 0.485
    assert rested(lambda _now_s: 0.015, None) is None
    assert rested(lambda _now_s: 0.015, 0.0) == 0.0
    assert rested(lambda _now_s: 0.0, 0.3) == 0.3
    assert slept == [0.01, 0.015, 0.015]


def test_board_that_waits_for_each_acknowledgement_is_not_slowed_down(monkeypatch):
    broker = Broker(Rules(), host="127.0.0.1", port=0)
    broker.start()
    core = ClientCore(Connect("c", True, 0, "alice", b"secret-alice"))
    rests, sleep = [], time.sleep
    monkeypatch.setattr(time, "sleep", lambda seconds: rests.append(seconds) or sleep(seconds))
    try:
        with socket.create_connection(("127.0.0.1", broker.port)) as link:
            link.sendall(core.opening())
            assert core.receive(link.recv(100))[0] == [Greeted(0)]
            for number in range(600):
                packet, expected = core.publish(MqttMessage("t/x", b"%d" % number, 1))
                link.sendall(packet)
                assert core.receive(link.recv(100))[0] == [Acknowledged(expected)]
    finally:
        broker.stop()
    assert rests.count(REST_S) < 60
