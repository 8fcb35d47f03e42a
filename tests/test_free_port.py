"""A remedy names a port that is free now."""

from __future__ import annotations

import socket
from contextlib import ExitStack, closing

import pytest

from iot_lab.broker import Broker, PortTaken
from iot_lab.free_port import next_free_port
from iot_lab.texts import LANGUAGES, texts
from iot_lab.workshop.doctor.processes import listener


@pytest.fixture
def taken():
    """Two ports in a row that are taken; the first."""
    with ExitStack() as opened:
        while True:
            first = opened.enter_context(closing(socket.create_server(("127.0.0.1", 0))))
            port = first.getsockname()[1]
            try:
                opened.enter_context(closing(socket.create_server(("127.0.0.1", port + 1))))
            except OSError:
                continue
            yield port
            return


def can_be_had(port):
    with socket.create_server(("127.0.0.1", port)):
        return True


def test_taken_neighbour_is_passed_over(taken):
    free = next_free_port(taken, "127.0.0.1")
    assert free > taken + 1
    assert can_be_had(free)


def test_above_the_last_port_any_free_one_is_found():
    assert can_be_had(next_free_port(65535, "127.0.0.1"))


def test_ports_that_the_system_keeps_are_never_proposed():
    assert next_free_port(80, "127.0.0.1") >= 1024


@pytest.mark.parametrize("language", LANGUAGES)
def test_broker_names_a_free_port_to_type(taken, language):
    with pytest.raises(PortTaken) as caught:
        Broker(None, host="127.0.0.1", port=taken).start()
    free = caught.value.details["free"]
    assert can_be_had(free)
    assert f"--mqtt-port {free}" in texts(language).explain(caught.value).next_step


def test_doctor_finds_a_free_port_too():
    with closing(socket.create_server(("0.0.0.0", 0))) as held:
        found = listener(held.getsockname()[1])
    assert not found.is_free
    assert can_be_had(found.other)
