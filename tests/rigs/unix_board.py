"""A board made of the shipped firmware and MicroPython's unix port: this is its power supply."""

from __future__ import annotations

import atexit
import contextlib
import importlib.util
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from functools import lru_cache
from pathlib import Path

from build_hook import firmware

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "tests" / "firmware"
FIRMWARE = ROOT / "firmware"
UMQTT = ROOT / ".make" / "umqtt"
BRISK = str(HERE / "on_unix" / "brisk.py")
CHIP = ROOT / "tests" / "rigs" / "chip_micropython.py"
POWER, HARD, DEEP_SLEEP = 1, 2, 4


class UnixBoard:
    """One board; `folder` is its flash. It starts again after each reset until `power_off`.

    `main` is its main.py: the kit's own, of `firmware/`, or one of `on_unix/` that waits less and starts the kit.
    It starts again after a crash of MicroPython itself too, as a chip does after a panic. The unix port, where no lock keeps
    its threads apart, has one that a chip has not: two threads write the traceback of the one MemoryError at the same moment.
    """

    def __init__(
        self, folder: Path, port: int, *, name: str = "capteur-01", secret: str = "right", heap: str = "170k",
        main: str = BRISK, **config,
    ) -> None:  # fmt: skip
        self.folder = folder
        self.printed = ""
        self.starts = 0
        self._heap = heap
        self._main = main
        self._process: subprocess.Popen[str] | None = None
        self._is_on = False
        self._thread: threading.Thread | None = None
        folder.mkdir(exist_ok=True)
        content = {
            "format": 1, "room": "atelier", "name": name, "secret": secret, "language": "fr", "kit": "test",
            "broker": {"host": "127.0.0.1", "port": port},
            "wifi": [{"ssid": "atelier", "password": "atelier123"}], **config,
        }  # fmt: skip
        (folder / "config.json").write_text(json.dumps(content))

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text)

    def read_state(self) -> dict:
        with contextlib.suppress(OSError, ValueError):
            return json.loads((self.folder / ".kit-state.json").read_text())
        return {}

    def power_on(self) -> None:
        self._is_on = True
        (self.folder / ".cause").write_text(str(POWER))
        (self.folder / ".rtc").unlink(missing_ok=True)
        self._thread = threading.Thread(target=self._live, daemon=True)
        self._thread.start()

    def power_off(self) -> None:
        """Cut the power: the process is killed wherever it is."""
        self._is_on = False
        self._kill()
        if self._thread:
            self._thread.join(10)

    def _kill(self) -> None:
        process = self._process
        if process and process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)

    def _live(self) -> None:
        while self._is_on:
            self.starts += 1
            with start(self.folder, self._main, self._heap) as self._process:
                if not self._is_on:
                    self._kill()
                for line in self._process.stdout:
                    self.printed += line
            cause = self.folder / ".reset"
            if cause.exists():
                (self.folder / ".cause").write_text(cause.read_text())
                cause.unlink()
            elif self._is_on and self._process.returncode < 0:
                self.printed += f"the chip panicked: signal {-self._process.returncode}\n"
                (self.folder / ".cause").write_text(str(HARD))
            else:
                return


@lru_cache(maxsize=1)
def compiled_library() -> Path:
    """Return a folder with the library as boards get it, compiled from the present texts."""
    folder = tempfile.TemporaryDirectory(prefix="iot-lab-firmware-")
    atexit.register(folder.cleanup)
    firmware.make(FIRMWARE.parent, Path(folder.name))
    return Path(folder.name) / "lib"


def start(folder: Path, program: str, heap: str = "170k", *, is_compiled: bool = True) -> subprocess.Popen[str]:
    """Start MicroPython in `folder` on a file of the firmware (or an absolute path), with the stand-ins on its path.

    A board's console never comes to an end: nobody writes to it, and it stays open.
    """
    return subprocess.Popen(
        command_of(program, heap), cwd=folder, env=environment(is_compiled=is_compiled),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, errors="replace", start_new_session=True,
    )  # fmt: skip


def command_of(program: str | None, heap: str) -> list[str]:
    """Return how MicroPython is started on a program; None: its prompt."""
    command = [sys.executable, "-I", "-S", str(CHIP), str(packages()), "-X", f"heapsize={heap}"]
    return command if program is None else [*command, str(FIRMWARE / program)]


def environment(*, is_compiled: bool = True) -> dict[str, str]:
    library = compiled_library() if is_compiled else FIRMWARE / "lib"
    return {**os.environ, "MICROPYPATH": f"{HERE / 'standins'}:{library}:{UMQTT}:.frozen"}


def packages() -> Path | None:
    """Return the folder that MicroPython's unix port is installed in."""
    found = importlib.util.find_spec("micropython_run")
    return Path(found.origin).parent if found and found.origin else None


def missing_parts() -> str:
    """Say what these tests lack here, "" where nothing."""
    if packages() is None:
        return "MicroPython's unix port is not on this system"
    return "" if (UMQTT / "umqtt" / "simple.py").exists() else "umqtt.simple could not be fetched"
