"""`iot-lab up` as a trainer meets it: it starts, shows live boards, stops on Ctrl-C, finds its data again."""

import json
import socket
import subprocess
import sys
import urllib.request

import pytest

from iot_lab.broker import Broker
from tests.rigs.rules import Rules
from tests.rigs.running_kit import free_port, wait_until


def ask(kit, path: str) -> dict:
    with urllib.request.urlopen(f"{kit.url}/api/{path}", timeout=120) as answer:
        return json.load(answer)


def boards_of(kit) -> list[dict]:
    return [ask(kit, f"boards/{board['name']}") for board in ask(kit, "boards")["boards"]]


def measuring(kit) -> list[str]:
    return [board["name"] for board in boards_of(kit) if board["state"] == "online" and board["series"]]


def test_three_simulated_boards_measure(simulating_kit):
    simulating_kit.start()
    assert wait_until(lambda: len(measuring(simulating_kit)) == 3)


def test_ctrl_c_stops_all_and_the_next_start_finds_the_data(simulating_kit):
    simulating_kit.start()
    wait_until(lambda: len(measuring(simulating_kit)) == 3)
    assert simulating_kit.interrupt() == 0
    assert "Traceback" not in simulating_kit.said()
    simulating_kit.options = ("--simulate", "0")
    simulating_kit.start()
    found = boards_of(simulating_kit)
    assert len(found) == 3
    assert all(board["series"] for board in found)


def test_welcome_names_the_addresses_and_draws_a_code(kit):
    kit.start()
    assert kit.trainer_link().startswith(f"{kit.url}/join?key=")
    assert f"127.0.0.1:{kit.mqtt_port}" in kit.said()
    assert "▀" in kit.said()


def test_trainers_link_opens_the_trainers_page(kit):
    kit.start()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    opener.open(kit.trainer_link(), timeout=120).close()
    with opener.open(f"{kit.url}/trainer", timeout=120) as answer:
        assert str(kit.data) in answer.read().decode()


@pytest.mark.parametrize("option", ["--port", "--mqtt-port"])
def test_taken_port_is_said_in_words(tmp_path, option):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ports = {"--port": str(free_port()), "--mqtt-port": str(free_port())} | {option: port}
        words = [word for pair in ports.items() for word in pair]
        result = up("--data", str(tmp_path), "--simulate", "0", *words)
    assert result.returncode == 1
    assert port in result.stderr
    assert "Traceback" not in result.stderr


def test_second_kit_on_the_same_folder_is_refused_in_words(kit):
    kit.start()
    result = up("--data", str(kit.data), "--port", "0", "--mqtt-port", "0")
    assert result.returncode == 1
    assert "already uses" in result.stderr


def test_unreadable_data_is_said_in_words_and_left_alone(tmp_path):
    (tmp_path / "lab.db").write_bytes(b"this is no database" * 500)
    result = up("--data", str(tmp_path), "--port", "0", "--mqtt-port", "0")
    assert result.returncode == 1
    assert "lab.db" in result.stderr
    assert "Traceback" not in result.stderr
    assert (tmp_path / "lab.db").read_bytes().startswith(b"this is no database")


def up(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "iot_lab", "up", "--no-browser", "--host", "127.0.0.1", "--lang", "en", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


def trainers_page(kit) -> str:
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    opener.addheaders = [("Accept-Language", "en")]
    opener.open(kit.trainer_link(), timeout=120).close()
    with opener.open(f"{kit.url}/trainer", timeout=120) as answer:
        return answer.read().decode()


def test_broker_of_others_that_refuses_the_boards_is_said_in_the_terminal_and_on_the_trainers_page(kit):
    broker = Broker(Rules(), host="127.0.0.1", port=0)
    broker.start()
    try:
        kit.options = ("--simulate", "1", "--broker", f"mqtt://watcher:secret-watcher@127.0.0.1:{broker.port}")
        kit.language = "en"
        kit.start()
        said = "refuses the accounts of boards (1): sensor-01"
        wait_until(lambda: said in kit.said())
        assert said in trainers_page(kit)
    finally:
        broker.stop()


def test_broker_of_others_that_does_not_answer_is_said_in_the_terminal_and_on_the_trainers_page(kit):
    kit.options = ("--simulate", "0", "--broker", f"mqtt://watcher:secret-watcher@127.0.0.1:{free_port()}")
    kit.language = "en"
    kit.start()
    said = "does not answer (the connection is refused)"
    wait_until(lambda: said in kit.said())
    assert said in trainers_page(kit)
    assert "secret-watcher" not in kit.said() + trainers_page(kit)
