"""Every page with live figures says that the server is gone, and every refusal is shown in the server's own words."""

from __future__ import annotations

import re
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.rigs.running_kit import RunningKit

PAGES = ("/", "/boards/capteur-01", "/exercises/blink", "/trainer", "/flash")
WITHOUT_STREAM = ("/exercises/blink", "/trainer", "/flash")


@pytest.fixture
def trainer(page, kit):
    page.goto(urlsplit(kit.trainer_link())._replace(scheme="", netloc="").geturl())
    return page


def test_every_live_page_says_that_the_server_is_gone_and_that_it_is_back(chromium, tmp_path):
    kit = RunningKit(tmp_path / "data", "--simulate", "1")
    kit.start()
    with closing(chromium.new_context(base_url=kit.url, locale="fr-FR")) as context:
        pages = [context.new_page() for _ in PAGES]
        pages[0].goto(urlsplit(kit.trainer_link())._replace(scheme="", netloc="").geturl())
        for page, path in zip(pages, PAGES, strict=True):
            page.goto(path)
            expect(page.locator("#indicator")).to_have_text("En direct", timeout=20_000)
        kit.kill()
        for page in pages:
            expect(page.locator("#banner strong")).to_have_text("Pas en direct", timeout=20_000)
        kit.start()
        for page in pages:
            expect(page.locator("#banner")).to_be_hidden(timeout=20_000)
    kit.interrupt()


@pytest.mark.parametrize("path", WITHOUT_STREAM)
def test_page_says_that_a_part_of_the_kit_has_stopped(trainer, path):
    trainer.route("**/health", lambda route: route.fulfill(status=503, json={"state": "broken", "threads": ["x"]}))
    trainer.goto(path)
    expect(trainer.locator("#banner strong")).to_have_text("Une partie d’iot-lab s’est arrêtée")


def test_too_long_program_is_refused_in_words(page):
    page.goto("/exercises/blink")
    expect(page.locator("body")).to_have_attribute("data-editor", "ready")
    page.route("**/exercises/blink", lambda route: route.continue_(post_data="program=" + "a" * 70_000))
    page.locator("#check").click()
    expect(page.locator("#verdict")).to_contain_text("trop")
    expect(page.locator("#verdict")).not_to_contain_text("répond")


@pytest.mark.parametrize("status", [403, 413, 429, 500])
def test_refusal_without_words_is_still_a_refusal(page, status):
    page.goto("/exercises/blink")
    expect(page.locator("body")).to_have_attribute("data-editor", "ready")
    page.route("**/exercises/blink", lambda route: route.fulfill(status=status, body="no"))
    page.locator("#check").click()
    expect(page.locator("#verdict")).to_contain_text(f"Le serveur a refusé cette demande (erreur {status})")


def test_one_live_page_too_many_says_so(page, kit):
    page.add_init_script("delete window.SharedWorker")
    refusal = {"seen": "Trop de pages en direct.", "cause": "Huit sont ouvertes.", "next": "Fermez-en une."}
    page.route(re.compile(r"/live(\?|$)"), lambda route: route.fulfill(status=429, json={"error": refusal}))
    page.goto("/")
    expect(page.locator(".banner-detail")).to_have_text(" ".join(refusal.values()))


def test_stream_is_refused_in_json_where_it_is_asked_for(page):
    answer = page.request.get("/nowhere", headers={"Accept": "application/json"})
    assert answer.json()["error"]["code"] == "page-unknown"


@pytest.mark.parametrize("status", [403, 429])
def test_trainers_page_and_flash_page_say_a_refusal(trainer, status):
    refusal = {"error": {"seen": "Refusé.", "cause": "Parce que.", "next": "Recommencez."}}
    for path, asked, place in (
        ("/trainer", "**/trainer", "#trainer-said"),
        ("/flash", "**/api/flash**", "#flash-said"),
    ):
        trainer.goto(path)
        trainer.route(asked, lambda route: route.fulfill(status=status, json=refusal))
        expect(trainer.locator(place)).to_have_text("Refusé. Parce que. Recommencez.", timeout=15_000)
