"""A command that waits for a board says what it waits for, again and again."""

from __future__ import annotations

import json
import threading

import pytest
from click.testing import CliRunner

from iot_lab.broker import Broker
from iot_lab.cli.main import iot_lab
from iot_lab.mqtt.address import BrokerAddress
from iot_lab.mqtt.client import MqttClient
from iot_lab.workshop import running
from tests.rigs.room_side import Anyone

HERE = "lab/atelier/serre-07/"


@pytest.fixture
def room(tmp_path):
    """A data folder whose running room is a broker alone."""
    broker = Broker(Anyone(), host="127.0.0.1", port=0)
    broker.start()
    address = f"mqtt://room:right@127.0.0.1:{broker.port}"
    running.announce(tmp_path, "http://127.0.0.1:1", "key", "atelier", address, "http://127.0.0.1:1")
    yield tmp_path, broker.port
    broker.stop()


@pytest.mark.parametrize(
    ("words", "order", "told"),
    [
        (("--stop",), "stop", "Waiting for serre-07 to answer ("),
        (("{program}",), "run", "serre-07 tries the program"),
    ],
)
def test_long_wait_is_told(room, tmp_path, monkeypatch, words, order, told):
    folder, port = room
    is_told = threading.Event()
    said: list[str] = []

    def hear_line(text="", **_):
        said.append(text)
        if told in text:
            is_told.set()

    def obey(_client, _data, message) -> None:
        asked = json.loads(message.payload)
        if order == "stop":
            threading.Thread(target=answer, args=(asked["id"], "stopped")).start()
        else:
            tell({"state": "running", "trial": True, "sha256": asked["sha256"][:12]})
            board.publish(f"{HERE}done/run", json.dumps({"id": asked["id"], "result": "running"}), qos=1)
            threading.Thread(target=prove, args=(asked["sha256"][:12],)).start()

    def answer(request, result):
        is_told.wait(60)
        board.publish(f"{HERE}done/stop", json.dumps({"id": request, "result": result}), qos=1)

    def prove(digest):
        is_told.wait(60)
        tell({"state": "running", "sha256": digest})

    def tell(program):
        board.publish(f"{HERE}info", json.dumps({"program": program}), qos=1, retain=True)

    monkeypatch.setattr("iot_lab.cli.told_wait.EVERY_S", 0.05)
    monkeypatch.setattr("iot_lab.cli.told_wait.say", hear_line)
    board = MqttClient(BrokerAddress.parse(f"mqtt://serre-07:right@127.0.0.1:{port}"), "serre-07")
    board.on_message = obey
    board.connect_now()
    board.subscribe([(f"{HERE}do/{order}", 1)])
    for leaf, text in (("status", "online"), ("info", "{}")):
        board.publish(HERE + leaf, text, qos=1, retain=True).wait_for_publish(60)
    (tmp_path / "program.py").write_text("print('x')\n")
    typed = [word.format(program=tmp_path / "program.py") for word in words]
    done = CliRunner().invoke(iot_lab, ["send", "serre-07", *typed, "--lang", "en", "--data", str(folder)])
    board.leave()
    assert done.exit_code == 0, (done.output, done.exception)
    assert is_told.is_set(), said
