"""The live pages in a real browser, with the real kit and three simulated boards."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.rigs.running_kit import RunningKit

CARDS = "#cards > .card"


def pixels(page):
    return page.evaluate("document.querySelector('.plot canvas').toDataURL()")


def wait_for_new_pixels(page):
    before = pixels(page)
    page.wait_for_function("before => document.querySelector('.plot canvas').toDataURL() !== before", arg=before)


def test_three_boards_are_seen_live(page):
    page.goto("/")
    expect(page.locator(CARDS)).to_have_count(3)
    expect(page.locator("#indicator")).to_have_text("En direct")
    expect(page.locator("[data-state=online]").first).to_have_text("En ligne")
    expect(page.locator(".spark path").first).to_have_attribute("d", re.compile("^M.+L"))


def test_last_seen_moves_without_a_reload(page):
    page.goto("/")
    seen = page.locator(f"{CARDS} .seen").first
    before = seen.inner_text()
    expect(seen).not_to_have_text(before)


def test_chart_moves_and_speaks(page):
    page.goto("/boards/capteur-01?window=1m")
    expect(page.locator(".plot canvas").first).to_be_visible()
    wait_for_new_pixels(page)
    expect(page.locator(".summary").first).to_contain_text("Entre")
    expect(page.locator(".counts").first).to_contain_text("enregistrée")


def test_table_says_the_same_as_the_chart(page):
    page.goto("/boards/capteur-01?window=1m")
    page.locator("summary", has_text="Tableau des valeurs").first.click()
    expect(page.locator("tbody tr").first).to_be_visible()


@pytest.mark.parametrize("window", ["1 min", "1 h", "Tout"])
def test_window_is_chosen_in_place(page, window):
    page.goto("/boards/capteur-01")
    page.evaluate("window.isSamePage = true")
    page.get_by_role("link", name=window, exact=True).click()
    expect(page.locator(".windows [aria-current]")).to_have_text(window)
    expect(page.locator(".summary").first).to_contain_text(f": {window})")
    assert page.evaluate("window.isSamePage")


def test_stretch_is_chosen_by_dragging_and_left_with_the_keyboard(page):
    page.goto("/boards/capteur-01")
    chart = page.locator(".chart[data-drawn]").first
    expect(chart).to_be_visible()
    plot = chart.locator(".plot")
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    page.mouse.move(box["x"] + 0.4 * box["width"], box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.7 * box["width"], box["y"] + 70, steps=4)
    page.mouse.up()
    expect(chart.locator(".summary")).to_contain_text("durée affichée : de")
    expect(page.locator("#pause")).to_have_attribute("aria-pressed", "true")
    plot.focus()
    page.keyboard.press("0")
    expect(chart.locator(".summary")).to_contain_text("10 min")
    page.keyboard.press(" ")
    expect(page.locator("#pause")).to_have_text("Suivre le direct")


def test_several_series_are_compared_in_one_chart(page):
    page.goto("/boards/capteur-01")
    page.locator("#overlay summary").click()
    legend = page.locator("#overlay-legend li")
    expect(legend.nth(1).locator("output")).not_to_be_empty()
    legend.nth(1).locator("input").uncheck()
    expect(legend.nth(1).locator("output")).to_be_empty()


def test_language_changes_in_place_and_is_remembered(page):
    page.goto("/boards/capteur-01")
    expect(page.locator("#indicator")).to_have_text("En direct")
    page.evaluate("window.canvas = document.querySelector('canvas')")
    page.get_by_role("button", name="English").click()
    expect(page.locator("#indicator")).to_have_text("Live")
    expect(page.get_by_role("heading", name="About this board")).to_be_visible()
    expect(page.locator(".summary").first).to_contain_text("Between")
    expect(page.locator(".counts").first).to_contain_text("stored")
    assert page.evaluate("window.canvas === document.querySelector('canvas')")
    page.goto("/exercises")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="Français").click()
    expect(page.get_by_role("heading", name="Exercices")).to_be_visible()


COUNT_STREAMS = """window.streams = 0;
window.EventSource = class extends EventSource { constructor(...all) { super(...all); window.streams += 1; } };"""


def test_two_tabs_share_one_stream(context, kit):
    first, second = context.new_page(), context.new_page()
    for page in (first, second):
        page.add_init_script(COUNT_STREAMS)
        page.goto("/")
        expect(page.locator("#indicator")).to_have_text("En direct")
    seen = first.locator(f"{CARDS} .seen").first
    expect(seen).not_to_have_text(seen.inner_text())
    assert [page.evaluate("window.streams") for page in (first, second)] == [0, 0], "the stream is the worker's"


def test_page_without_shared_workers_is_live_too(page):
    page.add_init_script("delete window.SharedWorker")
    page.goto("/")
    expect(page.locator("#indicator")).to_have_text("En direct")


def test_page_without_scripts_shows_boards_and_changes_language(chromium, kit):
    with closing(chromium.new_context(java_script_enabled=False, base_url=kit.url, locale="fr-FR")) as context:
        page = context.new_page()
        page.goto("/")
        expect(page.locator(CARDS)).to_have_count(3)
        expect(page.locator("#indicator")).to_be_hidden()
        page.get_by_role("button", name="English").click()
        expect(page.get_by_role("heading", name="Boards in the room")).to_be_visible()


def test_lost_server_is_said_and_found_again_without_a_reload(chromium, tmp_path):
    kit = RunningKit(tmp_path / "data", "--simulate", "3")
    kit.start()
    with closing(chromium.new_context(base_url=kit.url, locale="fr-FR")) as context:
        page = context.new_page()
        page.goto("/")
        expect(page.locator(CARDS)).to_have_count(3, timeout=20_000)
        page.evaluate("window.isSamePage = true")
        kit.process.kill()
        kit.process.wait()
        expect(page.locator("#banner strong")).to_have_text("Pas en direct")
        expect(page.locator("#banner .icon-unlinked")).to_be_visible()
        expect(page.locator(".banner-detail")).to_contain_text(re.compile(r"reçues à \d\d:\d\d:\d\d"))
        expect(page.locator("body")).to_have_attribute("data-link", "lost")
        seen = page.locator(f"{CARDS} .seen").first
        before = seen.inner_text()
        kit.start()
        expect(page.locator("#banner")).to_be_hidden(timeout=20_000)
        expect(page.locator("#indicator")).to_have_text("En direct")
        expect(seen).not_to_have_text(before)
        assert page.evaluate("window.isSamePage")
    kit.interrupt()


@pytest.fixture(scope="module")
def other_kit(tmp_path_factory):
    """A kit of this file's own: its boards may stop."""
    kit = RunningKit(tmp_path_factory.mktemp("other-kit") / "data", "--simulate", "3")
    kit.start()
    yield kit
    kit.interrupt()


