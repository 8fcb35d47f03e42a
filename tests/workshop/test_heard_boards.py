"""What a real broker carried for a board is kept with its quality, its mark of retention and the last wills."""

from __future__ import annotations

from contextlib import contextmanager

import paho.mqtt.client as paho
import pytest

from iot_lab.broker import Broker
from iot_lab.contract.topics import client_id, program_client_id
from iot_lab.mqtt.address import BrokerAddress
from iot_lab.room import Register
from iot_lab.workshop.heard_boards import HeardBoards
from tests.rigs.running_kit import wait_until

BOARD = "capteur-01"


@pytest.fixture
def register(tmp_path):
    return Register.open(tmp_path)


@pytest.fixture
def broker(register):
    broker = Broker(register, host="127.0.0.1", port=0)
    broker.start()
    yield broker
    broker.stop()


@pytest.fixture
def heard(register, broker):
    secret = register.add("hub", "hub").secret
    heard = HeardBoards(BrokerAddress("127.0.0.1", broker.port, "hub", secret), register.room, broker.wills_of)
    yield heard
    heard.stop()


@contextmanager
def board(register, broker, name):
    """A client of the board's account; every publication waits for its acknowledgement."""
    account = next((one for one in register.accounts() if one.name == BOARD), None) or register.add(BOARD, "board")
    client = paho.Client(paho.CallbackAPIVersion.VERSION2, client_id=name)
    client.username_pw_set(BOARD, account.secret)
    client.will_set(topic(register, "watching"), "0", retain=True)
    client.connect("127.0.0.1", broker.port)
    client.loop_start()
    yield client
    client.disconnect()
    client.loop_stop()


def topic(register, name):
    return f"lab/{register.room}/{BOARD}/{name}"


def said(heard):
    return [
        (one.topic.rpartition("/")[2], one.payload, one.qos, one.is_retained) for one in heard.heard(BOARD).messages
    ]


def test_messages_are_kept_with_what_the_broker_retains_of_them(register, broker, heard):
    heard.heard(BOARD)
    with board(register, broker, program_client_id(register.room, BOARD)) as client:
        client.publish(topic(register, "climate"), b"21.5", qos=1).wait_for_publish(10)
        client.publish(topic(register, "watching"), b"1", qos=1, retain=True).wait_for_publish(10)
        wait_until(lambda: len(said(heard)) == 2)
        assert said(heard) == [("climate", b"21.5", 1, False), ("watching", b"1", 1, True)]


def test_last_will_of_the_program_is_told_and_the_kits_own_is_not(register, broker, heard):
    room = register.room
    with board(register, broker, client_id(room, BOARD)), board(register, broker, program_client_id(room, BOARD)):
        (found,) = wait_until(lambda: heard.heard(BOARD).connections)
    assert (found.client, found.will.topic, found.will.is_retained) == (
        program_client_id(room, BOARD),
        topic(register, "watching"),
        True,
    )


def test_new_run_forgets_what_the_program_before_it_said(register, broker, heard):
    heard.heard(BOARD)
    with board(register, broker, program_client_id(register.room, BOARD)) as client:
        client.publish(topic(register, "climate"), b"1", qos=1).wait_for_publish(10)
        wait_until(lambda: said(heard))
    heard.listen(BOARD, anew=True)
    assert said(heard) == []


def test_broker_that_is_gone_is_an_error_of_the_system(register):
    with pytest.raises(OSError, match="refused"):
        HeardBoards(BrokerAddress("127.0.0.1", 9, "hub", "x"), register.room).heard(BOARD)
