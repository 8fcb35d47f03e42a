"""Firmware is kept checked, and fetched from a server that fails in the ways servers do."""

from __future__ import annotations

import http.server
import threading

import pytest

from iot_lab.boards import errors
from iot_lab.boards.firmware_cache import FirmwareCache
from tests.rigs.flash import images


@pytest.fixture
def cache(tmp_path):
    return FirmwareCache(tmp_path / "firmware", clock_s=lambda: 1_800_000_000)


class Server(http.server.ThreadingHTTPServer):
    """Serves one file with ranges; `cut_after` ends an answer early, `asked` are the ranges asked for."""

    content = b""
    cut_after: int | None = None
    knows_ranges = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.asked = []

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}/ESP32_GENERIC-v1.27.0.bin"


class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        wanted, server = self.headers.get("Range"), self.server
        server.asked.append(wanted)
        tag = f'"{hash(server.content)}"'
        start = 0
        if wanted and server.knows_ranges and self.headers.get("If-Range") == tag:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
        body = server.content[start:]
        self.send_response(206 if start else 200)
        self.send_header("ETag", tag)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: server.cut_after])

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    server = Server()
    server.content = images.firmware("ESP32")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_file_from_a_usb_stick_is_kept_and_found_again(cache, tmp_path):
    (tmp_path / "stick.bin").write_bytes(images.firmware("ESP32-S3", version="v1.27.0"))
    kept = cache.add(tmp_path / "stick.bin")
    (tmp_path / "stick.bin").unlink()
    assert (kept.chip, kept.version, kept.source) == ("ESP32-S3", "v1.27.0", "stick.bin")
    again = FirmwareCache(tmp_path / "firmware")
    assert again.entries() == [kept]
    assert again.newest("ESP32-S3").sha256 == kept.sha256


def test_newest_is_the_greatest_version_not_the_last_added(cache, tmp_path):
    for version in ("v1.9.4", "v1.27.0", "v1.27.0-preview.3", "v1.26"):
        (tmp_path / "one.bin").write_bytes(images.firmware("ESP32", version=version))
        cache.add(tmp_path / "one.bin")
    assert cache.newest("ESP32").version == "v1.27.0"
    assert cache.entries()[0].version == "v1.27.0"


def test_chip_without_firmware_is_named(cache):
    with pytest.raises(errors.NoFirmware) as caught:
        cache.newest("ESP32-C6")
    assert caught.value.details == {"chip": "ESP32-C6"}


def test_file_damaged_in_the_cache_is_refused(cache, tmp_path):
    (tmp_path / "one.bin").write_bytes(images.firmware("ESP32"))
    path = tmp_path / "firmware" / f"{cache.add(tmp_path / 'one.bin').sha256}.bin"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(errors.FirmwareDamaged):
        FirmwareCache(tmp_path / "firmware").newest("ESP32")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"firmwares": 7}', "[" * 100_000, "\0" * 99])
def test_broken_index_is_copied_aside_and_made_again_from_the_files(cache, tmp_path, content):
    (tmp_path / "one.bin").write_bytes(images.firmware("ESP32"))
    kept = cache.add(tmp_path / "one.bin")
    index = tmp_path / "firmware" / "index.json"
    index.write_text(content)
    found = FirmwareCache(tmp_path / "firmware").entries()
    assert [(one.sha256, one.chip, one.version, one.size) for one in found] == [
        (kept.sha256, kept.chip, kept.version, kept.size)
    ]
    assert next(tmp_path.glob("firmware/damaged/*/index.json")).read_text() == content


def test_absent_file_is_named(cache, tmp_path):
    with pytest.raises(errors.FirmwareFileUnreadable):
        cache.add(tmp_path / "absent.bin")


def test_download_is_kept_and_its_progress_told(cache, server):
    told = []
    kept = cache.fetch(server.address, lambda done, total: told.append((done, total)))
    assert kept.source == server.address
    assert told[-1] == (len(server.content), len(server.content))


def test_cut_download_goes_on_where_it_stopped(cache, server):
    server.cut_after = 100_000
    with pytest.raises(errors.FetchFailed):
        cache.fetch(server.address)
    server.cut_after = None
    assert cache.fetch(server.address).chip == "ESP32"
    assert server.asked == [None, "bytes=100000-"]


def test_file_that_changed_since_the_cut_is_fetched_whole(cache, server):
    server.cut_after = 100_000
    with pytest.raises(errors.FetchFailed):
        cache.fetch(server.address)
    server.cut_after, server.content = None, images.firmware("ESP32", version="v1.28.0")
    assert cache.fetch(server.address).version == "v1.28.0"


def test_server_without_ranges_is_asked_for_all(cache, server):
    server.cut_after, server.knows_ranges = 100_000, False
    with pytest.raises(errors.FetchFailed):
        cache.fetch(server.address)
    server.cut_after = None
    assert cache.fetch(server.address).chip == "ESP32"


def test_address_that_gives_other_bytes_later_is_refused_until_accepted(cache, server):
    trusted = cache.fetch(server.address)
    server.content = images.firmware("ESP32", seed=99)
    with pytest.raises(errors.FetchChanged) as caught:
        cache.fetch(server.address)
    assert caught.value.details["trusted"] == trusted.sha256[:16]
    assert [one.sha256 for one in cache.entries()] == [trusted.sha256]
    assert cache.fetch(server.address, accept=True).sha256 != trusted.sha256


def test_page_instead_of_a_firmware_is_not_kept(cache, server):
    server.content = b"<!doctype html><title>Sign in to the hotel's Wi-Fi</title>"
    with pytest.raises(errors.NotFirmware):
        cache.fetch(server.address)
    assert cache.entries() == []


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://host/a.bin", "http://127.0.0.1:1/a.bin", "nonsense"])
def test_address_that_gives_nothing_is_named(cache, address):
    with pytest.raises(errors.FetchFailed):
        cache.fetch(address)
