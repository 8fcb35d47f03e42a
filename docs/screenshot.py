"""Take the pictures of the README again: a real kit with three simulated boards, in both languages.

`python docs/screenshot.py` writes docs/images/{live,board,exercise}.{fr,en}.png; it needs a Chromium.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.rigs.any_chromium import find_chromium, running_chromium
from tests.rigs.running_kit import RunningKit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
CURVE_S = 75
"""How long the boards measure before the pictures, so that the curves say something."""


def main() -> None:
    path = find_chromium()
    if path is None:
        sys.exit("no Chromium, Chrome or Edge found: install one or set KIT_BROWSER")
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, running_chromium(path) as browser:
        kit = RunningKit(Path(folder) / "data", "--simulate", "3")
        kit.start()
        try:
            wait_for_curves(browser, kit)
            for language in ("fr", "en"):
                take_pictures(browser, kit, language)
        finally:
            kit.interrupt()


def wait_for_curves(browser: Browser, kit: RunningKit) -> None:
    page = browser.new_page(base_url=kit.url)
    page.goto("/")
    page.wait_for_selector(".card:nth-child(3) .value")
    page.wait_for_timeout(CURVE_S * 1000)
    page.close()


def take_pictures(browser: Browser, kit: RunningKit, language: str) -> None:
    context = browser.new_context(base_url=kit.url, locale=language, viewport={"width": 1280, "height": 640})
    page = context.new_page()
    page.goto("/")
    page.wait_for_selector('[data-link="live"]')
    keep(page, f"live.{language}")
    page.goto("/boards/capteur-01?window=1m")
    page.wait_for_selector(".chart[data-drawn]")
    keep(page, f"board.{language}")
    page.goto("/exercises/blink")
    page.wait_for_selector('[data-editor="ready"]')
    page.click("#check")
    page.wait_for_selector("#verdict h2")
    page.set_viewport_size({"width": 1280, "height": 1000})
    page.evaluate("window.scrollTo(0, 0)")
    keep(page, f"exercise.{language}")
    context.close()


def keep(page: Page, name: str) -> None:
    page.wait_for_timeout(1200)
    page.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    main()
