"""`iot-lab flash` in a real terminal (a pty): bars that move, and Ctrl-C that ends cleanly."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path

from iot_lab.boards.journal import Journal
from tests.rigs import command_here
from tests.rigs.running_kit import wait_until

COMMAND = Path(command_here.__file__)

_COLOURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """One command on its own pty; `said` is all that it drew."""

    def __init__(self, hub, *words):
        master, slave = pty.openpty()
        ports = ",".join(str(board.path) for board in hub.boards)
        command = [sys.executable, str(COMMAND), ports, "--", *words, "--data", str(hub.data), "--lang", "fr"]
        environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "110"}
        self.process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environment)
        os.close(slave)
        os.set_blocking(master, False)
        self._master, self._said = master, b""

    @property
    def said(self):
        try:
            while piece := os.read(self._master, 65536):
                self._said += piece
        except OSError:  # nothing more now, or for ever
            pass
        return self._said.decode("utf-8", "replace")

    @property
    def words(self):
        """What it said without colours, wherever lines were wrapped."""
        return " ".join(_COLOURS.sub("", self._said.decode()).split())

    def end(self):
        wait_until(lambda: (self.said, self.process.poll() is not None)[1])
        os.close(self._master)
        return self.process.returncode


def test_bars_move_and_the_results_follow(hub):
    hub.keep_firmware("ESP32", app_bytes=600_000)
    for _ in range(2):
        hub.plug(throttled=True)
    terminal = Terminal(hub, "flash", "--yes")
    wait_until(lambda: "Écriture" in terminal.said)
    assert (terminal.end(), "2 cartes écrites, sans Wi-Fi" in terminal._said.decode()) == (0, True)


def test_ctrl_c_stops_the_boards_keeps_the_journal_and_the_next_run_finishes(hub):
    hub.keep_firmware("ESP32", app_bytes=1_500_000)
    board = hub.plug(throttled=True)
    terminal = Terminal(hub, "flash", "--yes")
    wait_until(lambda: "Écriture" in terminal.said)
    terminal.process.send_signal(signal.SIGINT)
    assert terminal.end() == 1
    assert "a été arrêté" in terminal.words
    assert Journal.open(hub.data).entry(board.mac).state == "failed"
    board.throttled = False
    assert Terminal(hub, "flash", "--yes").end() == 0


def test_ctrl_c_ends_a_watch_with_what_became_ready(hub):
    hub.keep_firmware()
    hub.plug()
    terminal = Terminal(hub, "flash", "--yes", "--watch")
    wait_until(lambda: "Branchez des cartes" in terminal.said)
    terminal.process.send_signal(signal.SIGINT)
    assert terminal.end() == 0
