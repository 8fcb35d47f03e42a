"""`iot-lab node --init` and `--demo` beside a running kit, and where none runs."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import urllib.request

import pytest

from iot_lab.node import read_node_file
from iot_lab.room import Register
from tests.rigs.running_kit import RunningKit, wait_until


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    kit = RunningKit(tmp_path_factory.mktemp("room") / "data", "--simulate", "0")
    kit.start()
    yield kit
    kit.interrupt()


def command(data, *words: str) -> list[str]:
    return [sys.executable, "-m", "iot_lab", "node", "--lang", "en", "--data", str(data), *words]


def run(data, *words: str) -> tuple[int, str]:
    done = subprocess.run(command(data, *words), capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout + done.stderr


def boards(kit) -> dict[str, dict]:
    with urllib.request.urlopen(f"{kit.url}/api/boards", timeout=5) as answer:
        return {board["name"]: board for board in json.load(answer)["boards"]}


def series(kit, board: str) -> dict[str, dict]:
    with urllib.request.urlopen(f"{kit.url}/api/boards/{board}", timeout=5) as answer:
        return {one["name"]: one for one in json.load(answer)["series"]}


def test_demo_appears_in_the_running_room_with_its_series(kit):
    wait_until((kit.data / "running.json").exists)
    demo = subprocess.Popen(command(kit.data, "--demo"), stdout=subprocess.DEVNULL)
    try:
        wait_until(lambda: boards(kit).get("demo-01", {}).get("state") == "online")
        wait_until(lambda: {"temperature", "humidity", "light"} <= set(series(kit, "demo-01")))
        assert boards(kit)["demo-01"]["info"]["simulated"] is True
        send = [sys.executable, "-m", "iot_lab", "send", "--lang", "en", "--data", str(kit.data), "demo-01", __file__]
        refused = subprocess.run(send, capture_output=True, text=True, timeout=60, check=False)
        assert (refused.returncode, "takes no program" in refused.stderr) == (1, True)
    finally:
        demo.send_signal(signal.SIGINT)
        assert demo.wait(30) == 0
    wait_until(lambda: boards(kit)["demo-01"]["state"] == "offline")


def test_file_written_beside_a_running_kit_opens_its_room(kit, tmp_path):
    path = tmp_path / "serre-01.toml"
    code, said = run(kit.data, "--init", str(path))
    assert code == 0
    assert "iot-lab node" in said
    file = read_node_file(path)
    assert (file.room, file.name, file.broker.port) == ("atelier", "serre-01", kit.mqtt_port)
    assert file.secret not in said
    node = subprocess.Popen(command(kit.data, str(path), "--demo"), stdout=subprocess.DEVNULL)
    wait_until(lambda: boards(kit).get("serre-01", {}).get("state") == "online")
    node.send_signal(signal.SIGINT)
    assert node.wait(30) == 0


def test_file_written_where_no_kit_runs_has_an_account_of_the_folder(tmp_path):
    path = tmp_path / "file.toml"
    assert run(tmp_path / "data", "--init", str(path), "--name", "serre-02")[0] == 0
    accounts = Register.open(tmp_path / "data").accounts("board")
    assert [(one.name, one.secret) for one in accounts] == [("serre-02", read_node_file(path).secret)]
    assert path.stat().st_mode & 0o077 == 0 or sys.platform == "win32"


def test_file_that_is_there_is_never_written_over(tmp_path):
    path = tmp_path / "serre-01.toml"
    path.write_text("mine")
    assert run(tmp_path / "data", "--init", str(path))[0] == 1
    assert path.read_text() == "mine"


@pytest.mark.parametrize(
    "words", [(), ("--init",), ("--name", "serre-01"), ("--demo", "--init", "x.toml"), ("--init", "A B.toml")]
)
def test_words_that_do_not_go_together_are_a_usage_error(tmp_path, words):
    assert run(tmp_path / "data", *words)[0] == 2
