"""The AI pages in a browser: a take by the digit of its movement, deleted and back; a model, sent, whose answers come live."""

from __future__ import annotations

import json
import math
import re
import urllib.request

import numpy as np
import pytest
from playwright.sync_api import expect

from iot_lab.learning.files import write_csv
from iot_lab.learning.takes import Take
from tests.browser.test_accessibility import RUN
from tests.rigs.axe_core import axe_script
from tests.rigs.running_kit import RunningKit, wait_until

BOARD = "capteur-04"
HZ, SECONDS = 50, 4
SWINGS = {"pendule": 1.0, "lever": 3.0, "other": 0.0}


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    """Four simulated boards: the fourth measures its movement."""
    kit = RunningKit(tmp_path_factory.mktemp("ai") / "data", "--simulate", "4")
    kit.start()
    wait_until(lambda: moves(kit))
    yield kit
    kit.interrupt()


def moves(kit):
    try:
        with urllib.request.urlopen(f"{kit.url}/api/boards/{BOARD}", timeout=5) as answer:
            return "motion.ax" in json.dumps(json.load(answer))
    except OSError:
        return False


def test_take_is_recorded_by_a_key_deleted_and_brought_back(page, kit):
    open_record(page, kit, "touche")
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


def test_model_of_a_file_is_trained_sent_and_answers_live(page, kit):
    open_record(page, kit, "fichier")
    page.locator("#ai-file").set_input_files(
        {"name": "takes.csv", "mimeType": "text/csv", "buffer": write_csv(takes())}
    )
    page.locator("#ai-file ~ button").click()
    expect(page.locator(".ai-recs > li")).to_have_count(6)
    page.goto("/ai/fichier/train")
    page.locator("#ai-train").click()
    expect(page.locator("#ai-score")).to_contain_text("Deux personnes seulement")
    expect(page.locator("#ai-hidden")).to_contain_text("« pendule » caché")
    assert complaints(page) == []
    page.goto("/ai/fichier/deploy")
    page.locator("#ai-board").select_option(BOARD)
    page.locator("#ai-send").click()
    expect(page.locator(".ai-label")).to_have_text(re.compile("pendule|lever|Repos|inconnu"))
    page.locator("form.language button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Deploy and watch")
    expect(page.locator(".ai-label")).to_have_text(re.compile("pendule|lever|Rest|unknown"))
    assert complaints(page) == []


def open_record(page, kit, project):
    page.goto(kit.trainer_link())
    page.goto(f"/ai/{project}/record")


def takes():
    return [
        Take(f"{label}-{person}", label, person, HZ, axes(swing, phase), per=100)
        for label, swing in SWINGS.items()
        for phase, person in enumerate("AB")
    ]


def axes(swing, phase):
    """Return a movement as many times a second as `swing` says; each person begins elsewhere."""
    angles = [2 * math.pi * swing * number / HZ + phase for number in range(HZ * SECONDS)]
    waves = {"ax": np.sin(angles), "ay": np.cos(angles), "az": np.ones(len(angles))}
    return {name: np.rint(100 * wave).astype(np.int16) for name, wave in waves.items()}


def complaints(page):
    page.evaluate(axe_script())
    return page.evaluate(RUN, None)
