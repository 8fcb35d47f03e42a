"""The stream and the server under it."""

from __future__ import annotations

import http.client
import socket
import threading
import time

import pytest

from iot_lab.hub import BOARDS
from iot_lab.web import PagesServer, WebPortTaken
from iot_lab.web.stream import encoded, events


@pytest.fixture
def server(app):
    server = PagesServer(app, "127.0.0.1", 0, threads=12)
    server.start()
    yield server
    server.stop()


def open_stream(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/live", headers={"Accept-Encoding": "gzip"})
    return connection, connection.getresponse()


def read_event(answer, kind):
    while (line := answer.readline()) != f"event: {kind}\n".encode():
        assert line, "the stream ended"
    return answer.readline()


def test_stream_starts_with_a_snapshot_then_sends_what_changes(server, room):
    connection, answer = open_stream(server.port)
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    assert b'"capteur-01"' in read_event(answer, "snapshot")
    room.measure("capteur-01", 23.5)
    assert b"23.5" in read_event(answer, "frame")
    connection.close()


def test_every_client_gets_the_same_frame(server, room):
    clients = [open_stream(server.port) for _ in range(5)]
    for _, answer in clients:
        read_event(answer, "snapshot")
    room.measure("capteur-01", 1.25)
    assert len({read_event(answer, "frame") for _, answer in clients}) == 1
    for connection, _ in clients:
        connection.close()


def test_news_is_encoded_once_for_all_clients(room):
    (snapshot,) = room.live.snapshots([BOARDS])
    assert encoded(snapshot) is encoded(snapshot)
    room.measure("capteur-01", 1.0)
    (frame,) = room.live.news_after(snapshot.number, [BOARDS], 1)
    assert encoded(frame) is encoded(frame)


def test_topic_that_nobody_may_watch_is_refused(client):
    assert client.get("/live?topic=secrets").status_code == 400


def test_quiet_stream_pings(room):
    stream = events(room.live, [BOARDS], threading.Event())
    next(stream)
    assert next(stream).startswith(b"event: ping")


def test_stream_ends_when_the_server_stops(room):
    stopping = threading.Event()
    stream = events(room.live, [BOARDS], stopping)
    next(stream)
    stopping.set()
    assert list(stream) == []


def test_server_stops_with_open_streams_and_frees_its_port(server):
    connection, answer = open_stream(server.port)
    read_event(answer, "snapshot")
    server.stop()
    assert not [thread for thread in threading.enumerate() if thread.name == "web"]
    with socket.socket() as other:
        assert other.connect_ex(("127.0.0.1", server.port)) != 0
    connection.close()


def test_closed_client_gives_its_thread_back(server, room):
    connection, answer = open_stream(server.port)
    read_event(answer, "snapshot")
    busy = server._server.task_dispatcher.active_count
    answer.close()
    connection.close()
    deadline = time.monotonic() + 10
    while server._server.task_dispatcher.active_count >= busy:
        assert time.monotonic() < deadline, "the thread is still held"
        room.measure("capteur-01", 1.0)
        threading.Event().wait(0.05)


def test_taken_port_is_an_error_a_person_can_read(server, app):
    with pytest.raises(WebPortTaken) as caught:
        PagesServer(app, "127.0.0.1", server.port).start()
    assert caught.value.details["port"] == server.port


def test_streams_leave_threads_for_the_pages(app, client):
    app.extensions["iot_lab_streams"] = threading.BoundedSemaphore(1)
    first = client.get("/live")
    assert client.get("/live").status_code == 503
    assert client.get("/").status_code == 200
    first.close()
    assert client.get("/live").status_code == 200
