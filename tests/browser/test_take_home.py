"""The course in a browser alone says what the kit says. Needs npm's package pyodide: $KIT_PYODIDE names its folder."""

from __future__ import annotations

import json
import os
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from iot_lab.course import load_exercise
from iot_lab.grading.grade import grade
from iot_lab.web.take_home.folder import make_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

KEEP_ANSWERS = """
const Real = Worker;
window.Worker = class extends Real {
  constructor(address) {
    super(address);
    this.addEventListener("message", ({ data }) => { if (data.said) window.answer = data.said; });
  }
};
"""
WRONG = "from machine import Pin\nled = Pin(2, Pin.OUT)\nled.on()\n"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    package = os.environ.get("KIT_PYODIDE")
    if package is None:
        pytest.skip("npm's package pyodide is not here: $KIT_PYODIDE names its folder")
    made = tmp_path_factory.mktemp("home")
    assert make_folder(made, Path(package)) < 7_500_000
    return made


@pytest.fixture(scope="module", params=["server", "file"])
def page(request, folder, chromium: Browser) -> Iterator[Page]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/" if request.param == "server" else folder.as_uri() + "/"
        page = chromium.new_page(locale="fr-FR")
        page.add_init_script(KEEP_ANSWERS)
        page.goto(f"{address}index.html#/blink")
        yield page
        page.close()
        server.shutdown()


def checked(page: Page, program: str) -> str:
    page.evaluate("window.answer = null")
    page.locator(".cm-content").fill(program)
    page.locator("#check").click()
    return page.wait_for_function("window.answer", timeout=120_000).json_value()


def test_a_wrong_and_a_right_program_get_the_report_that_the_kit_gives(page):
    exercise = load_exercise("blink")

    for program, verdict in ((WRONG, "failed"), (exercise.solution, "passed")):
        found = checked(page, program)

        assert found == json.dumps({"report": grade(exercise, program, language="fr").as_json()})
        page.locator(f'.verdict[data-verdict="{verdict}"]').wait_for()


def test_a_program_that_nests_too_deep_for_a_browser_gets_the_report_that_the_kit_gives(page):
    exercise = load_exercise("blink")
    program = "x=" + "not " * 5000 + "1"

    found = checked(page, program)

    assert found == json.dumps({"report": grade(exercise, program, language="fr").as_json()})


def test_the_folder_holds_the_licences(folder):
    text = (folder / "LICENCES.txt").read_text("utf-8")

    assert "GPL-3.0-or-later" in text
    assert "CC BY-SA 4.0" in text
    assert "https://github.com/pyodide/pyodide" in text
