"""Whatever Chromium there is ($KIT_BROWSER or a usual name), and a real kit in a process of its own."""

from __future__ import annotations

import json
import os
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from iot_lab.room import Register
from iot_lab.room.rights import Scope
from tests.rigs.any_chromium import ENGINE, find_chromium, running_chromium
from tests.rigs.running_kit import RunningKit, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page


@pytest.fixture(scope="session", autouse=True)
def patience() -> None:
    """A page on a loaded machine may take long to say what it says; that is no fault of the page."""
    pytest.importorskip("playwright.sync_api").expect.set_options(timeout=30_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One for a file: while Playwright runs, no other test of this process could start an event loop."""
    path = find_chromium(ENGINE)
    if path is None:
        reason = "no Chromium, Chrome or Edge found: install one or set KIT_BROWSER"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    with running_chromium(path) as browser:
        yield browser


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningKit]:
    """Three simulated boards, their pages, their grader; another device has an account, `cuisine`. One for a file."""
    data = tmp_path_factory.mktemp("kit") / "data"
    data.mkdir()
    Register.open(data).add("cuisine", "device", Scope("cuisine"))
    kit = RunningKit(data, "--simulate", "3")
    kit.start()
    wait_until(lambda: boards_that_measured(kit) == 3)
    yield kit
    if kit.process and kit.process.poll() is None:
        kit.interrupt()


def boards_that_measured(kit: RunningKit) -> int:
    with urllib.request.urlopen(f"{kit.url}/api/boards", timeout=5) as answer:
        names = [board["name"] for board in json.load(answer)["boards"]]
    return sum(has_series(kit, name) for name in names)


def has_series(kit: RunningKit, board: str) -> bool:
    with urllib.request.urlopen(f"{kit.url}/api/boards/{board}", timeout=5) as answer:
        return bool(json.load(answer)["series"])


@pytest.fixture
def context(chromium: Browser, kit: RunningKit) -> Iterator[BrowserContext]:
    context = chromium.new_context(locale="fr-FR", base_url=kit.url, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(30_000)
    yield context
    context.close()


def come_in(page: Page, kit: RunningKit, nickname: str) -> str:
    """Join as a learner; return the personal code, as the header shows it."""
    code = json.loads((kit.data / "class.json").read_text("utf-8"))["room_code"]
    page.goto(f"/join?code={code}")
    page.locator("#nickname").fill(nickname)
    page.locator(".come-in button.primary").click()
    return page.locator(".who-code").inner_text()


def is_blocked_content(said: str) -> bool:
    """Chromium itself wants to style what is typed over a selection; CodeMirror redraws it anyway."""
    return "Content Security" in said and not said.startswith("Applying inline style")


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which any script error, or anything the security policy blocked, fails the test."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: is_blocked_content(said.text) and complaints.append(said.text))
    yield page
    assert complaints == []
