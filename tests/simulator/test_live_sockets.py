"""Sockets of a live board: the room's broker, the laptop's clock, and nothing else."""

from __future__ import annotations

import socket
import time

import pytest

from iot_lab.simulator.live.real_lan import RealLan
from iot_lab.workshop.packages.index import BoardPackage, PackageIndex
from tests.rigs.running_kit import wait_until

TALK = """
import network, socket, time
def tried(act):
    try:
        return act()
    except Exception as error:
        return "%s %s" % (type(error).__name__, error)
def to(address):
    s = socket.socket()
    s.settimeout(2)
    s.connect(address)
    return s
wlan = network.WLAN()
wlan.active(True)
wlan.connect("atelier", "atelier123")
while not wlan.isconnected():
    time.sleep_ms(20)
"""


@pytest.fixture
def lines(start):
    """Run a program on a live board and wait for its last line, `end`."""

    def run(program: str) -> list[str]:
        seen = []
        start(TALK + program + "\nprint('end')", watch=seen.append)
        wait_until(lambda: any(one.kind == "print" and one.value == "end\n" for one in seen))
        return [str(one.value).strip() for one in seen if one.kind == "print"]

    return run


def test_broker_is_reached_byte_by_byte(lines, broker_port):
    connect = rb'b"\x10\x18\0\4MQTT\4\xc2\0\x05\0\1x\0\2me\0\5right"'.decode()
    program = f"s = to(('127.0.0.1', {broker_port}))\ns.write({connect})\nprint(s.read(4), s.close())"
    assert lines(program) == ["b' \\x02\\x00\\x00' None", "end"]


def test_nothing_else_of_the_computer_is_reached(lines, broker_port):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        other.settimeout(0)
        told = lines(
            f"print(tried(lambda: to(('127.0.0.1', {port}))), tried(lambda: to(('localhost', {broker_port}))))"
        )
        assert told[0].startswith("OSError [Errno 118] EHOSTUNREACH OSError -202")
        with pytest.raises(BlockingIOError):
            other.accept()


def test_clock_is_the_laptop_s(lines):
    told = lines("import ntptime\nprint(ntptime.time())")
    assert abs(int(told[0]) + 946_684_800 - time.time()) < 30


def test_names_are_those_of_the_room_only():
    lan = RealLan(("192.168.1.5", 1883))
    assert lan.resolve("iot-lab.local") == lan.resolve("pool.ntp.org") == "192.168.1.5"
    with pytest.raises(Exception, match="-202"):
        lan.resolve("example.org")


def test_package_that_the_room_keeps_is_installed_and_nothing_else_of_micropython_org(start, tmp_path):
    index = PackageIndex(tmp_path)
    index.keep(BoardPackage("badge", "1.2", {"badge/__init__.py": b"def shown(): return 42\n"}))
    install = "import mip\nmip.install('badge')\nimport badge\nprint(badge.shown())\nmip.install('another')\n"
    other = "print(tried(lambda: mip.install('http://127.0.0.1/x.py')))\nprint('end')"
    seen = []
    start(TALK + install + other, watch=seen.append, packages=index.find)
    wait_until(lambda: any(one.kind == "print" and one.value == "end\n" for one in seen))
    said = [str(one.value).strip() for one in seen if one.kind == "print"]
    assert said[:4] == [
        "Installing badge (latest) from https://micropython.org/pi/v2 to /lib",
        "Copying: /lib/badge/__init__.py",
        "Done",
        "42",
    ]
    assert "Package not found: http://micropython.org/pi/v2/package/6/another/latest.json" in said
    assert said[-2].startswith("OSError")
