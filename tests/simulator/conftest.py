"""A real broker for live boards: the kit's own where it is there, else mosquitto."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time

import pytest


class Anyone:
    """Rights for a test: any name with the password `right`, everywhere."""

    def authenticate(self, username, password):
        return username if password == b"right" else None

    def may_write(self, account, topic):
        return True

    def may_read(self, account, topic):
        return True


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def broker_port(tmp_path_factory):
    """The port of a running broker on 127.0.0.1; accounts have the secret `right`."""
    try:
        from iot_lab.broker.server import Broker
    except ImportError:
        yield from mosquitto(tmp_path_factory.mktemp("mosquitto"))
        return
    broker = Broker(Anyone(), host="127.0.0.1", port=0)
    broker.start()
    yield broker.port
    broker.stop()


def mosquitto(folder):
    if shutil.which("mosquitto") is None:
        pytest.skip("no broker: neither iot_lab.broker nor mosquitto")
    port = free_port()
    secrets = folder / "secrets"
    names = ["capteur-01", "capteur-02", "listener"]
    for index, name in enumerate(names):
        flags = ["-c", "-b"] if index == 0 else ["-b"]
        subprocess.run(["mosquitto_passwd", *flags, str(secrets), name, "right"], check=True, capture_output=True)
    settings = f"listener {port} 127.0.0.1\nallow_anonymous false\npassword_file {secrets}\nuser root\n"
    (folder / "mosquitto.conf").write_text(settings, encoding="utf-8")
    process = subprocess.Popen(["mosquitto", "-c", str(folder / "mosquitto.conf")], stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: accepts(port))
        yield port
    finally:
        process.terminate()
        process.wait(5)


def accepts(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 0.2).close()
    except OSError:
        return False
    return True


def wait_until(is_true, timeout_s: float = 10.0) -> None:
    """Wait for a condition, looking every 10 ms; fails after the deadline."""
    deadline = time.monotonic() + timeout_s
    while not is_true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)
