"""What the kit takes of a board: memory, start-up work, lines to read. Budgets stand in docs/firmware.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from unix_board import FIRMWARE, start

from iot_lab.simulator import Scenario, run_virtual
from iot_lab.simulator.demos import library

if TYPE_CHECKING:
    from pathlib import Path

MOST_LINES = 1500
MOST_HEAP_BYTES = 75_000  # of 100 KB, with 8-byte words; an ESP32's are half as long
MOST_IMPORT_MS = 1000  # compiled by the board itself; the flash station sends .mpy files, which need a fraction
FUEL_PER_MS = 265_000
DRIVERS = FIRMWARE / "lib"
CONFIG = '{"room": "a", "name": "b", "secret": "c", "broker": {"host": "h", "port": 1}, "wifi": []}'
MEASURE = """
import gc
gc.collect(); before = gc.mem_alloc()
from kit import files, link, programs, start
service = start.Service(files.read("config.json"))
import lab
gc.collect(); print(gc.mem_alloc() - before)
"""


def kit_files() -> list[Path]:
    return [FIRMWARE / "boot.py", FIRMWARE / "main.py", DRIVERS / "lab.py", *sorted((DRIVERS / "kit").glob("*.py"))]


def test_firmware_is_read_in_twenty_minutes():
    assert sum(len(path.read_text().splitlines()) for path in kit_files()) < MOST_LINES


@pytest.mark.parametrize("path", kit_files(), ids=lambda path: path.name)
def test_no_file_asks_which_platform_it_is_on(path):
    assert "sys.platform" not in path.read_text()


def test_kit_fits_in_the_memory_of_a_plain_esp32(tmp_path):
    (tmp_path / "config.json").write_text(CONFIG)
    (tmp_path / "measure.py").write_text(MEASURE)
    with start(tmp_path, str(tmp_path / "measure.py"), heap="100k") as process:
        printed = process.stdout.read()
    assert int(printed.split()[-1]) < MOST_HEAP_BYTES


def test_library_is_imported_quickly_enough():
    files = {**library(), "config.json": CONFIG.encode()}
    empty, full = (run_virtual(text, Scenario(10), files=files) for text in ("", "import lab"))
    assert full.error is None
    assert (full.fuel - empty.fuel) / FUEL_PER_MS < MOST_IMPORT_MS
