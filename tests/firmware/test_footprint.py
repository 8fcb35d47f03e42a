"""What the kit takes of a board: memory, flash, start-up work. Budgets stand in docs/firmware.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from iot_lab.simulator import Scenario, run_virtual
from tests.rigs.unix_board import FIRMWARE, compiled_library, start

if TYPE_CHECKING:
    from pathlib import Path

MOST_KIT_BYTES = 39_000  # of .mpy: what is read from flash at each start, and mostly kept in memory
ON_DEMAND = {
    "discovery",
    "portal",
    "settings",
    "streams",
    "update",
    "entry",
    "held",
    "left_out",
    "own_files",
    "waking",
}  # read when they are needed, and let go; "entry", "held", "left_out" and "own_files" at each start
MOST_HEAP_BYTES = 110_000  # of 130 KB, with 8-byte words; an ESP32's are half as long
MOST_PEAK_BYTES = 112_000  # while importing, before anything is collected
MOST_IMPORT_MS = 400  # a simulated board's work for `import lab`
FUEL_PER_MS = 265_000
DRIVERS = FIRMWARE / "lib"
CONFIG = '{"room": "a", "name": "b", "secret": "c", "broker": {"host": "h", "port": 1}, "wifi": []}'
MEASURE = """
import gc
gc.collect(); before = gc.mem_alloc()
from kit import files, link, programs, start
print(gc.mem_alloc() - before)
service = start.Service(files.read("config.json"))
import lab
gc.collect(); print(gc.mem_alloc() - before)
"""


def kit_files() -> list[Path]:
    return [FIRMWARE / "boot.py", FIRMWARE / "main.py", DRIVERS / "lab.py", *sorted((DRIVERS / "kit").glob("*.py"))]


def test_compiled_kit_is_short_enough():
    compiled = [compiled_library() / "lab.mpy", *sorted((compiled_library() / "kit").glob("*.mpy"))]
    assert sum(path.stat().st_size for path in compiled if path.stem not in ON_DEMAND) < MOST_KIT_BYTES


@pytest.mark.parametrize("path", kit_files(), ids=lambda path: path.name)
def test_no_file_asks_which_platform_it_is_on(path):
    assert "sys.platform" not in path.read_text()


def test_kit_fits_in_the_memory_of_a_plain_esp32(tmp_path):
    (tmp_path / "config.json").write_text(CONFIG)
    (tmp_path / "measure.py").write_text(MEASURE)
    with start(tmp_path, str(tmp_path / "measure.py"), heap="130k") as process:
        peak, kept = map(int, process.stdout.read().split())
    assert kept < MOST_HEAP_BYTES
    assert peak < MOST_PEAK_BYTES


def test_traceback_of_a_compiled_file_names_its_line(tmp_path):
    (tmp_path / "wrong.py").write_text("from kit.clock import Clock\nClock().set('soon')\n")
    with start(tmp_path, str(tmp_path / "wrong.py")) as process:
        printed = process.stdout.read()
    line = (DRIVERS / "kit" / "clock.py").read_text().splitlines().index(
        "        self._offset_ms = ms - self.up_ms()"
    ) + 1
    assert f'File "kit/clock.py", line {line}, in set' in printed


def test_library_is_imported_quickly_enough():
    library = compiled_library()
    compiled = {f"lib/{path.relative_to(library).as_posix()}": path.read_bytes() for path in library.rglob("*.mpy")}
    files = {**compiled, "config.json": CONFIG.encode()}
    empty, full = (run_virtual(text, Scenario(10), files=files) for text in ("", "import lab"))
    assert full.error is None
    assert (full.fuel - empty.fuel) / FUEL_PER_MS < MOST_IMPORT_MS
