"""Find whatever Chromium there is ($KIT_BROWSER, or a usual name) and start it quietly; tests, bench and pictures do.

Tests prefer Chromium's engine without the browser's own pages, which a new window otherwise prepares beside each of
theirs: a quarter less of a processor for the same answers. Benches and pictures take what people have.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

ENGINE = "chromium-headless-shell"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
QUIET = (
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium(*first: str) -> str | None:
    """Return the path of a Chromium-like browser, of those named `first` if one is there; $KIT_BROWSER's where it is set."""
    wanted = os.environ.get("KIT_BROWSER")
    names = [wanted] if wanted else [*first, *NAMES, *PLACES]
    return next((path for name in names if (path := shutil.which(name))), None)


@contextmanager
def running_chromium(path: str) -> Iterator[Browser]:
    """Start the browser at `path`, without a window."""
    from playwright.sync_api import sync_playwright

    # Chromium refuses to start as root with its sandbox.
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=[*QUIET, *(["--no-sandbox"] if is_root else [])]
        )
        yield browser
        browser.close()
