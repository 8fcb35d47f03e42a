"""Who is accepted, and when: storms of connections, a system without files, a loop that cannot watch sockets."""

from __future__ import annotations

import asyncio
import errno
import logging
import socket
from asyncio.selector_events import BaseSelectorEventLoop
from contextlib import closing

import pytest

from iot_lab.broker import Broker, BrokerLimits
from iot_lab.broker.accepting import Accepting
from iot_lab.broker.sparing_log import SparingLog
from tests.rigs.rules import Rules, account
from tests.rigs.wire import Wire


@pytest.fixture
def start():
    """Return a maker of brokers with limits; all are stopped at the end."""
    started = []

    def make(**limits):
        broker = Broker(Rules(), host="127.0.0.1", port=0, limits=BrokerLimits(**limits))
        broker.start()
        started.append(broker)
        return broker

    yield make
    for broker in started:
        broker.stop()


def is_served(port):
    wire = Wire(port)
    try:
        return wire.connect("c", **account("alice"))[1] == 0
    finally:
        wire.close()


def test_honest_client_is_served_amid_a_storm_that_says_nothing(start):
    port = start(waiting_connections=20).port
    honest = Wire(port)
    assert honest.connect("honest")[1] == 0
    storm = [Wire(port) for _ in range(200)]
    honest.ping()
    assert is_served(port)
    assert storm[0].is_closed_by_broker()
    for one in (*storm, honest):
        one.close()


def test_connection_that_says_nothing_is_closed_after_a_while(start):
    with closing(Wire(start(connect_within_s=0.05).port)) as silent:
        assert silent.is_closed_by_broker()


def test_silent_connections_are_closed_with_the_broker(start):
    broker = start()
    with closing(Wire(broker.port)) as silent:
        assert is_served(broker.port)  # so that the silent one is accepted too
        broker.stop()
        assert silent.is_closed_by_broker()


def test_loop_that_cannot_watch_sockets_accepts_by_itself(start, monkeypatch):
    def refuse(*_):
        raise NotImplementedError

    monkeypatch.setattr(BaseSelectorEventLoop, "add_reader", refuse)
    broker = start(waiting_connections=20)
    storm = [Wire(broker.port) for _ in range(60)]
    assert is_served(broker.port)
    assert storm[0].is_closed_by_broker()
    for one in storm:
        one.close()


class Poor:
    """A listener whose system has no file to give, the first time."""

    def __init__(self, listener):
        self._listener, self.refusals = listener, [OSError(errno.EMFILE, "too many open files")]

    def __getattr__(self, name):
        return getattr(self._listener, name)

    def accept(self):
        if self.refusals:
            raise self.refusals.pop()
        return self._listener.accept()


def test_system_without_files_is_asked_again_later(monkeypatch):
    monkeypatch.setattr("iot_lab.broker.accepting.REST_S", 0.01)

    class Greeter(asyncio.Protocol):
        def connection_made(self, transport):
            transport.write(b"hello")

    async def talk(port):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"x")
        said = await reader.readexactly(5)
        writer.close()
        return said

    loop = asyncio.new_event_loop()
    told = []
    loop.set_exception_handler(lambda _loop, context: told.append(context["exception"].errno))
    listener = socket.create_server(("127.0.0.1", 0))
    listener.setblocking(False)
    accepting = Accepting(loop, Poor(listener), BrokerLimits(), lambda: None)
    accepting.start(Greeter)
    assert loop.run_until_complete(asyncio.wait_for(talk(listener.getsockname()[1]), 10)) == b"hello"
    assert told == [errno.EMFILE]
    accepting.close()
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()


def test_log_has_at_most_a_line_a_second_and_counts_the_others(caplog):
    log = SparingLog()
    with caplog.at_level(logging.WARNING):
        for tenth in range(25):
            log.tell("no files", None, tenth / 10)
    said = [record.getMessage() for record in caplog.records]
    assert said == ["the broker: no files", *["the broker: no files (9 lines left out)"] * 2]


def test_log_tells_of_a_crowd_how_many_since_the_last_time(caplog):
    log = SparingLog()
    with caplog.at_level(logging.WARNING):
        for now_s, crowded_out in ((0.0, 0), (0.5, 300), (1.0, 700), (1.5, 900), (2.0, 900), (3.0, 900)):
            log.tell_crowd(crowded_out, now_s)
    told = [int(record.getMessage().split()[2]) for record in caplog.records]
    assert told == [300, 600]
