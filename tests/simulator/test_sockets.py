"""Sockets as lwIP shows them: names, TCP, UDP, a small server, errors; what a live board may reach."""

from __future__ import annotations

import pytest

from iot_lab.simulator.world.network import BrokerThere, Page, Span, TimeServer, Visit, WebServer, Wifi
from tests.rigs.network_runs import JOINED, TRY, WIFI, printed, run_after
from tests.rigs.simulator_runs import seen

SOCKET = JOINED + TRY + "import socket\n"
PAGE = WebServer("meteo.example", (Page("/", b"one\ntwo\n"),))
ASKED = """
s = socket.socket()
s.connect(socket.getaddrinfo("meteo.example", 80)[0][-1])
s.write(b"GET / HTTP/1.0\\r\\n\\r\\n")
"""


def test_names_of_the_scenario_and_of_the_laptop_are_known():
    program = """
    for host in "192.168.4.9", "meteo.example", "iot-lab.local":
        print(socket.getaddrinfo(host, 80)[0][-1])
    print(tried(lambda: socket.getaddrinfo("elsewhere.example", 80)))
    """
    assert printed(SOCKET, program, web=(PAGE,)) == [
        "('192.168.4.9', 80)",
        "('203.0.113.10', 80)",
        "('192.168.4.1', 80)",
        "OSError -202",
    ]


def test_without_wifi_nothing_is_reached():
    program = """
    import socket
    print(tried(lambda: socket.getaddrinfo("meteo.example", 80)))
    print(tried(lambda: socket.socket().connect(("192.168.4.1", 80))))
    """
    assert printed(WIFI + TRY, program) == ["OSError -202", "OSError [Errno 118] EHOSTUNREACH"]


def test_closed_port_refuses_and_absent_computer_is_given_up():
    program = """
    def seconds(act):
        began = time.ticks_ms()
        print(tried(act), (time.ticks_ms() - began) // 1000)
    def connect(address, limit=None):
        s = socket.socket()
        s.settimeout(limit)
        s.connect((address, 8080))
    seconds(lambda: connect("192.168.4.1"))
    seconds(lambda: connect("192.168.4.77"))
    seconds(lambda: connect("192.168.4.77", 2.5))
    """
    assert printed(SOCKET, program) == [
        "OSError [Errno 111] ECONNREFUSED 0",
        "OSError [Errno 113] ECONNABORTED 18",
        "OSError [Errno 116] ETIMEDOUT 2",
    ]


def test_stream_is_read_by_line_by_size_and_to_its_end():
    program = (
        ASKED
        + "print(s.readline())\nwhile s.readline() != b'\\r\\n': pass\nprint(s.read(2), s.recv(99), s.recv(9), s.read())"
    )
    assert printed(SOCKET, program, web=(PAGE,)) == ["b'HTTP/1.1 200 OK\\r\\n'", "b'on' b'e\\ntwo\\n' b'' b''"]


def test_stream_is_read_into_a_buffer_and_is_its_own_file():
    program = ASKED + "b = bytearray(8)\nprint(s.makefile().readinto(b), bytes(b), s.readinto(b, 1), s.fileno())"
    assert printed(SOCKET, program, web=(PAGE,)) == ["8 b'HTTP/1.1' 1 48"]


def test_reading_without_waiting_says_that_nothing_is_there():
    program = (
        ASKED
        + """
s.setblocking(False)
print(s.read(5), tried(lambda: s.recv(5)))
s.settimeout(0.02)
print(tried(lambda: s.read(5)))
s.settimeout(None)
print(s.read(4))
"""
    )
    assert printed(SOCKET, program, web=(PAGE,)) == [
        "None OSError [Errno 11] EAGAIN",
        "OSError [Errno 116] ETIMEDOUT",
        "b'HTTP'",
    ]


def test_closed_and_unconnected_sockets_say_so():
    program = """
    s = socket.socket()
    print(tried(lambda: s.write(b"x")))
    s.close()
    s.close()
    print(tried(lambda: s.write(b"x")), tried(lambda: s.recv(1)))
    """
    assert printed(SOCKET, program) == [
        "OSError [Errno 128] ENOTCONN",
        "OSError [Errno 9] EBADF OSError [Errno 9] EBADF",
    ]


