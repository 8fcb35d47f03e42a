"""The course at home in a browser that nobody watches: its page asks for programs and brings the reports by itself.

Playwright and Marionette watch through the browser's debugger, which records the stack at every exception: a guest that
throws ten thousands of them from the bottom of its own took minutes instead of seconds.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from queue import Queue
from threading import Thread
from typing import TYPE_CHECKING, Any, Final

from tests.rigs.home_page import KEEP_ANSWERS, Quiet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ANSWER_S: Final = 600.0
PAGE: Final = "asking.html"
NEXT, ANSWER, GONE = "/next", "/answer", 410
ASKING: Final = f"""
const isReady = setInterval(() => window.isReady && (clearInterval(isReady), ask()), 50);
async function ask() {{
  for (;;) {{
    const given = await fetch("{NEXT}", {{ method: "POST" }});
    if (given.status === {GONE}) return;
    const {{ exercise, program, language }} = await given.json();
    const said = await new Promise((done) => {{
      const hear = ({{ data }}) => {{
        window.lastWorker.removeEventListener("message", hear);
        done(data.said ?? data.broken);
      }};
      window.lastWorker.addEventListener("message", hear);
      window.lastWorker.postMessage({{ id: "asked", exercise, files: {{ "main.py": program }}, language }});
    }});
    await fetch("{ANSWER}", {{ method: "POST", body: said }});
  }}
}}
"""


class UnwatchedHome:
    """Asks the page one program after the other."""

    def __init__(self) -> None:
        self.questions: Queue[dict[str, str] | None] = Queue()
        self.answers: Queue[str] = Queue()

    def ask(self, exercise: str, program: str, language: str) -> str:
        """Return the report as JSON. Raises queue.Empty where none comes: the browser is gone."""
        self.questions.put({"exercise": exercise, "program": program, "language": language})
        return self.answers.get(timeout=ANSWER_S)


class _Handler(Quiet):
    home: UnwatchedHome

    def __init__(self, home: UnwatchedHome, *arguments: Any, directory: Path) -> None:
        self.home = home
        super().__init__(*arguments, directory=str(directory))

    def do_POST(self) -> None:  # noqa: N802 - http.server's
        content = b""
        if self.path == NEXT:
            question = self.home.questions.get()
            content = json.dumps(question).encode() if question else b""
        else:
            self.home.answers.put(self.rfile.read(int(self.headers["content-length"])).decode())
        self.send_response(200 if content or self.path == ANSWER else GONE)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def unwatched_home(folder: Path, browser: str) -> Iterator[UnwatchedHome]:
    """Open the folder in a browser, given by its path: a Firefox by its name, else a Chromium."""
    page = (folder / "index.html").read_text("utf-8")
    first = f'<script>{KEEP_ANSWERS}{ASKING}</script><script src="first.js">'
    (folder / PAGE).write_text(page.replace('<script src="first.js">', first, 1), "utf-8")
    home = UnwatchedHome()
    with (
        ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, home, directory=folder)) as server,
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile,
    ):
        Thread(target=server.serve_forever, daemon=True).start()
        command = [browser, *_arguments(browser, profile), f"http://127.0.0.1:{server.server_port}/{PAGE}"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield home
        finally:
            home.questions.put(None)
            process.terminate()
            process.wait()
            server.shutdown()


def _arguments(browser: str, profile: str) -> list[str]:
    if "firefox" in browser:
        return ["--headless", "--no-remote", "--profile", profile]
    return ["--headless=new", "--no-sandbox", "--no-first-run", f"--user-data-dir={profile}"]
