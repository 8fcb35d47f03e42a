"""The stream and the server under it."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from types import SimpleNamespace

import pytest

from iot_lab.hub import BOARDS
from iot_lab.web import PagesServer, WebPortTaken
from iot_lab.web.fair_server import connections_to_close
from iot_lab.web.shares import Shares
from iot_lab.web.stream import STREAMS_OF_ONE, encoded, events
from tests.rigs.hand_fed_room import KEY


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


def test_one_computer_has_its_share_of_streams_and_leaves_the_others_theirs(client):
    far = {"REMOTE_ADDR": "192.168.1.9"}
    held = [client.get("/live", environ_base=far) for _ in range(STREAMS_OF_ONE)]
    refused = client.get("/live", environ_base=far)
    assert (refused.status_code, client.get("/", environ_base=far).status_code) == (429, 200)
    assert client.get("/live", environ_base={"REMOTE_ADDR": "192.168.1.10"}).status_code == 200
    held[0].close()
    assert client.get("/live", environ_base=far).status_code == 200


def test_trainer_on_the_laptop_watches_whoever_else_does(client, app):
    app.extensions["iot_lab_streams"] = Shares(1, 1)
    first = client.get("/live")
    assert (first.status_code, client.get("/live").status_code) == (200, 429)
    client.get(f"/join?key={KEY}")
    assert client.get("/live").status_code == 200
    assert client.get("/live", environ_base={"REMOTE_ADDR": "192.168.1.9"}).status_code == 429


def test_page_loads_while_one_computer_holds_over_a_thousand_half_requests(server):
    resource = pytest.importorskip("resource")
    usual, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, max(usual, 4096)), most))
    halves = []
    for _ in range(1100):
        half = socket.create_connection(("127.0.0.1", server.port), 5)
        half.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-")
        halves.append(half)
    page = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    page.request("GET", "/health")
    assert page.getresponse().status == 200
    page.close()
    for half in halves:
        half.close()
    resource.setrlimit(resource.RLIMIT_NOFILE, (usual, most))


def channel(address, age_s=0.0, *, is_answered=False, has_half=False, output_bytes=0):
    return SimpleNamespace(
        addr=(address, 1),
        creation_time=-age_s,
        requests=[1] if is_answered else [],
        request=object() if has_half else None,
        total_outbufs_len=output_bytes,
    )


def test_connections_that_wait_go_first_half_requests_before_idle_ones_and_the_oldest_of_them():
    streams = [channel("a", 100 - n, is_answered=True) for n in range(3)]
    idle, half, older = channel("a", 50), channel("a", 10, has_half=True), channel("a", 20, has_half=True)
    reads = channel("a", 90, output_bytes=5)
    everyone = [*streams, reads, idle, half, older]
    going = [connections_to_close(everyone, most=100, of_one=7 - number) for number in range(6)]
    assert going[0] == []
    assert going[4] == [older, half, idle, reads]
    assert going[5] == going[4], "what is being answered is never cut"


def test_connection_too_many_is_the_newcomer_where_all_others_are_answered():
    streams = [channel("a", 9 - n, is_answered=True) for n in range(3)]
    assert connections_to_close(streams, most=100, of_one=2) == [streams[-1]]


def test_full_server_closes_of_whoever_holds_most_and_leaves_the_others():
    greedy = [channel("greedy", 10 - n, has_half=True) for n in range(5)]
    honest = [channel(f"honest-{n}", 99, has_half=True) for n in range(5)]
    assert connections_to_close([*honest, *greedy], most=9, of_one=5) == [greedy[0]]
