"""Threads and the processor are shared by address: who asks for much waits for itself, and for nobody else."""

from __future__ import annotations

import socket
import threading
import urllib.request
from dataclasses import dataclass

import pytest
from flask import Flask

from iot_lab.web.fair_server import FairApplication, FairDispatcher, FairQueue, Places
from iot_lab.web.server import PagesServer


@dataclass
class Item:
    """What waits for a place."""

    address: str


@dataclass(eq=False)
class Channel:
    """A connection whose request says when it began, makes a page if it has one, and lasts until it is let go."""

    addr: tuple[str, int]
    begun: threading.Semaphore
    may_end: threading.Event
    page: FairApplication | None = None

    def service(self):
        if self.page:
            self.page({}, None)
        self.begun.release()
        assert self.may_end.wait(30)


@pytest.fixture
def may_end():
    event = threading.Event()
    yield event
    event.set()


def test_addresses_take_turns_and_each_has_a_few_at_once():
    places = Places(4, 2)
    queue = FairQueue(places)
    for address in ("greedy", "greedy", "greedy", "greedy", "honest"):
        queue.append(Item(address))
    assert [queue.popleft().address for _ in range(3)] == ["greedy", "honest", "greedy"]
    assert not queue
    assert len(queue) == 2
    places.give_back("honest")
    assert not queue
    places.give_back("greedy")
    assert queue.popleft().address == "greedy"


def test_the_last_places_are_for_addresses_that_have_none():
    places = Places(4, 4)
    queue = FairQueue(places)
    for address in ("greedy", "greedy", "greedy", "greedy", "other"):
        queue.append(Item(address))
    assert [queue.popleft().address for _ in range(3)] == ["greedy", "other", "greedy"]
    assert not queue
    queue.append(Item("honest"))
    assert queue.popleft().address == "honest"


def test_one_that_holds_its_threads_leaves_the_others_to_others(may_end):
    dispatcher = FairDispatcher(Places(4, 2), Places(9, 9))
    dispatcher.set_thread_count(4)
    begun, honest = threading.Semaphore(0), threading.Semaphore(0)
    for _ in range(20):
        dispatcher.add_task(Channel(("greedy", 1), begun, may_end))
    dispatcher.add_task(Channel(("honest", 1), honest, may_end))
    assert honest.acquire(timeout=30)
    may_end.set()
    assert all(begun.acquire(timeout=30) for _ in range(20))
    dispatcher.shutdown()


def test_a_page_that_is_made_makes_place_for_another_while_it_is_still_sent(may_end):
    dispatcher = FairDispatcher(Places(9, 9), Places(2, 1))
    dispatcher.set_thread_count(4)
    sent, made = threading.Semaphore(0), threading.Semaphore(0)
    page = FairApplication(lambda _environ, _start: [])
    for _ in range(3):
        dispatcher.add_task(Channel(("one", 1), sent, may_end, page))
    assert all(sent.acquire(timeout=30) for _ in range(3))
    for _ in range(2):
        dispatcher.add_task(Channel(("other", 1), made, may_end))
    assert made.acquire(timeout=30)
    assert not made.acquire(blocking=False)
    may_end.set()
    assert made.acquire(timeout=30)
    dispatcher.shutdown()


def test_connections_that_ask_on_and_on_and_read_nothing_keep_nobody_out():
    app = Flask(__name__)
    app.extensions["iot_lab_stopping"] = threading.Event()
    app.route("/")(lambda: str(sorted(range(2000), key=str)))
    server = PagesServer(app, "127.0.0.1", 0)
    server.start()
    asked = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 20
    held = []
    try:
        for number in range(120):
            deaf = socket.socket()
            deaf.bind((f"127.0.0.{2 + number % 3}", 0))
            deaf.connect(("127.0.0.1", server.port))
            deaf.sendall(asked)
            held.append(deaf)
        for _ in range(5):
            with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/", timeout=60) as answer:
                assert answer.status == 200
    finally:
        for deaf in held:
            deaf.close()
        server.stop()
