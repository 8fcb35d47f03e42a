"""What we change inside esptool is still there: a new esptool that moved it fails here, not in a classroom."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
import threading
import zlib

import esptool.loader

from iot_lab.boards import esptool_speed
from iot_lab.boards.esptool_speed import SharedCompression


def test_this_esptool_allows_every_change():
    assert importlib.metadata.version("esptool").startswith("5.6.")
    assert esptool_speed.speed_up() == []


def test_changed_checksum_is_esptools(monkeypatch):
    data = bytes(range(256)) * 3 + b"odd"
    expected = 0xEF
    for byte in data:
        expected ^= byte
    assert esptool.loader.ESPLoader.checksum(data) == expected


def test_another_esptool_is_left_alone(monkeypatch):
    monkeypatch.setattr(esptool.loader, "HexFormatter", lambda other: other)
    monkeypatch.setattr(esptool.loader.ESPLoader, "checksum", staticmethod(lambda _data, _state=0: 7))
    monkeypatch.delattr(esptool.loader.ESPLoader, "WRITE_FLASH_ATTEMPTS")
    assert esptool_speed.speed_up() == ["HexFormatter", "checksum", "WRITE_FLASH_ATTEMPTS"]
    assert esptool.loader.ESPLoader.checksum(b"") == 7


def test_boards_share_one_compressed_image():
    shared, content = SharedCompression(), b"MicroPython" * 5000
    results = []
    threads = [threading.Thread(target=lambda: results.append(shared.compress(content, 9))) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [zlib.compress(content, 9)] * 5
    assert len({id(result) for result in results}) == 1


def test_esptool_never_writes_on_the_screen():
    code = "import iot_lab.boards.session; from esptool.logger import log; log.print('a'); log.warn('b'); log.err('c')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    assert (done.stdout, done.stderr) == (b"", b"")
