"""A laptop that sleeps: its broker accepts connections and answers nothing. No board resets, no sample is lost."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest

from tests.rigs.room_side import RoomSide
from tests.rigs.running_kit import free_port, wait_until
from tests.rigs.unix_board import HERE, UnixBoard

SLEEP_S = float(os.environ.get("IOT_LAB_SLEEP_S", "6"))
"""Of a board that waits a thirtieth as long as a real one: three minutes. More with the environment variable."""
BROKER_PROCESS = HERE.parent / "rigs" / "broker_process.py"
HASTY = str(HERE / "on_unix" / "hasty.py")
COUNTS = """
import lab
count = [0]
def measure():
    count[0] += 1
    lab.publish("count", count[0])
lab.every(0.1, measure)
lab.run()
"""


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


@pytest.fixture
def laptop(tmp_path):
    """A broker in a process of its own; it sleeps at SIGSTOP."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, str(BROKER_PROCESS), str(port), str(tmp_path / "broker")], stderr=subprocess.DEVNULL
    )
    wait_until(lambda: answers(port))
    process.port = port
    yield process
    process.send_signal(signal.SIGCONT)
    process.kill()
    process.wait()


@pytest.mark.parametrize("is_joined", [True, False], ids=["joined before", "comes meanwhile"])
def test_sleep_of_minutes_resets_no_board_and_costs_no_sample(tmp_path, laptop, is_joined):
    board = UnixBoard(tmp_path / "flash", laptop.port, main=HASTY)
    board.write("program.py", COUNTS)
    try:
        with RoomSide(laptop.port) as room:
            if is_joined:
                board.power_on()
                room.wait_for("data/count", lambda _: len(room.samples("count")) > 5)
            laptop.send_signal(signal.SIGSTOP)
            if not is_joined:
                board.power_on()
            time.sleep(SLEEP_S)  # the sleep is the point
            wait_until(lambda: "laptop unreachable" in board.printed)
            laptop.send_signal(signal.SIGCONT)
            known = int(SLEEP_S / 0.1 * 0.5)
            room.wait_for("data/count", lambda _: len(room.samples("count")) > known)
            sent = room.samples("count")
    finally:
        board.power_off()
    assert board.starts == 1
    assert [one["v"] for one in sent] == list(range(1, len(sent) + 1))
    assert [one["n"] for one in sent] == [one["v"] for one in sent]


def test_far_end_that_gives_a_byte_now_and_then_holds_no_board(tmp_path):
    """Each byte comes within any limit for one byte; the answer as a whole never comes."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        board = UnixBoard(tmp_path / "flash", server.getsockname()[1], main=HASTY)
        threading.Thread(target=_dribble, args=(server,), daemon=True).start()
        board.power_on()
        try:
            wait_until(lambda: board.printed.count("laptop unreachable") >= 3)
        finally:
            board.power_off()
    assert board.starts == 1


def _dribble(server: socket.socket) -> None:
    while True:
        try:
            visitor, _ = server.accept()
        except OSError:
            return
        threading.Thread(target=_give_slowly, args=(visitor,), daemon=True).start()


def _give_slowly(visitor: socket.socket) -> None:
    try:
        visitor.sendall(b"\x20")
        while True:
            time.sleep(0.15)
            visitor.sendall(b"\x02")
            time.sleep(0.25)
    except OSError:
        visitor.close()


def test_far_end_that_takes_nothing_holds_no_board(tmp_path):
    """It answers CONNECT and SUBSCRIBE, then reads nothing more."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        board = UnixBoard(tmp_path / "flash", server.getsockname()[1], main=HASTY)
        board.write("program.py", "import time\nwhile True:\n    print('é' * 500)\n    time.sleep_ms(20)\n")
        threading.Thread(target=_greet, args=(server,), daemon=True).start()
        board.power_on()
        try:
            wait_until(lambda: board.printed.count("lab: not connected") >= 2)
        finally:
            board.power_off()
    assert board.starts == 1


def _greet(server: socket.socket) -> None:
    kept = []
    while True:
        try:
            visitor, _ = server.accept()
        except OSError:
            return
        kept.append(visitor)
        visitor.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        visitor.recv(1000)
        visitor.sendall(b"\x20\x02\0\0")
        time.sleep(0.1)
        visitor.recv(1000)
        visitor.sendall(b"\x90\x03\0\1\1")