@pytest.fixture
def other_page(chromium, other_kit):
    with closing(chromium.new_context(base_url=other_kit.url, locale="fr-FR")) as context:
        yield context.new_page()


def send(kit, *words):
    command = [sys.executable, "-m", "iot_lab", "send", *words, "--data", str(kit.data)]
    return subprocess.run(command, check=False, capture_output=True)


def test_values_of_a_board_whose_program_stopped_grow_old_while_it_stays_online(other_kit, other_page, tmp_path):
    other_page.goto("/")
    card = other_page.locator("[data-board=capteur-02]")
    expect(card.locator(".spark path").first).to_have_attribute("d", re.compile("^M.+L"), timeout=20_000)
    expect(card.locator(".program-state")).to_have_text("programme en marche")
    expect(card.locator("[data-stale]")).to_have_count(0)
    assert send(other_kit, "--stop", "capteur-02").returncode == 0
    expect(card.locator(".program-state")).to_have_text("programme arrêté")
    expect(card.locator("[data-stale] .age").first).to_have_text(re.compile("^il y a"), timeout=30_000)
    expect(card.locator("[data-state]")).to_have_attribute("data-state", "online")
    expect(other_page.locator("[data-board=capteur-01] [data-stale]")).to_have_count(0)
    wrong = tmp_path / "wrong.py"
    wrong.write_text("count = 0\nprint(10 / count)\n", encoding="utf-8")
    send(other_kit, "capteur-02", str(wrong))
    expect(card.locator(".program-state")).to_have_text("programme arrêté par une erreur, ligne 2")


