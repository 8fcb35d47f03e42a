"""Connections take a share of the files that the system gives, and the kit lives on where there are none left."""

import errno
import socket
import subprocess
import sys
import urllib.request

import pytest

from iot_lab.app.served_room import ServedRoom
from iot_lab.broker.limits import BrokerLimits
from iot_lab.open_files import FOR_THE_KIT, share
from iot_lab.workshop import pages_address
from iot_lab.workshop.settings import Settings
from iot_lab.workshop.troubles import TooFewOpenFiles

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
KIT = """
import resource, sys
resource.setrlimit(resource.RLIMIT_NOFILE, (int(sys.argv[1]), int(sys.argv[2])))
from iot_lab.open_files import allow_many
print(allow_many(), resource.getrlimit(resource.RLIMIT_NOFILE)[0])
"""
CROWD = """
import resource, socket, sys, time, urllib.request
resource.setrlimit(resource.RLIMIT_NOFILE, (90, 90))
from flask import Flask
from threading import Event
from iot_lab.web.server import PagesServer
app = Flask("crowd")
app.extensions["iot_lab_stopping"] = Event()
app.add_url_rule("/", view_func=lambda: "here")
server = PagesServer(app, "127.0.0.1", 0, threads=4)
server.start()
print(server.port, flush=True)
sys.stdin.read()
server.stop()
print("ended")
"""


@pytest.mark.parametrize(("soft", "hard", "given"), [(100, 100, 100), (100, 300, 300), (64, 4096, 4096)])
def test_limit_is_raised_as_far_as_the_system_allows(soft, hard, given):
    ran = subprocess.run([sys.executable, "-c", KIT, str(soft), str(hard)], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == [str(given)] * 2


@pytest.mark.parametrize("limit", [128, 256, 512, 1024, 4096])
def test_shares_leave_files_for_the_kit(limit):
    shares = [share(percent, 2000, limit) for percent in (35, 40, 15)]
    assert sum(shares) + FOR_THE_KIT <= limit


def test_broker_takes_its_share_only(monkeypatch):
    monkeypatch.setattr("iot_lab.open_files.allow_many", lambda: 256)
    limits = BrokerLimits().within_the_system()
    assert (limits.connections, limits.waiting_connections) == (70, 26)


def test_pages_are_served_while_a_crowd_has_taken_every_file():
    with subprocess.Popen(
        [sys.executable, "-c", CROWD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as kit:
        port = int(kit.stdout.readline())
        crowd = [socket.create_connection(("127.0.0.1", port)) for _ in range(150)]
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as answer:
            assert answer.read() == b"here"
        said = kit.communicate(timeout=20)
        for one in crowd:
            one.close()
    assert said[0].strip() == "ended"
    assert "Traceback" not in said[1]


def test_kit_is_not_begun_with_fewer_files_than_it_needs(monkeypatch, tmp_path):
    monkeypatch.setattr("iot_lab.open_files.allow_many", lambda: 64)
    with pytest.raises(TooFewOpenFiles):
        ServedRoom(Settings(data=tmp_path / "data", port=0, mqtt_port=0)).start()
    assert not (tmp_path / "data").exists()


def test_addresses_stay_known_while_the_system_has_no_file(monkeypatch):
    pages = pages_address.PagesAddress("0.0.0.0", 8080)
    before = pages.hosts()
    pages._asked_s = -100.0

    def refuse(_host):
        raise OSError(errno.EMFILE, "too many open files")

    monkeypatch.setattr(pages_address, "room_addresses", refuse)
    assert pages.hosts() == before