def test_ten_sockets_are_all_there_are():
    assert printed(SOCKET, "k = [socket.socket() for _ in range(10)]\nprint(tried(socket.socket))") == ["OSError 23"]


def test_large_writes_and_reads_go_through():
    program = """
    import requests
    print(requests.post("http://meteo.example/up", data=b"x" * 9000).status_code)
    print(len(requests.get("http://meteo.example/big").content))
    """
    server = WebServer("meteo.example", (Page("/up", method="POST"), Page("/big", b"y" * 20000)))
    outcome = run_after(SOCKET, program, web=(server,))
    assert outcome.output == "200\n20000\n"
    assert len(seen(outcome, "http-request")[0][1]["body"]) == 9000


SERVER = """
door = socket.socket()
door.bind(("", 80))
door.listen(1)
guest, address = door.accept()
print(address[0], guest.readline())
while guest.readline() != b"\\r\\n":
    pass
guest.send("HTTP/1.0 200 OK\\r\\n\\r\\n21.5")
guest.close()
"""


def test_board_serves_a_page_to_a_visitor():
    outcome = run_after(SOCKET, SERVER, visits=(Visit(9),))
    assert outcome.output == "192.168.4.1 b'GET / HTTP/1.1\\r\\n'\n"
    [(at_us, answer)] = seen(outcome, "http-answer", "80")
    assert (at_us > 9_000_000, answer) == (True, b"HTTP/1.0 200 OK\r\n\r\n21.5")


def test_visitor_finds_nobody_where_nobody_listens():
    assert seen(run_after(SOCKET, "time.sleep(20)", visits=(Visit(9),)), "http-answer") == [(9_000_000, None)]


def test_server_that_does_not_wait_for_ever_goes_on_with_its_work():
    program = """
    door = socket.socket()
    door.bind(("", 80))
    door.listen(1)
    door.settimeout(0.5)
    print(tried(door.accept))
    door.setblocking(False)
    print(tried(door.accept))
    """
    assert printed(SOCKET, program) == ["OSError [Errno 116] ETIMEDOUT", "OSError [Errno 11] EAGAIN"]


NTP = JOINED + TRY + "import ntptime\n"


def test_time_server_sets_the_clock():
    outcome = run_after(
        NTP, "ntptime.settime()\nprint(time.gmtime()[:3], ntptime.time() - time.time())", ntp=TimeServer()
    )
    assert outcome.output == "(2026, 1, 9) 0\n"
    assert len(seen(outcome, "ntp-request")) == 2


@pytest.mark.parametrize(
    ("around", "expected"),
    [
        ({}, "OSError -202"),
        ({"ntp": TimeServer(outages=(Span(0, 60),))}, "OSError [Errno 116] ETIMEDOUT"),
        ({"ntp": TimeServer(), "wifi": Wifi(isolation=(Span(0, 60),))}, "OSError [Errno 116] ETIMEDOUT"),
    ],
    ids=["no server", "server away", "isolated"],
)
def test_absent_time_server_is_an_error(around, expected):
    assert printed(NTP, "print(tried(ntptime.settime))", **around) == [expected]


@pytest.mark.parametrize(
    "call",
    [
        "'socket-open', 'x'",
        "'socket-connect', '48 -1 nowhere 80'",
        "'socket-connect', '48 -1 192.168.4.1 99999999'",
        "'socket-read', '48 -1 some 99999999'",
        "'socket-write', '48 -1 zz'",
        "'socket-accept', '48 -1'",
        "'socket-resolve', 'ff'",
        "'socket-close', ''",
        "'wifi-own', '61 61 3 3'",
        "'wifi-active', 'both 1'",
        "'mqtt-answer', '1'",
    ],
)
def test_malformed_calls_are_refused(call):
    program = f"import _board\ns = socket.socket()\nprint(tried(lambda: _board.call({call})))"
    [line] = printed(SOCKET, program)
    assert line.startswith("OSError")


def test_broker_s_port_speaks_mqtt_to_whoever_speaks_it():
    program = """
    s = socket.socket()
    s.connect(("192.168.4.1", 1883))
    s.write(b"GET / HTTP/1.0\\r\\n" + b"x" * 100)
    print(s.read())
    """
    assert printed(SOCKET, program, broker=BrokerThere()) == ["b''"]
