"""One emulated board on its own pty: a bootloader when spoken to, a program when left alone.

A pty has no reset line, so two things stand for it: the port closes, or its speed falls back to 115200 baud.
"""

from __future__ import annotations

import os
import pty
import select
import termios
import threading
import time
import tty
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from esp32_mock_bootloader import server

from iot_lab.boards.find import Port
from tests.rigs.flash import chipset
from tests.rigs.flash.booting import boot_lines

if TYPE_CHECKING:
    from pathlib import Path

_BAUDS = {getattr(termios, name): int(name[1:]) for name in dir(termios) if name[0] == "B" and name[1:].isdigit()}
_DEFLATED_DATA = 0x11
_END = b"\xc0"
_SPECIAL = frozenset((0xC0, 0xDB, 0xDC, 0xDD))
_MODES = {"ESP32": "esp32", "ESP32-S3": "esp32s3", "ESP32-C3": "esp32c3"}
_REVISIONS = {"ESP32": 301, "ESP32-S3": 2, "ESP32-C3": 4}


class Hangup(Exception):
    """The computer closed the port."""


class Restarted(Exception):
    """The computer restarted the board."""


class Unplugged(Exception):
    """The cable was pulled."""


@dataclass
class Faults:
    """What is wrong with a board. Byte counts are of what the computer sent since the board exists."""

    unplug_at: int | None = None
    back_after_s: float | None = None  # seconds after which it is plugged again
    back_as: str = ""  # with another MAC
    is_silent: bool = False
    boot_mode: str = ""  # restarts into its program, whatever was asked
    noise_above_baud: int | None = None  # every block is damaged above this speed
    has_no_kit: bool = False  # the program never says its line
    starts_in_s: float = 0  # it says it later
    is_locked: bool = False  # flash encryption is on


