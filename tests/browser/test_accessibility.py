"""axe-core finds nothing on any page, in both languages, light and dark; nothing is wider than a phone."""

from __future__ import annotations

from contextlib import closing
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.rigs.axe_core import axe_script

PAGES = ("/", "/boards/capteur-01", "/exercises", "/exercises/blink", "/trainer", "/flash", "/rien")
RUN = """async () => (await axe.run(document)).violations.flatMap(
  (one) => one.nodes.map((node) => `${one.id}: ${node.target} ${node.failureSummary}`))"""


@pytest.fixture(scope="module")
def axe():
    return axe_script()


def complaints(page, axe):
    page.evaluate(axe)
    return page.evaluate(RUN)


def open_and_settle(page, path):
    page.goto(path)
    page.wait_for_load_state()
    if path in PAGES[:2]:
        expect(page.locator("#indicator")).to_have_attribute("data-link", "live")
    if path == "/boards/capteur-01":
        page.locator(".chart details summary").first.click()
    if path == "/exercises/blink":
        page.locator("#check").click()
        expect(page.locator("#verdict h2")).to_be_visible()
        page.locator(".hint summary").first.click()


@pytest.mark.parametrize("locale", ["fr-FR", "en-GB"])
def test_axe_finds_nothing_in_light_and_dark(chromium, kit, axe, locale):
    with closing(chromium.new_context(locale=locale, base_url=kit.url)) as context:
        page = context.new_page()
        page.goto(urlsplit(kit.trainer_link())._replace(scheme="", netloc="").geturl())
        for path in PAGES:
            open_and_settle(page, path)
            page.evaluate(axe)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                assert page.evaluate(RUN) == [], (path, scheme)


def test_axe_finds_nothing_while_the_page_is_not_live(page, axe):
    page.goto("/")
    expect(page.locator("#indicator")).to_have_attribute("data-link", "live")
    page.evaluate("document.body.dataset.link = 'lost'; document.getElementById('banner').hidden = false")
    assert complaints(page, axe) == []


def test_closed_trainer_page_is_accessible_too(page, axe):
    page.goto("/trainer")
    assert complaints(page, axe) == []


def test_no_page_is_wider_than_a_phone(page, kit):
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(kit.trainer_link())
    for path in PAGES:
        open_and_settle(page, path)
        for width in (360, 320):
            page.set_viewport_size({"width": width, "height": 700})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_first_tab_leads_to_the_content(page):
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
