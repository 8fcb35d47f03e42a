"""A board without the kit: plain MicroPython, umqtt, and the six lines of `lab.py` beside the program."""

from __future__ import annotations

import os
import subprocess

import pytest

from iot_lab.contract.config import BoardIdentity, WifiNetwork
from iot_lab.contract.lab_file import lab_file
from iot_lab.course import load_exercise
from tests.rigs.unix_board import HERE, UMQTT, command_of

WIFI = WifiNetwork("atelier", "atelier123")


def run(folder, program, *, lab):
    """Start `program` on MicroPython with nothing of ours but `lab.py` and the stand-ins of the chip."""
    (folder / "lab.py").write_text(lab)
    (folder / "main.py").write_text(program)
    path = {**os.environ, "MICROPYPATH": f"{folder}:{HERE / 'standins'}:{UMQTT}:.frozen"}
    command = command_of(str(folder / "main.py"), "160k")
    return subprocess.Popen(command, cwd=folder, env=path, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize(("exercise", "topic"), [("climate", "climate"), ("nothing-lost", "samples")])
def test_solution_runs_beside_the_six_lines_alone(tmp_path, broker, room, exercise, topic):
    lab = lab_file(BoardIdentity("atelier", "capteur-01", "right"), ("127.0.0.1", broker.port), WIFI)
    board = run(tmp_path, load_exercise(exercise).solution, lab=lab)
    try:
        assert b'"temperature": 21.5' in room.wait_for(topic)
    finally:
        board.kill()
        board.communicate()


def test_file_has_six_lines_and_says_what_the_kit_would(tmp_path):
    odd = WifiNetwork('Léo\'s "net"\\', "a'b\"c\\d\n1")
    lab = lab_file(BoardIdentity("serre", "carte-2", "s'3"), ("10.0.0.7", 1884), odd)
    said = "from lab import room\nprint([room.ssid, room.wifi_password, room.broker, room.port, room.user,"
    said += " room.password, room.client_id, room.topic('a/b')])"
    board = run(tmp_path, said, lab=lab)
    printed, _ = board.communicate(timeout=60)
    wanted = [odd.ssid, odd.password, "10.0.0.7", 1884, "carte-2", "s'3", "lab_serre_carte-2_program"]
    assert eval(printed) == [*wanted, "lab/serre/carte-2/a/b"]
    assert len(lab.splitlines()) == 6
