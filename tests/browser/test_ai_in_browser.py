"""The AI pages in a browser: takes by the digit of their movement; a model, sent, whose answers come live."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from iot_lab.learning.files import write_csv
from tests.browser.test_accessibility import RUN
from tests.rigs.axe_core import axe_script
from tests.rigs.recordings import takes_of
from tests.rigs.running_kit import RunningKit

REST, SWING, LIFT, TURN = "0123"


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    """A room without any board: the page offers simulated ones that move."""
    kit = RunningKit(tmp_path_factory.mktemp("ai") / "data", "--simulate", "0")
    kit.start()
    yield kit
    kit.interrupt()


def test_take_is_recorded_by_a_key_deleted_and_brought_back(page, kit):
    open_record(page, kit, "touche")
    add_moved_board(page)
    page.locator("#ai-label").fill("lever")
    page.locator("#ai-label ~ button").click()
    expect(page.locator("#ai-labels [value=lever]")).to_be_visible()
    page.locator("[name=seconds]").fill("0.5")
    page.locator("#ai-stage-title").click()
    page.keyboard.press("1")
    expect(page.locator("#ai-countdown-said")).to_contain_text("lever")
    expect(page.locator(".ai-recs > li")).to_have_count(1)
    expect(page.locator("#ai-countdown")).to_be_hidden()
    assert complaints(page) == []
    page.locator(".ai-recs summary").click()
    page.locator(".ai-recs [value=delete]").click()
    expect(page.locator(".ai-recs > li")).to_have_count(0)
    page.locator("#ai-undo").click()
    expect(page.locator(".ai-recs > li")).to_have_count(1)
    files = {"name": "takes.csv", "mimeType": "text/csv", "buffer": write_csv(takes_of(people=2, takes=1))}
    page.locator("#ai-file").set_input_files(files)
    page.locator("#ai-file ~ button").click()
    expect(page.locator(".ai-recs > li")).to_have_count(7)


def test_two_people_teach_two_gestures_and_a_third_is_unknown(page, kit):
    """Record, train, read, deploy and watch, on two simulated boards, in both languages."""
    page.set_viewport_size({"width": 390, "height": 844})
    open_record(page, kit, "gestes-a-deux")
    add_moved_board(page)
    record_of_all_boards(page)
    expect(page.locator("#ai-coverage td.gap")).to_have_count(0)
    page.goto("/ai/gestes-a-deux/train")
    page.locator("#ai-train").click()
    expect(page.locator("#ai-score")).to_contain_text("Deux personnes seulement")
    expect(page.locator("#ai-hidden")).to_contain_text("« balancer » caché")
    assert complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.goto("/ai/gestes-a-deux/deploy")
    page.locator("#ai-send").click()
    answer, hand = page.locator(".ai-label"), page.locator("[data-hand]")
    hand.select_option(LIFT)
    expect(answer).to_have_text("lever")
    hand.select_option(TURN)
    expect(answer).to_have_text("inconnu")
    page.locator("form.language button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Deploy and watch")
    expect(answer).to_have_text("unknown")
    page.locator("[data-hand]").select_option(SWING)
    expect(answer).to_have_text("balancer")
    assert complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def record_of_all_boards(page):
    """Record rest and two gestures, each board moved by somebody else."""
    for label in ("balancer", "lever"):
        page.locator("#ai-label").fill(label)
        page.locator("#ai-label ~ button").click()
        expect(page.locator(f"#ai-labels [value={label}]")).to_be_visible()
    for source in page.locator("[name=source]").all():
        source.check()
    page.locator("[name=seconds]").fill("3.5")
    for taken, (movement, digit) in enumerate(((REST, "0"), (SWING, "1"), (LIFT, "2")), start=1):
        for hand in page.locator("[data-hand]").all():
            hand.select_option(movement)
        page.locator("#ai-stage-title").click()
        page.keyboard.press(digit)
        expect(page.locator(".ai-recs > li")).to_have_count(2 * taken)


def add_moved_board(page):
    before = page.locator("[name=source]").count()
    page.locator("[form=ai-simulated]").click()
    expect(page.locator("[name=source]")).to_have_count(before + 1)


def open_record(page, kit, project):
    page.goto(kit.trainer_link())
    page.goto(f"/ai/{project}/record")


def complaints(page):
    page.evaluate(axe_script())
    return page.evaluate(RUN, [None, []])
