"""Programs sent to the boards of a running room, by `iot-lab send` in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from iot_lab.broker import Broker
from iot_lab.errors import LabError
from iot_lab.mqtt.address import BrokerAddress
from iot_lab.mqtt.client import MqttClient
from iot_lab.workshop import running
from iot_lab.workshop.board_orders import BoardOrders, RoomNotRunning
from tests.rigs.room_side import Anyone
from tests.rigs.running_kit import RunningKit, wait_until

ENDLESS = "import lab\nlab.publish('turns', 1)\nwhile True:\n    for i in range(9999):\n        pass\n"


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    kit = RunningKit(tmp_path_factory.mktemp("room") / "data", "--simulate", "1")
    kit.start()
    wait_until(lambda: running.find(kit.data))  # announced just after the pages answer
    yield kit
    kit.interrupt()


@pytest.fixture
def send(kit, tmp_path):
    """Run `iot-lab send` with a program's text, or with options; return its exit code and what it said."""

    def run(*words: str, program: str | None = None) -> tuple[int, str]:
        path = tmp_path / "main.py"
        if program is not None:
            path.write_text(program)
        command = [sys.executable, "-m", "iot_lab", "send", "--lang", "en", "--data", str(kit.data), *words]
        done = subprocess.run(
            [*command, *([str(path)] if program is not None else [])],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    return run


def a_board(kit) -> str:
    """Return the name of the simulated board, once it is in the room."""
    with BoardOrders(kit.data) as room:
        found = wait_until(lambda: [topic.board for topic, said in list(room._heard.items()) if said == "online"])
    return found[0]


def test_program_is_sent_to_a_board_and_stopped(kit, send):
    board = a_board(kit)
    code, said = send(board, program=ENDLESS)
    assert (code, said.split()[0]) == (0, "✓")
    assert "has stopped" in send(board, "--stop")[1]
    assert "No program ran" in send(board, "--stop")[1]


def test_syntax_error_is_said_before_anything_is_sent(kit, send):
    board = a_board(kit)
    send(board, program=ENDLESS)
    code, said = send(board, program="x = 1\nif x\n    pass\n")
    assert code == 1
    assert "line 2: expected ':'" in said
    assert "has stopped" in send(board, "--stop")[1]


def test_board_that_never_came_is_named_with_those_that_did(kit, send):
    code, said = send("nobody", program="pass")
    assert code == 1
    assert a_board(kit) in said


def test_file_and_stop_together_are_a_usage_error(send):
    assert send("any", "--stop", program="pass")[0] == 2
    assert send("any")[0] == 2


def test_room_that_stops_while_a_board_is_asked_is_said_at_once(tmp_path):
    broker = Broker(Anyone(), host="127.0.0.1", port=0)
    broker.start()
    address = f"mqtt://room:right@127.0.0.1:{broker.port}"
    running.announce(tmp_path, "http://127.0.0.1:1", "key", "atelier", address, "http://127.0.0.1:1")
    with BoardOrders(tmp_path, answer_s=60) as room:
        for leaf, said in (("status", b"online"), ("info", b"{}")):
            room._client.publish(f"lab/atelier/serre-07/{leaf}", said, qos=1).wait_for_publish()
        broker.stop()
        for _ in range(2):  # amid the wait, and with the connection gone
            with pytest.raises(RoomNotRunning):
                room.ask("serre-07", "identify")


def test_room_that_is_not_open_is_said(tmp_path):
    with pytest.raises(RoomNotRunning):
        BoardOrders(tmp_path)


def test_board_that_sleeps_deeply_is_told_to_stop_each_time_it_wakes(tmp_path):
    broker = Broker(Anyone(), host="127.0.0.1", port=0)
    broker.start()
    running.announce(
        tmp_path, "http://127.0.0.1:1", "key", "atelier", f"mqtt://room:right@127.0.0.1:{broker.port}", "http://x"
    )
    asked: list[bytes] = []

    def wake(said: bytes) -> None:
        room._client.publish("lab/atelier/serre-07/status", said, qos=1).wait_for_publish()

    def hear(_client, _data, message) -> None:
        if message.topic.endswith("do/stop"):
            asked.append(message.payload)
            if len(asked) == 3:
                answer = json.dumps({"id": json.loads(message.payload)["id"], "result": "stopped"})
                board.publish("lab/atelier/serre-07/done/stop", answer, qos=1)

    board = MqttClient(BrokerAddress.parse(f"mqtt://serre-07:right@127.0.0.1:{broker.port}"), "serre-07")
    board.on_message = hear
    board.connect_now()
    board.subscribe([("lab/atelier/serre-07/do/#", 1)])
    with BoardOrders(tmp_path) as room:
        info = json.dumps({"reset_cause": "deep-sleep"})
        room._client.publish("lab/atelier/serre-07/info", info, qos=1).wait_for_publish()
        wake(b"offline")
        with ThreadPoolExecutor(1) as pool:
            stopped = pool.submit(room.stop, "serre-07")
            for times in (1, 2):
                wait_until(lambda times=times: len(asked) == times)
                wake(b"online")
            assert stopped.result(60) is True
    assert len(set(asked)) == 1
    board.leave()
    broker.stop()


def test_program_is_sent_to_a_board_that_sleeps_deeply_each_time_it_wakes(tmp_path):
    broker = Broker(Anyone(), host="127.0.0.1", port=0)
    broker.start()
    running.announce(
        tmp_path, "http://127.0.0.1:1", "key", "atelier", f"mqtt://room:right@127.0.0.1:{broker.port}", "http://x"
    )
    said = [{"error": "order"}, {"result": "running"}]
    asked: list[dict] = []

    def wake() -> None:
        room._client.publish("lab/atelier/serre-07/status", b"online", qos=1).wait_for_publish()

    def hear(_client, _data, message) -> None:
        part = json.loads(message.payload)
        asked.append(part)
        if len(asked) > 1:  # the first time it sleeps again at once
            answer = json.dumps({"id": part["id"], **said[min(len(asked), 3) - 2]})
            board.publish("lab/atelier/serre-07/done/run", answer, qos=1)

    board = MqttClient(BrokerAddress.parse(f"mqtt://serre-07:right@127.0.0.1:{broker.port}"), "serre-07")
    board.on_message = hear
    board.connect_now()
    board.subscribe([("lab/atelier/serre-07/do/#", 1)])
    with BoardOrders(tmp_path) as room:
        info = json.dumps({"reset_cause": "deep-sleep"})
        room._client.publish("lab/atelier/serre-07/info", info, qos=1).wait_for_publish()
        room._client.publish("lab/atelier/serre-07/status", b"offline", qos=1).wait_for_publish()
        with ThreadPoolExecutor(1) as pool:
            delivered = pool.submit(room.deliver, "serre-07", "print(1)\n", lambda *_: None)
            wait_until(lambda: len(asked) == 1)
            wake()
            delivered.result(60)
    assert len(asked) == 3
    board.leave()
    broker.stop()


@pytest.mark.parametrize(
    ("program", "error"),
    [
        ({"state": "restored", "reason": "resets"}, "program-resets"),
        ({"state": "restored", "reason": "error"}, "program-taken-back"),
        ({"state": "stopped", "reason": "starts"}, "program-resets"),
        ({"state": "stopped", "reason": "lost"}, "program-takes-connection"),
        ({"state": "stopped", "reason": "fault"}, "program-against-kit"),
        ({"state": "stopped", "reason": "watchdog"}, "program-left-out"),
        ({"state": "failed"}, "program-failed-there"),
    ],
)
def test_what_came_of_a_program_is_said_with_its_own_cause(program, error):
    from iot_lab.workshop.trial_errors import judge

    with pytest.raises(LabError) as caught:
        judge("alpha", program)
    assert caught.value.code == error


def test_end_of_the_program_before_is_not_the_end_of_the_one_sent():
    from iot_lab.workshop.trial_errors import ProgramReplaced, ProgramTakenBack, judge

    with pytest.raises(ProgramTakenBack):
        judge("alpha", {"state": "ended", "sha256": "old"}, "new", "old")
    with pytest.raises(ProgramReplaced):
        judge("alpha", {"state": "failed", "sha256": "a neighbour's"}, "new", "old")
    judge("alpha", {"state": "restored", "reason": "error", "sha256": "new"}, "new", "old")
    judge("alpha", {"state": "ended", "sha256": "new"}, "new", "old")


def test_board_that_left_the_room_on_trial_is_never_said_to_run(monkeypatch):
    from iot_lab.workshop import board_orders, trial_errors

    orders = board_orders.BoardOrders.__new__(board_orders.BoardOrders)
    orders._may_sleep, orders._sent, orders._told = False, {}, {}
    told = {"state": "running", "trial": True}
    monkeypatch.setattr(orders, "_wait", lambda *_: False)
    monkeypatch.setattr(orders, "_program", lambda _: told)
    monkeypatch.setattr(orders, "sleeps", lambda _: False)
    monkeypatch.setattr(orders, "is_online", lambda *_: False)
    with pytest.raises(trial_errors.BoardLeftAfterSending):
        orders.await_trial("alpha")
    orders._may_sleep = True
    orders.await_trial("alpha")
    told["reason"] = "fault"
    with pytest.raises(trial_errors.ProgramAgainstKit):
        orders.await_trial("alpha")
