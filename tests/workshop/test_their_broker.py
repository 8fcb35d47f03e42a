"""A broker that is not ours: silent, or refusing the room or its boards, is said with what to do."""

from __future__ import annotations

import socket
import threading
from contextlib import closing

import pytest

from iot_lab.broker import Broker
from iot_lab.mqtt.address import BrokerAddress
from iot_lab.room import Register
from iot_lab.workshop.their_broker import (
    TheirBroker,
    TheirBrokerRefusesBoards,
    TheirBrokerRefusesHub,
    TheirBrokerSilent,
)
from tests.rigs.rules import Rules


@pytest.fixture
def rules():
    return Rules()


@pytest.fixture
def port(rules):
    broker = Broker(rules, host="127.0.0.1", port=0)
    broker.start()
    yield broker.port
    broker.stop()


@pytest.fixture
def register(tmp_path):
    return Register.open(tmp_path)


def watch(register, port, account="watcher:secret-watcher"):
    address = BrokerAddress.parse(f"mqtt://{account}@127.0.0.1:{port}")
    return TheirBroker(address, "atelier", lambda: register.accounts("board", "simulated"))


def test_broker_that_knows_the_room_and_its_boards_is_no_trouble(register, rules, port):
    rules.secrets["capteur-01"] = register.add("capteur-01", "board").secret.encode()
    broker = watch(register, port)
    broker.look()
    assert broker.trouble is None


def test_broker_that_refuses_boards_is_said_with_their_names(register, port):
    for number in range(7):
        register.add(f"capteur-{number}", "board")
    broker = watch(register, port)
    broker.look()
    assert isinstance(broker.trouble, TheirBrokerRefusesBoards)
    assert broker.trouble.details["count"] == 7
    assert broker.trouble.details["boards"].startswith("capteur-0, capteur-1")


def test_broker_that_refuses_the_room_is_said_without_the_password(register, port):
    broker = watch(register, port, "watcher:wrong")
    broker.look()
    assert isinstance(broker.trouble, TheirBrokerRefusesHub)
    assert "wrong" not in str(broker.trouble)


def test_broker_that_is_not_there_is_said(register):
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        broker = watch(register, probe.getsockname()[1])
        broker.look()
    assert isinstance(broker.trouble, TheirBrokerSilent)


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n"])
def test_something_else_at_the_address_is_said(register, answer):
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            with server.accept()[0] as visitor:
                visitor.recv(1024)
                visitor.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        broker = watch(register, server.getsockname()[1])
        broker.look()
        thread.join()
    assert isinstance(broker.trouble, TheirBrokerSilent)


def test_boards_that_are_in_are_not_disturbed_by_the_question(register, rules, port):
    from tests.rigs.wire import Wire

    secret = register.add("capteur-01", "board").secret
    rules.secrets["capteur-01"] = secret.encode()
    board = Wire(port)
    assert board.connect("lab_atelier_capteur-01", username="capteur-01", password=secret)[1] == 0
    watch(register, port).look()
    board.ping()
    board.close()
