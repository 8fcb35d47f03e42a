"""Both brokers under the same tests: ours, and mosquitto as the reference."""

import getpass
import os
import shutil
import socket
import subprocess
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from iot_lab.broker import Broker
from tests.rigs.rules import MOSQUITTO_RIGHTS, NAMES, Rules
from tests.rigs.wire import Wire

DEADLINE_S = 10.0


class OurBroker:
    name = "ours"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.port = 0
        self.start()

    def start(self) -> None:
        self.broker = Broker(Rules(), host="127.0.0.1", port=self.port, state=self._folder)
        self.broker.start()
        self.port = self.broker.port

    def stop(self) -> None:
        self.broker.stop()


class Mosquitto:
    name = "mosquitto"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process = None
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._configure()
        self.start()

    def _configure(self) -> None:
        (self._folder / "rights").write_text(MOSQUITTO_RIGHTS)
        secrets = self._folder / "secrets"
        secrets.touch()
        for name in NAMES:
            subprocess.run(["mosquitto_passwd", "-b", secrets, name, f"secret-{name}"], check=True, capture_output=True)
        for path in (secrets, self._folder / "rights"):
            path.chmod(0o644)
        settings = (
            f"listener {self.port} 127.0.0.1",
            "allow_anonymous false",
            f"password_file {secrets}",
            f"acl_file {self._folder / 'rights'}",
            "persistence true",
            f"persistence_location {self._folder}/",
            f"user {getpass.getuser()}",
        )
        (self._folder / "settings").write_text("\n".join(settings) + "\n")

    def start(self) -> None:
        program = shutil.which("mosquitto") or "/usr/sbin/mosquitto"
        self._process = subprocess.Popen([program, "-c", self._folder / "settings"], stderr=subprocess.DEVNULL)
        end = time.monotonic() + DEADLINE_S
        while time.monotonic() < end:
            with suppress(OSError), closing(socket.create_connection(("127.0.0.1", self.port), 0.2)):
                return
            time.sleep(0.02)
        raise AssertionError("mosquitto did not start")

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(DEADLINE_S)


def has_mosquitto() -> bool:
    return bool(shutil.which("mosquitto") or Path("/usr/sbin/mosquitto").exists())


@pytest.fixture(params=["ours", pytest.param("mosquitto", marks=pytest.mark.mosquitto)])
def broker(request, tmp_path):
    """A running broker, with `.port`, `.stop()` and `.start()`."""
    if request.param == "mosquitto" and not has_mosquitto():
        if os.environ.get("CI") == "true":
            pytest.fail("mosquitto is not installed")
        pytest.skip("mosquitto is not installed")
    running = (OurBroker if request.param == "ours" else Mosquitto)(tmp_path)
    yield running
    running.stop()


@pytest.fixture
def ours(tmp_path):
    """Our broker alone."""
    running = OurBroker(tmp_path)
    yield running
    running.stop()


@pytest.fixture
def wire(broker):
    """Return a maker of raw clients of `broker`; all are closed at the end."""
    with closing_clients(broker) as make:
        yield make


@pytest.fixture
def enter(ours):
    """Return a maker of raw clients of `ours`; all are closed at the end."""
    with closing_clients(ours) as make:
        yield make


@contextmanager
def closing_clients(broker):
    opened = []

    def make(client_id=None, **options):
        client = Wire(broker.port)
        opened.append(client)
        if client_id is not None:
            assert client.connect(client_id, **options)[1] == 0
        return client

    yield make
    for client in opened:
        client.close()
