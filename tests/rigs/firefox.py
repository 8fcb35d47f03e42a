"""A system's Firefox, driven over Marionette, which it speaks by itself: JSON messages with their length before them.

Playwright drives only a Firefox of its own; a classroom has the system's. `$KIT_FIREFOX` names one.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = ("firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox")
START_S, ANSWER_S = 90.0, 60.0
PREFERENCES = {
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "intl.accept_languages": "fr-FR",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
}


def find_firefox() -> str | None:
    """Return the path of a Firefox; what $KIT_FIREFOX names, or nothing, where it is set."""
    wanted = os.environ.get("KIT_FIREFOX")
    return next((path for name in ([wanted] if wanted else NAMES) if (path := shutil.which(name))), None)


class Firefox:
    """One running browser with one page."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=ANSWER_S)
        self._file = self._socket.makefile("rb")
        self._number = 0
        self._receive()
        self._ask("WebDriver:NewSession", {})

    def goto(self, url: str) -> None:
        self._ask("WebDriver:Navigate", {"url": url})

    def run(self, script: str, *arguments: Any) -> Any:
        """Return what a script returns: `return document.title`."""
        return self._ask("WebDriver:ExecuteScript", {"script": script, "args": list(arguments)})["value"]

    def until(self, script: str, *arguments: Any) -> Any:
        """Return the script's first true answer."""
        end_s = time.monotonic() + ANSWER_S
        while time.monotonic() < end_s:
            if found := self.run(script, *arguments):
                return found
            time.sleep(0.05)
        raise AssertionError(f"never true in Firefox: {script}")

    def click(self, selector: str) -> None:
        self._ask("WebDriver:ElementClick", {"id": self._find(selector)})

    def type(self, selector: str, text: str) -> None:
        """Type into an element; `\ue008` and the like are WebDriver's keys."""
        self._ask("WebDriver:ElementSendKeys", {"id": self._find(selector), "text": text})

    def text(self, selector: str) -> str:
        return str(self._ask("WebDriver:GetElementText", {"id": self._find(selector)})["value"])

    def close(self) -> None:
        self._file.close()
        self._socket.close()

    def _find(self, selector: str) -> str:
        self.until("return document.querySelector(arguments[0]) !== null", selector)
        found = self._ask("WebDriver:FindElement", {"using": "css selector", "value": selector})["value"]
        return str(next(iter(found.values())))

    def _ask(self, command: str, parameters: dict[str, Any]) -> Any:
        self._number += 1
        said = json.dumps([0, self._number, command, parameters])
        self._socket.sendall(f"{len(said)}:{said}".encode())
        _, _, error, answer = self._receive()
        if error:
            raise AssertionError(f"{command}: {error.get('message')}")
        return answer

    def _receive(self) -> Any:
        length = b""
        while (sign := self._file.read(1)) != b":":
            length += sign
        return json.loads(self._file.read(int(length)))


@contextmanager
def running_firefox(path: str) -> Iterator[Firefox]:
    """Start a Firefox without a window, with a profile of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
        lines.append(f'user_pref("marionette.port", {port});')
        (Path(profile) / "user.js").write_text("\n".join(lines), "utf-8")
        command = [path, "--headless", "--marionette", "--no-remote", "--profile", profile]
        environment = {**os.environ, "HOME": profile, "MOZ_DISABLE_CONTENT_SANDBOX": "1"}
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
        try:
            firefox = _connected(port, process)
            yield firefox
            firefox.close()
        finally:
            process.terminate()
            process.wait(20)


def _connected(port: int, process: subprocess.Popen[bytes]) -> Firefox:
    end_s = time.monotonic() + START_S
    while time.monotonic() < end_s and process.poll() is None:
        try:
            return Firefox(port)
        except OSError:
            time.sleep(0.1)
    raise AssertionError("Firefox did not start")