class EmulatedBoard:
    """`start` makes the pty at `path`; `stop` removes it."""

    def __init__(self, path: Path, chip="ESP32", mac="24:0a:c4:00:10:01", flash_mb=4, *, throttled=False, faults=None):
        self.path, self.chip, self.mac, self.flash_mb = path, chip, mac, flash_mb
        self.flash = chipset.Flash(flash_mb << 20)
        self.revision = _REVISIONS[chip]
        self.faults = faults or Faults()
        self.throttled = throttled
        self.slot = ""
        self.received = 0
        self.speeds: list[int] = []
        self._pending = b""
        self._line_free_s = self._answer_free_s = 0.0
        self._started = None
        self._lines = b""
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._master = -1

    @property
    def mac_bytes(self):
        return tuple(bytes.fromhex(self.mac.replace(":", "")))

    @property
    def port(self) -> Port:
        return Port(str(self.path), "CP210x", self.slot, "10c4:ea60", "emulated")

    def start(self) -> Self:
        self._plug()
        self._thread.start()
        return self

    def stop(self):
        self._stopping.set()
        self._thread.join(30)
        self._unplug()

    # The connection that esp32_mock_bootloader's handle_client expects.

    def set_timeout(self, timeout):
        pass

    def close(self):
        pass

    def recv(self, _size):
        """Return whole frames only: the mock forgets the beginning of one that comes in two pieces."""
        while (count := self._pending.count(_END)) < 2:
            self._pending += self._read()
        end = self._pending.rfind(_END)
        if count % 2:  # the last mark opens a frame that is not complete
            end = self._pending.rfind(_END, 0, end)
        whole, self._pending = self._pending[: end + 1], self._pending[end + 1 :]
        return self._with_noise(whole)

    def sendall(self, content):
        if self.faults.is_silent:
            return
        if self.faults.boot_mode:
            content = b"ets Jul 29 2019 12:21:46\r\nrst:0x1,boot:" + self.faults.boot_mode.encode() + b" (SPI)\r\n"
        if self.throttled:
            self._answer_free_s = max(self._answer_free_s, time.monotonic()) + len(content) * 10 / self._baud()
            time.sleep(max(0.0, self._answer_free_s - time.monotonic()))
        self._send(content)

    # The cable.

    def _plug(self):
        self._master, slave = pty.openpty()
        tty.setraw(slave)
        self.path.unlink(missing_ok=True)
        self.path.symlink_to(os.ttyname(slave))
        os.set_blocking(self._master, False)
        os.close(slave)

    def _unplug(self):
        master, self._master = self._master, -1  # a second close would close somebody else's file
        if master >= 0:
            os.close(master)
        self.path.unlink(missing_ok=True)

    def _send(self, content):
        while content:
            try:
                content = content[os.write(self._master, content) :]
            except BlockingIOError:
                select.select([], [self._master], [], 0.1)
                self._watch_line()
            except OSError as error:
                raise Hangup from error

    def _read(self):
        for _ in range(60):  # the mock gives up a read at the first silence: a busy computer needs longer
            ready, _, _ = select.select([self._master], [], [], 0.05)
            self._watch_line()
            if ready:
                break
        else:
            raise TimeoutError
        try:
            content = os.read(self._master, 4096)
        except BlockingIOError:
            raise TimeoutError from None
        except OSError as error:
            raise Hangup from error
        if self.throttled:
            now = time.monotonic()
            self._line_free_s = max(self._line_free_s, now - 0.004) + len(content) * 10 / self._baud()
            time.sleep(max(0.0, self._line_free_s - now))
        self.received += len(content)
        if self.faults.unplug_at is not None and self.received > self.faults.unplug_at:
            raise Unplugged
        return content

    def _baud(self):
        try:
            return _BAUDS.get(termios.tcgetattr(self._master)[4], 115200)
        except termios.error as error:
            raise Hangup from error

    def _watch_line(self):
        if self._stopping.is_set():
            raise Hangup
        baud = self._baud()
        if not self.speeds or self.speeds[-1] != baud:
            was_fast = bool(self.speeds) and self.speeds[-1] != 115200
            self.speeds.append(baud)
            if was_fast and baud == 115200:
                raise Restarted

    def _with_noise(self, frames):
        if self.faults.noise_above_baud is None or self._baud() <= self.faults.noise_above_baud:
            return frames
        content = bytearray(frames)
        if len(content) > 200 and content[2] == _DEFLATED_DATA:
            for position in range(100, len(content) - 2):
                if not _SPECIAL & {content[position], content[position] ^ 0x10, content[position - 1]}:
                    content[position] ^= 0x10
                    break
        return bytes(content)

    # Its life.

    def _run(self):
        chipset.current.board = self
        never = threading.Event()
        while not self._stopping.is_set():
            self._pending = b""
            try:
                server.handle_client(self, never, _MODES[self.chip], exit_on_disconnect=True, flash=self.flash)
            except Hangup:
                self._wait_for_computer()
            except Restarted:
                self._boot()
            except Unplugged:
                if not self._come_back():
                    return

    def _wait_for_computer(self):
        attributes = termios.tcgetattr(self._master)
        attributes[4] = attributes[5] = termios.B115200
        termios.tcsetattr(self._master, termios.TCSANOW, attributes)
        self.speeds.append(115200)
        poll = select.poll()
        poll.register(self._master, select.POLLIN)
        while not self._stopping.wait(0.01):
            if not any(flags & select.POLLHUP for _, flags in poll.poll(0)):
                break

    def _come_back(self):
        faults, self.faults.unplug_at = self.faults, None
        self._unplug()
        if faults.back_after_s is None:
            return False
        self._stopping.wait(faults.back_after_s)
        if faults.back_as:
            self.mac = faults.back_as
            self.flash = chipset.Flash(self.flash_mb << 20)
        self._plug()
        self._wait_for_computer()
        return True

    def _boot(self):
        state = (zlib.crc32(self.flash.data), self.mac, self.faults.has_no_kit)
        if self._started != state:  # checking a whole flash takes 30 ms: once is enough for the same one
            self._started = state
            flash = bytes(self.flash.data)
            self._lines = boot_lines(self.chip, self.mac, flash, says_line=not self.faults.has_no_kit)
        self._stopping.wait(self.faults.starts_in_s)
        self._try_send(self._lines)

    def _try_send(self, content):
        try:
            self._send(content)
        except Hangup:
            return
