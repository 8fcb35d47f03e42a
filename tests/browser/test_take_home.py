"""The course in a browser alone says what the kit says. Needs npm's package pyodide: $KIT_PYODIDE names its folder."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from iot_lab.course import load_exercise
from iot_lab.grading.grade import grade
from iot_lab.web.take_home.folder import IN_THE_ROOM, make_folder
from tests.browser.conftest import come_in
from tests.rigs.axe_core import axe_script
from tests.rigs.firefox import find_firefox, running_firefox
from tests.rigs.home_page import ASK, KEEP_ANSWERS, programs, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

ECHO = """
from machine import Pin
import time
button, led = Pin(18, Pin.IN, Pin.PULL_UP), Pin(2, Pin.OUT)
print("ready")
while True:
    led.value(1 - button.value())
    time.sleep_ms(5)
"""
WRITE = """
document.querySelector(".cm-content").focus();
document.execCommand("selectAll");
document.execCommand("insertText", false, arguments[0]);
"""
KEY = """document.querySelector("#drawn-knobs .press").dispatchEvent(
  new KeyboardEvent(arguments[0], { key: " ", bubbles: true }))"""
AXE = "async () => (await axe.run()).violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target} ${node.failureSummary}`))"
WRONG = "from machine import Pin\nled = Pin(2, Pin.OUT)\nled.on()\n"


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
    with serving(folder) as served, closing(chromium.new_page(locale="fr-FR")) as page:
        page.add_init_script(KEEP_ANSWERS)
        page.goto(f"{served if request.param == 'server' else folder.as_uri() + '/'}index.html#/blink")
        yield page


def checked(page: Page, program: str) -> str:
    page.evaluate("window.answer = null; location.hash = '#/blink';")
    page.locator("h1", has_text=load_exercise("blink").titles["fr"]).wait_for()
    page.locator(".cm-content").fill(program)
    page.locator("#check").click()
    return page.wait_for_function("window.answer", timeout=120_000).json_value()


def test_a_wrong_and_a_right_program_get_the_report_that_the_kit_gives(page):
    exercise = load_exercise("blink")

    for program, verdict in ((WRONG, "failed"), (exercise.solution, "passed")):
        found = checked(page, program)

        assert found == json.dumps({"report": grade(exercise, program, language="fr").as_json()})
        page.locator(f'.verdict[data-verdict="{verdict}"]').wait_for()


def test_programs_of_the_course_and_hostile_ones_get_the_reports_that_the_kit_gives(page):
    """A sample of them; KIT_HOME_EVERY=1 compares all, which takes minutes."""
    every = int(os.environ.get("KIT_HOME_EVERY", "60"))

    differing = [
        (exercise.id, name, language)
        for exercise, name, program in programs()[::every]
        for language in ("fr", "en")
        if page.evaluate(ASK, [exercise.id, program, language])
        != json.dumps({"report": grade(exercise, program, language=language).as_json()})
    ]

    assert differing == []


def test_a_program_that_nests_too_deep_for_a_browser_gets_the_report_that_the_kit_gives(page):
    exercise = load_exercise("blink")
    program = "x=" + "not " * 5000 + "1"

    found = checked(page, program)

    assert found == json.dumps({"report": grade(exercise, program, language="fr").as_json()})


def test_a_board_lives_hears_its_button_and_stops(page):
    page.evaluate("location.hash = '#/button'")
    page.locator("h1", has_text=load_exercise("button").titles["fr"]).wait_for()
    page.locator(".cm-content").fill(ECHO)
    page.locator("#run").click()
    expect(page.locator("#drawn-state")).to_have_attribute("data-state", "running")
    expect(page.locator("#console")).to_contain_text("ready")

    page.locator("#drawn-knobs .press").focus()
    page.keyboard.down(" ")
    expect(page.locator("#drawn-said")).to_contain_text("allumée")
    page.keyboard.up(" ")
    expect(page.locator("#drawn-said")).not_to_contain_text("allumée")
    page.keyboard.press("Shift+F8")

    expect(page.locator("#drawn-state")).to_have_attribute("data-state", "stopped")


def test_a_program_that_never_waits_stops_and_one_that_fails_says_why(page):
    page.locator(".cm-content").fill("while True:\n    print('x')\n")
    page.locator("#run").click()
    expect(page.locator("#console")).to_contain_text("x")
    page.locator("#stop").click()
    expect(page.locator("#drawn-state")).to_have_attribute("data-state", "stopped")
    page.locator(".cm-content").fill("1 / 0\n")
    page.locator("#run").click()

    expect(page.locator("#drawn-state")).to_have_attribute("data-state", "failed")
    expect(page.locator("#console")).to_contain_text("ZeroDivisionError")


def test_a_worker_that_dies_is_replaced_and_asked_again(page):
    exercise = load_exercise("blink")
    page.wait_for_function("window.lastWorker")
    page.evaluate("() => { window.lastWorker.postMessage = function () { this.onerror(new ErrorEvent('error')); }; }")

    found = checked(page, exercise.solution)

    assert found == json.dumps({"report": grade(exercise, exercise.solution, language="fr").as_json()})


def test_a_worker_whose_memory_has_grown_is_replaced_between_two_checks(page):
    exercise = load_exercise("blink")
    checked(page, WRONG)
    page.evaluate(
        "() => { window.grown = window.lastWorker; window.grown.onmessage({ data: { id: -1, bytes: 2 ** 28 } }); }"
    )
    page.wait_for_function("window.lastWorker !== window.grown")

    found = checked(page, exercise.solution)

    assert found == json.dumps({"report": grade(exercise, exercise.solution, language="fr").as_json()})


def test_what_can_be_turned_stands_there_before_python_has_started(folder, chromium):
    with serving(folder) as address, closing(chromium.new_page(locale="fr-FR")) as page:
        page.add_init_script("window.Worker = class { postMessage() {} terminate() {} };")
        page.goto(f"{address}index.html#/button")

        expect(page.locator("#drawn-knobs .press")).to_be_visible()


def test_a_board_that_cannot_live_is_run_ahead_and_the_page_says_so(folder, chromium):
    dead = "delete WebAssembly.Suspending; delete WebAssembly.promising;"
    plain, first = ((folder / name).read_text("utf-8") for name in ("index.html", "first.js"))
    (folder / "ahead.html").write_text(plain.replace("first.js", "ahead.js"), "utf-8")
    (folder / "ahead.js").write_text(first.replace('"worker": "', f'"worker": "{dead}', 1), "utf-8")
    with closing(chromium.new_page(locale="fr-FR")) as page:
        page.goto((folder / "ahead.html").as_uri() + "#/button")
        expect(page.locator("#ahead")).to_be_visible()
        page.locator(".cm-content").fill(ECHO)
        page.locator("#run").click()
        expect(page.locator("#console")).to_contain_text("ready")

        page.locator("#drawn-knobs .press").focus()
        page.keyboard.down(" ")
        expect(page.locator("#drawn-said")).to_contain_text("allumée")
        page.keyboard.up(" ")
        expect(page.locator("#drawn-said")).not_to_contain_text("allumée")
        page.locator("#stop").click()

        expect(page.locator("#drawn-state")).to_have_attribute("data-state", "stopped")


def test_a_browser_that_is_too_old_is_told_so_and_downloads_nothing(folder, chromium):
    with serving(folder) as address, closing(chromium.new_page(locale="fr-FR")) as page:
        asked = []
        page.on("request", lambda one: asked.append(one.url.removeprefix(address)))
        page.add_init_script("delete WebAssembly.JSTag")
        page.goto(f"{address}index.html#/blink")
        expect(page.locator("#saved")).to_contain_text("trop ancien")
        page.locator("#run").click()
        page.locator("#check").click()

        expect(page.locator("#verdict")).to_contain_text("trop ancien")
        assert not [one for one in asked if one.startswith(("pack", "offline"))]


def test_work_goes_from_home_to_the_room_and_back(folder, chromium, kit):
    shutil.copytree(folder, kit.data / IN_THE_ROOM, dirs_exist_ok=True)
    solution = load_exercise("blink").solution
    with (
        closing(chromium.new_context(locale="fr-FR", base_url=kit.url)) as home,
        closing(chromium.new_context(locale="fr-FR", base_url=kit.url)) as classroom,
    ):
        at_home, here, trainer = home.new_page(), classroom.new_page(), chromium.new_page()
        at_home.goto("/home/#/blink")
        at_home.locator(".cm-content").fill(solution)
        at_home.locator("#check").click()
        at_home.locator('.verdict[data-verdict="passed"]').wait_for()
        at_home.goto("/home/#/")
        with at_home.expect_download() as brought:
            at_home.locator("#save-work").click()
        come_in(here, kit, "Nadia")
        here.goto("/exercises")
        here.locator("#work-file").set_input_files(brought.value.path())
        here.locator("form[action='/work'] button").click()
        expect(here.locator("main")).to_contain_text("1 exercice réussi à la maison est vérifié ici")
        trainer.goto(kit.trainer_link())
        trainer.goto(f"{kit.url}/group")
        expect(trainer.locator("body")).to_contain_text("Nadia")
        here.goto("/exercises")
        expect(here.locator(".node", has_text=load_exercise("blink").titles["fr"])).to_have_attribute(
            "data-sign", "passed"
        )

        here.goto("/exercises/blink")
        expect(here.locator("body")).to_have_attribute("data-editor", "ready")
        expect(here.locator(".cm-content")).to_contain_text(solution.splitlines()[-1].strip())
        here.locator(".cm-content").fill("# en classe\n")
        expect(here.locator("#saved")).to_contain_text("Gardé à")
        here.goto("/exercises")
        with here.expect_download() as taken:
            here.locator("a[href='/work/iot-lab-work.json']").click()
        at_home.locator("#load-work").set_input_files(taken.value.path())
        expect(at_home.locator("#kept-said")).to_contain_text("1")
        at_home.goto("/home/#/blink")
        expect(at_home.locator(".cm-content")).to_contain_text("# en classe")


def test_firefox_gives_the_same_report_and_runs_the_board(folder):
    path = find_firefox()
    if path is None:
        pytest.skip("no Firefox")
    exercise = load_exercise("button")
    with serving(folder) as address, running_firefox(path) as firefox:
        firefox.goto(f"{address}index.html#/button")
        firefox.until("return document.querySelector('#drawn-knobs .press') !== null")
        firefox.run(WRITE, exercise.solution)
        firefox.click("#check")
        firefox.until("return document.querySelector('.verdict[data-verdict=passed]') !== null")
        firefox.run(WRITE, ECHO)
        firefox.click("#run")
        firefox.until("return document.getElementById('console').textContent.includes('ready')")
        firefox.run(KEY, "keydown")
        firefox.until("return document.getElementById('drawn-said').textContent.includes('allumée')")
        firefox.run(KEY, "keyup")
        firefox.until("return !document.getElementById('drawn-said').textContent.includes('allumée')")
        firefox.click("#stop")
        firefox.until("return document.getElementById('drawn-state').dataset.state === 'stopped'")


def test_axe_finds_nothing_and_no_page_is_wider_than_its_window(page):
    page.evaluate(axe_script())
    for language in ("fr", "en"):
        for place in ("#/", "#/button"):
            page.evaluate("place => { location.hash = place; }", place)
            page.locator(".node" if place == "#/" else ".cm-content").first.wait_for()
            assert page.evaluate(AXE) == [], (language, place)
            for width in (360, 768, 1366, 1920):
                page.set_viewport_size({"width": width, "height": 768})
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (language, place, width)
        page.locator("#language").click()


PLACES = ("#panel-statement", ".cm-editor", "#run", "#verdict", "#drawn-picture", "#console")
OUTSIDE = """(places) => places.filter((place) => {
  const seen = document.querySelector(place).getBoundingClientRect();
  return seen.width < 60 || seen.height < 20 || seen.top < 0 || seen.top >= innerHeight;
})"""


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_statement_editor_verdict_and_board_stand_in_the_window_beside_each_other(page, size):
    page.evaluate("location.hash = '#/blink'")
    page.locator("h1", has_text=load_exercise("blink").titles["fr"]).wait_for()
    page.set_viewport_size({"width": size[0], "height": size[1]})

    assert page.evaluate(OUTSIDE, PLACES) == []
    assert page.locator(".cm-editor").bounding_box()["height"] > size[1] / 4
    assert page.locator("#panel-statement").bounding_box()["height"] > size[1] / 2


def test_the_page_opens_again_without_its_server(folder, chromium):
    with closing(chromium.new_context(locale="fr-FR")) as context:
        with serving(folder) as address:
            page = context.new_page()
            page.goto(f"{address}index.html#/blink")
            page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.reload()

        expect(page.locator("#saved")).to_be_empty()
        page.locator("#check").click()
        page.locator('.verdict[data-verdict="failed"]').wait_for()


def test_the_folder_holds_the_licences(folder):
    text = (folder / "LICENCES.txt").read_text("utf-8")
    assert "Copyright (C) 2018 by Marijn Haverbeke" in text
    assert "Mozilla Public License Version 2.0" in text

    assert "GPL-3.0-or-later" in text
    assert "CC BY-SA 4.0" in text
    assert "https://github.com/pyodide/pyodide" in text
