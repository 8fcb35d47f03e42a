"""`iot-lab firmware`: what is kept, a file from a USB stick, a download that goes on, and a laptop without internet."""

from __future__ import annotations

import hashlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from iot_lab.boards.errors import FetchChanged, FetchFailed, NotFirmware
from iot_lab.boards.official import BUILDS, NoOfficialBuild, official_address
from tests.rigs.commands import run
from tests.rigs.flash import images
from tests.rigs.running_kit import free_port


class Site:
    """A server of one file; `cut_at` ends the answer early, once."""

    def __init__(self):
        self.content = images.firmware("ESP32")
        self.cut_at: int | None = None
        self.ranges: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                asked = self.headers.get("Range", "")
                site.ranges.append(asked)
                start = int(asked.removeprefix("bytes=").removesuffix("-") or 0)
                rest = site.content[start:]
                self.send_response(206 if asked else 200)
                self.send_header("Content-Length", str(len(rest)))
                self.send_header("ETag", f'"{hashlib.sha256(site.content).hexdigest()[:8]}"')
                self.end_headers()
                cut, site.cut_at = site.cut_at, None
                self.wfile.write(rest[:cut])

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/ESP32.bin"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02})
        self.thread.start()

    def close(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def site():
    site = Site()
    yield site
    site.close()


def test_nothing_kept_says_how_to_get_it(hub):
    done = run(hub, "firmware", "list", language="en")
    assert (done.code, "iot-lab firmware fetch" in done.said) == (0, True)


def test_file_of_a_usb_stick_is_checked_kept_and_listed_with_its_sum(hub):
    file = hub.folder / "ESP32_S3.bin"
    file.write_bytes(images.firmware("ESP32-S3"))
    added = run(hub, "firmware", "add", str(file))
    assert hashlib.sha256(file.read_bytes()).hexdigest() in added.said
    listed = run(hub, "firmware", "list").said
    assert ("ESP32-S3" in listed, "v1.27.0" in listed, "ESP32_S3.bin" in listed) == (True, True, True)


def test_web_page_saved_as_bin_is_refused(hub):
    file = hub.folder / "ESP32.bin"
    file.write_bytes(b"<html>")
    assert isinstance(run(hub, "firmware", "add", str(file)).error, NotFirmware)


def test_interrupted_download_goes_on_where_it_stopped(hub, site):
    site.cut_at = 70_000
    assert isinstance(run(hub, "firmware", "fetch", "--from", site.address).error, FetchFailed)
    done = run(hub, "firmware", "fetch", "--from", site.address)
    assert done.code == 0
    assert hashlib.sha256(site.content).hexdigest() in done.said
    assert site.ranges[0] == ""
    assert site.ranges[1].startswith("bytes=")


def test_file_that_changed_is_refused_until_it_is_accepted(hub, site):
    assert run(hub, "firmware", "fetch", "--from", site.address).code == 0
    site.content = images.firmware("ESP32", seed=9)
    assert isinstance(run(hub, "firmware", "fetch", "--from", site.address).error, FetchChanged)
    assert run(hub, "firmware", "fetch", "--from", site.address, "--accept").code == 0


def test_without_internet_the_error_says_how_to_bring_the_file(hub):
    from iot_lab.texts import texts

    done = run(hub, "firmware", "fetch", "--from", f"http://127.0.0.1:{free_port()}/x.bin")
    assert isinstance(done.error, FetchFailed)
    assert "clé USB" in texts("fr").explain(done.error).next_step


def test_every_chip_has_one_official_address_however_it_is_written():
    addresses = {official_address(chip) for chip in BUILDS}
    assert len(addresses) == len(BUILDS)
    assert official_address("esp32s3") == official_address("ESP32-S3")
    assert official_address("ESP32").startswith("https://micropython.org/resources/firmware/ESP32_GENERIC-2")


def test_chip_without_official_build_is_named(hub):
    error = run(hub, "firmware", "fetch", "ESP8266").error
    assert isinstance(error, NoOfficialBuild)
    assert "ESP32-C3" in error.details["known"]