def test_error_of_the_log_is_said_in_words_as_soon_as_it_comes_and_in_both_languages(other_kit, other_page, tmp_path):
    program = tmp_path / "misspelt.py"
    program.write_text("from machine import Pin\nred = Pin(2, Pin.OUT)\nred.onn()\n", encoding="utf-8")
    other_page.goto("/boards/capteur-03")
    expect(other_page.locator("#indicator")).to_have_text("En direct")
    explained = other_page.locator("#log-explained")
    expect(explained).to_be_hidden()
    send(other_kit, "capteur-03", str(program))
    expect(explained.locator("code").first).to_have_text("red", timeout=30_000)
    expect(explained).to_contain_text("Ligne 3")
    expect(explained).to_contain_text("n’a pas onn")
    other_page.get_by_role("button", name="English").click()
    expect(explained).to_contain_text("Line 3")


DRAWN_LINES = """
for (const call of ["moveTo", "lineTo"]) {
  const plain = Path2D.prototype[call];
  Path2D.prototype[call] = function (x, y) { (this.points ??= []).push([x, y]); plain.call(this, x, y); };
}
const stroke = CanvasRenderingContext2D.prototype.stroke;
CanvasRenderingContext2D.prototype.stroke = function (path) {
  if (path?.points?.length > 4) this.canvas.line = path.points;
  path ? stroke.call(this, path) : stroke.call(this);
};
"""
IS_DRAWN_IN = """([name, shape]) => {
  const line = document.querySelector(`.chart[data-series="${name}"] canvas`)?.line;
  const isSlanted = line?.some(([x, y], place) => place && x !== line[place - 1][0] && y !== line[place - 1][1]);
  return line !== undefined && (isSlanted ? "slants" : "steps") === shape;
}"""


def test_switch_is_drawn_in_steps_and_a_temperature_is_not(other_kit, other_page, tmp_path):
    other_page.add_init_script(DRAWN_LINES)
    other_page.goto("/boards/capteur-01?window=1m")
    other_page.wait_for_function(IS_DRAWN_IN, arg=["temperature", "slants"])
    program = tmp_path / "switch.py"
    program.write_text(
        "import lab, time\nis_on = 0\nwhile True:\n"
        "    lab.publish('light', is_on)\n    is_on = 1 - is_on\n    time.sleep_ms(300)\n",
        encoding="utf-8",
    )
    assert send(other_kit, "capteur-01", str(program)).returncode == 0
    other_page.goto("/boards/capteur-01?window=1m")
    other_page.wait_for_function(IS_DRAWN_IN, arg=["light", "steps"])


def test_thirty_boards_stand_on_one_screen_of_an_old_computer_trouble_first(chromium, tmp_path):
    kit = RunningKit(tmp_path / "data", "--simulate", "30")
    kit.start()
    with closing(
        chromium.new_context(base_url=kit.url, locale="fr-FR", viewport={"width": 1366, "height": 768})
    ) as context:
        page = context.new_page()
        page.goto("/")
        expect(page.locator(f"{CARDS}:has(.reading)")).to_have_count(30, timeout=30_000)
        box = page.locator(CARDS).last.bounding_box()
        assert box["y"] + box["height"] <= 768
        page.evaluate("scrollTo(0, 0)")
        command = [sys.executable, "-m", "iot_lab", "send", "--stop", "capteur-17", "--data", str(kit.data)]
        subprocess.run(command, check=True, capture_output=True)
        expect(page.locator(CARDS).first).to_have_attribute("data-board", "capteur-17", timeout=30_000)
    kit.interrupt()
