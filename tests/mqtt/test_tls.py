"""`mqtts://`: the kit's clients and the simulated boards speak TLS, and check whom they speak with."""

from __future__ import annotations

import getpass
import shutil
import ssl
import subprocess
import threading
from dataclasses import replace

import pytest

from iot_lab.mqtt import packets
from iot_lab.mqtt.account_check import ask_to_enter
from iot_lab.mqtt.address import BrokerAddress
from iot_lab.mqtt.client import MqttClient
from iot_lab.simulator import Scenario
from iot_lab.simulator.live.live_board import BoardIdentity, LiveBoard
from iot_lab.simulator.world.scenario import Wifi
from tests.rigs.mosquitto import running_mosquitto

DEADLINE_S = 20.0
pytestmark = [pytest.mark.mosquitto, pytest.mark.skipif(not shutil.which("openssl"), reason="needs openssl")]


@pytest.fixture
def address(tmp_path):
    """The address of a broker whose certificate is the authority named with it (`--broker-ca`)."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    names = ["-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run([*command, *names, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    for path in (key, certificate):
        path.chmod(0o644)
    settings = f"certfile {certificate}", f"keyfile {key}", f"user {getpass.getuser()}"
    with running_mosquitto(tmp_path, *settings) as (url, _log):
        yield replace(BrokerAddress.parse(url), scheme="mqtts", trusted=str(certificate))


def test_question_and_client_go_through_tls(address):
    assert ask_to_enter(address, "asks") == packets.ACCEPTED
    client, is_in = MqttClient(address, "c"), threading.Event()
    client.on_connect = lambda *_: is_in.set()
    client.connect_now()
    assert is_in.wait(DEADLINE_S)
    client.leave()


def test_simulated_board_comes_online_through_tls(address):
    watcher, is_online = MqttClient(address, "w"), threading.Event()
    watcher.on_connect = lambda client, *_: client.subscribe("lab/atelier/capteur-01/status", 1)
    watcher.on_message = lambda *_: is_online.set()
    watcher.connect_now()
    board = LiveBoard(BoardIdentity("atelier", "capteur-01", "s"), address, "", Scenario(wifi=Wifi(joining_s=0.05)))
    board.start()
    assert is_online.wait(DEADLINE_S)
    board.stop()
    watcher.leave()


def test_broker_with_a_certificate_that_nobody_trusts_is_refused(address):
    with pytest.raises(ssl.SSLCertVerificationError):
        ask_to_enter(replace(address, trusted=""), "asks")
