"""The USB console of a board on MicroPython's unix port: a pseudo-terminal that stays while the board starts again.

`path` is the port that a tool opens. Between it and the board this rig plays the chip: a Ctrl-D at MicroPython's prompt ends
the unix port, and begins a soft reset on a chip: `boot.py` and `main.py` again, or, at the raw prompt, the raw prompt at once.
"""

from __future__ import annotations

import contextlib
import os
import pty
import select
import signal
import subprocess
import termios
import threading
import time
import tty
from typing import TYPE_CHECKING

from tests.rigs.running_kit import DEADLINE_S, wait_until
from tests.rigs.unix_board import UnixBoard, command_of, environment

if TYPE_CHECKING:
    from pathlib import Path

SOFT = 5
ANSWER, PROMPT = "lab: stopped", ">>> "
RAW = b"raw REPL; CTRL-B to exit\r\n>"


class ConsoleBoard(UnixBoard):
    """A board whose console somebody uses: `type` and `wait_printed`, or a tool on `path`."""

    def __init__(self, folder: Path, port: int, **options) -> None:
        super().__init__(folder, port, **options)
        self._outside, slave = pty.openpty()
        tty.setraw(slave)
        self._slave = slave
        self.path = os.ttyname(slave)
        self._is_raw = False
        self._inside = -1
        self._is_tool = False
        threading.Thread(target=self._forward_typed, daemon=True).start()

    def close(self) -> None:
        self.power_off()
        os.close(self._slave)

    def lend(self) -> str:
        """Let a tool use the console from now on; return its port."""
        self._is_tool = True
        return self.path

    def type(self, keys: bytes) -> None:
        self._typed(keys)

    def open_prompt(self) -> None:
        """Ctrl-C, and again once it was answered; what came too late for that, on a busy computer, was a first one."""
        start = len(self.printed)
        while PROMPT not in self.printed[start:]:
            answers = self.printed.count(ANSWER)
            self.type(b"\x03")
            wait_until(lambda known=answers: PROMPT in self.printed[start:] or self.printed.count(ANSWER) > known)

    def wait_printed(self, text: str, start: int = 0, limit_s: float = DEADLINE_S) -> None:
        """Wait until `text` stands in what was printed from `start` on."""
        end = time.monotonic() + limit_s
        while text not in self.printed[start:]:
            assert time.monotonic() < end, f"no {text!r} in {self.printed[start:]!r}"
            time.sleep(0.02)

    def _forward_typed(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                self._typed(os.read(self._outside, 256))

    def _typed(self, keys: bytes) -> None:
        for key in keys:
            if key in (1, 2):
                self._is_raw = key == 1
        with contextlib.suppress(OSError):
            os.write(self._inside, keys)

    def _heard(self, data: bytes) -> None:
        self.printed += data.decode("utf-8", "replace").replace("\r\n", "\n")
        if self._is_tool:
            os.write(self._outside, data)

    def _live(self) -> None:
        is_prompt = False
        while self._is_on:
            self.starts += not is_prompt
            self._run(is_prompt)
            cause = self.folder / ".reset"
            if cause.exists():
                (self.folder / ".cause").write_text(cause.read_text())
                cause.unlink()
                is_prompt = self._is_raw = False
            elif self._is_on:
                (self.folder / ".cause").write_text(str(SOFT))
                self._heard(b"MPY: soft reboot\r\n")
                is_prompt = self._is_raw

    def _run(self, is_prompt: bool) -> None:
        """Run MicroPython once: with the firmware, or at once the raw prompt."""
        master, slave = pty.openpty()
        _prepare(slave)
        # The first terminal that the leader of a session opens is its own: signals of its keys come here.
        command = ["/bin/sh", "-c", f'exec "$0" "$@" <>{os.ttyname(slave)} >&0 2>&0']
        prompt = command_of(None, self._heap)
        command += prompt if is_prompt else [*prompt, "-i", *command_of(self._main, self._heap)[len(prompt) :]]
        self._process = subprocess.Popen(command, cwd=self.folder, env=environment(), start_new_session=True)
        if is_prompt:
            _read_until(master, b">>> ")
            os.write(master, b"\x01")
            _read_until(master, RAW)
        self._inside = master  # before anybody hears that it is there
        if is_prompt:
            self._heard(RAW)
        with contextlib.suppress(OSError):
            while True:
                if select.select([master], [], [], 0.2)[0]:
                    self._heard(os.read(master, 4096))
                elif self._process.poll() is not None:
                    break
        self._process.wait()
        self._inside = -1
        os.close(slave)
        os.close(master)

    def _kill(self) -> None:
        if self._process and self._process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)


def _prepare(slave: int) -> None:
    """Ctrl-C interrupts, everything else passes as it is."""
    tty.setraw(slave)
    modes = termios.tcgetattr(slave)
    modes[3] |= termios.ISIG | termios.NOFLSH
    for character in (termios.VQUIT, termios.VSUSP):
        modes[6][character] = b"\0"
    termios.tcsetattr(slave, termios.TCSANOW, modes)


def _read_until(master: int, end: bytes) -> bytes:
    got = b""
    while not got.endswith(end):
        got += os.read(master, 1)
    return got
