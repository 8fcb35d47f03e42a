"""An exercise in a real browser: editor, verdict, hints, and a program that is never lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from iot_lab.course import load_exercise

EDITOR = ".cm-content"


@pytest.fixture
def exercise(page):
    page.goto("/exercises/blink")
    expect(page.locator("body")).to_have_attribute("data-editor", "ready")
    return page


def write(page, program):
    page.locator(EDITOR).click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(program)


def test_right_program_passes_with_the_keyboard_alone(exercise):
    keep = "program => localStorage.setItem('iot-lab:program:blink', program)"
    exercise.evaluate(keep, load_exercise("blink").solution)
    exercise.reload()
    exercise.locator(EDITOR).click()
    exercise.keyboard.press("ControlOrMeta+Enter")
    expect(exercise.locator("#verdict h2")).to_have_text("Réussi")
    expect(exercise.locator(".verdict-head > .icon-passed")).to_be_visible()


def test_wrong_program_gets_expected_seen_and_hints_one_at_a_time(exercise):
    write(exercise, "print('bonjour')")
    exercise.get_by_role("button", name="Vérifier").click()
    expect(exercise.locator("#verdict h2")).to_have_text("À revoir")
    expect(exercise.locator(".expected").first).to_contain_text("Observé")
    second = exercise.get_by_text("Un indice plus précis (2/2)")
    expect(second).to_be_hidden()
    exercise.get_by_text("Un indice (1/2)").click()
    expect(second).to_be_visible()


def test_verdict_follows_the_language(exercise):
    exercise.get_by_role("button", name="Vérifier").click()
    expect(exercise.locator("#verdict h2")).to_have_text("À revoir")
    exercise.get_by_role("button", name="English").click()
    expect(exercise.locator("#verdict h2")).to_have_text("Not yet")
    expect(exercise.get_by_role("heading", level=1)).to_have_text("Five blinks")


def test_program_survives_a_reload(exercise):
    write(exercise, "# la mienne")
    expect(exercise.locator("#saved")).to_have_text("Gardé dans ce navigateur")
    exercise.reload()
    expect(exercise.locator(EDITOR)).to_have_text("# la mienne")


def test_starter_comes_back_after_a_question_and_can_be_undone(exercise):
    write(exercise, "# la mienne")
    exercise.get_by_role("button", name="Programme de départ").click()
    exercise.get_by_role("button", name="Garder mon programme").click()
    expect(exercise.locator(EDITOR)).to_have_text("# la mienne")
    exercise.get_by_role("button", name="Programme de départ").click()
    exercise.get_by_role("button", name="Remplacer").click()
    expect(exercise.locator(EDITOR)).to_contain_text("Pin(2, Pin.OUT)")
    exercise.get_by_role("button", name="Retrouver mon programme").click()
    expect(exercise.locator(EDITOR)).to_have_text("# la mienne")


def test_editor_lets_the_keyboard_leave(exercise):
    exercise.locator(EDITOR).click()
    exercise.keyboard.press("Escape")
    exercise.keyboard.press("Tab")
    expect(exercise.locator("#verdict")).to_be_focused()


def test_on_a_phone_the_bar_stays_and_what_a_button_shows_comes_into_view(exercise):
    exercise.set_viewport_size({"width": 360, "height": 740})
    for button, shown in (("Vérifier", "#verdict h2"), ("Lancer", "#bench-board h2")):
        exercise.get_by_role("button", name=button).click()
        expect(exercise.locator(shown).first).to_be_in_viewport()
        expect(exercise.get_by_role("button", name="Arrêter")).to_be_in_viewport()
