"""The course at home in a browser, for tests and benches: a server of its folder, and its worker asked directly."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

from iot_lab.course import load_course, load_exercise
from tests.hostile.run_corpus import PROGRAMS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from iot_lab.course import Exercise

KEEP_ANSWERS = """
const Real = Worker;
window.Worker = class extends Real {
  constructor(address) {
    super(address);
    window.lastWorker = this;
    this.addEventListener("message", ({ data }) => {
      if (data.ready) window.isReady = true;
      if (data.said?.startsWith('{"report"')) window.answer = data.said;
    });
  }
};
"""
ASK = """([exercise, program, language]) => new Promise((done) => {
  const worker = window.lastWorker, id = `asked ${Math.random()}`;
  worker.addEventListener("message", ({ data }) => data.id === id && done(data.said ?? data.broken));
  worker.postMessage({ id, exercise, files: { "main.py": program }, language });
})"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder; gives its address, with a slash at its end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def programs() -> list[tuple[Exercise, str, str]]:
    """Return every program that a report is known of: exercise, name, text."""
    found = []
    for exercise in map(load_exercise, load_course().exercise_ids):
        named = [("solution", exercise.solution), *exercise.starters.items()]
        named += [
            (one.name, one.source)
            for one in (*exercise.wrong_programs(), *exercise.right_programs(), *exercise.cheats())
        ]
        found += [(exercise, name, program) for name, program in named]
    hostile = sorted(PROGRAMS.glob("*.py"))
    return found + [(load_exercise("blink"), path.stem, path.read_text("utf-8")) for path in hostile]
