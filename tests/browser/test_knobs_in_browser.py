"""A person turns the world around a simulated board on its page."""

from __future__ import annotations

import json
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.rigs.running_kit import wait_until


@pytest.fixture(autouse=True)
def trainer(page, kit):
    """Who may turn any board's knobs: a learner of another file may own this one by now."""
    page.goto(kit.trainer_link())


@pytest.fixture
def climate(page):
    page.goto("/boards/capteur-01?window=1m")
    expect(page.locator("#knobs")).to_be_visible()
    return page


def state(kit, board, knob):
    with urllib.request.urlopen(f"{kit.url}/api/boards/{board}/knobs", timeout=5) as answer:
        return next(one for one in json.load(answer)["knobs"] if one["id"] == knob)


def test_slider_turned_with_the_keyboard_changes_what_the_board_measures(climate, kit):
    slider = climate.get_by_role("slider", name="Température")
    slider.focus()
    climate.keyboard.press("End")
    expect(climate.locator(".chart[data-series='temperature'] .value")).to_have_text("80,0", timeout=20_000)
    assert state(kit, "capteur-01", "0.temperature_c")["held"]
    climate.get_by_role("button", name="Température: Relâcher").click()
    wait_until(lambda: not state(kit, "capteur-01", "0.temperature_c")["held"])
    expect(slider).to_be_focused()
    expect(climate.get_by_role("button", name="Température: Automatique")).to_be_disabled()


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_button_is_pressed_as_long_as_it_is_held(page, kit, way):
    page.goto("/boards/capteur-03")
    button = page.get_by_role("button", name="Appuyer")
    button.focus()
    button.hover()
    page.mouse.down() if way == "mouse" else page.keyboard.down(" ")
    expect(button).to_have_attribute("aria-pressed", "true")
    wait_until(lambda: state(kit, "capteur-03", "1.press")["value"] == 1)
    page.mouse.up() if way == "mouse" else page.keyboard.up(" ")
    wait_until(lambda: state(kit, "capteur-03", "1.press")["value"] == 0)
    expect(button).to_have_attribute("aria-pressed", "false")


def test_board_out_of_reach_of_the_wifi_goes_offline_and_comes_back(page):
    page.goto("/boards/capteur-02")
    switch = page.get_by_role("switch", name="Wi-Fi à portée")
    switch.uncheck()
    expect(page.locator(".board-title .state-word")).to_have_text("Hors ligne", timeout=15_000)
    switch.check()
    expect(page.locator(".board-title .state-word")).to_have_text("En ligne", timeout=15_000)


def test_knobs_speak_the_language_of_the_page(climate):
    climate.get_by_role("button", name="English").click()
    expect(climate.get_by_role("slider", name="Temperature")).to_be_visible()
    expect(climate.get_by_role("heading", name="The world around the board")).to_be_visible()
    climate.get_by_role("button", name="Français").click()
    expect(climate.get_by_role("slider", name="Température")).to_be_visible()
