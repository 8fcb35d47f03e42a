"""Every report of the course at home against the kit's own, byte for byte: `python bench/home_reports.py`.

All programs of the course (starters, solutions, right and wrong ones, cheats) and of the hostile corpus, in both
languages, in a real Chromium (`--browser PATH`: another, or a Firefox) that nobody watches: half an hour. `--kept FILE`
keeps what was compared, so that the next run goes on there; `--named WORD` takes programs with it in their name alone;
`--pyodide DIR` as in `home.py`. Exit 1 where a report differs, or a check took the page's processor longer than the
page allows: that is what it lasts where nothing else runs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from pathlib import Path
from queue import Empty
from typing import TYPE_CHECKING, Any, Final

from home_rig import add_pyodide, chromium, home_folder, processor_s, renderers
from home_unwatched import UnwatchedHome, unwatched_home

from iot_lab.grading import grade
from tests.rigs.home_page import programs

if TYPE_CHECKING:
    from iot_lab.course import Exercise

LIMIT_S: Final = 20.0
TOLD_EVERY: Final = 20


class Comparison:
    """What was compared, kept line by line: a key with what came of it."""

    def __init__(self, kept: Path | None) -> None:
        self._kept = kept
        lines = kept.read_text("utf-8").splitlines() if kept and kept.exists() else []
        self.rows: dict[str, dict[str, Any]] = {row["key"]: row for row in map(json.loads, lines)}

    def add(self, row: dict[str, Any]) -> None:
        self.rows[row["key"]] = row
        if self._kept:
            with self._kept.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row) + "\n")


def compared(home: UnwatchedHome, exercise: Exercise, name: str, program: str, language: str) -> dict[str, Any]:
    """Return whether a report is the kit's own, and what it took there and here."""
    own = json.dumps({"report": grade(exercise, program, language=language).as_json()})
    shown = renderers()
    begun_s, computed_s = time.monotonic(), processor_s(shown)
    found = home.ask(exercise.id, program, language)
    took_s, computed_s = time.monotonic() - begun_s, max(0.0, processor_s(shown) - computed_s)
    told = {"took_s": round(took_s, 2), "computed_s": round(computed_s, 2)}
    return {"of": f"{exercise.id} {name} {language}", "is_equal": found == own, **told}


def key_of(exercise: Exercise, name: str, program: str, language: str) -> str:
    digest = hashlib.sha256(program.encode()).hexdigest()[:12]
    return f"{exercise.id} {name} {language} {digest}"


def compare_all(home: UnwatchedHome, comparison: Comparison, named: str) -> None:
    wanted = [
        (key, exercise, name, program, language)
        for exercise, name, program in programs()
        for language in ("fr", "en")
        if named in name
        if (key := key_of(exercise, name, program, language)) not in comparison.rows
    ]
    print(f"{len(comparison.rows)} reports compared before, {len(wanted)} to compare", flush=True)
    for number, (key, exercise, name, program, language) in enumerate(wanted, 1):
        row = compared(home, exercise, name, program, language)
        comparison.add({"key": key, **row})
        if not row["is_equal"] or row["computed_s"] > LIMIT_S or not number % TOLD_EVERY:
            print(f"{number} of {len(wanted)}: {row}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kept", type=Path, help="a file of lines: what was compared already is not again")
    parser.add_argument("--named", default="", metavar="WORD")
    parser.add_argument("--browser", help="the path of a Chromium or a Firefox")
    add_pyodide(parser)
    asked = parser.parse_args()
    comparison = Comparison(asked.kept)
    with home_folder(asked.pyodide) as (folder, _), unwatched_home(folder, asked.browser or chromium()) as home:
        try:
            compare_all(home, comparison, asked.named)
        except KeyboardInterrupt:
            print("stopped")
        except Empty:
            print("stopped: the browser no longer answers")
    rows = comparison.rows.values()
    differing = [row["of"] for row in rows if not row["is_equal"]]
    slow = sorted((row for row in rows if row["computed_s"] > LIMIT_S), key=lambda row: -row["computed_s"])
    print(f"{len(rows)} reports compared, {len(differing)} differ: {differing[:20]}")
    print(f"over {LIMIT_S:g} s: {[(row['of'], row['took_s']) for row in slow]}")
    return 1 if differing or slow else 0


if __name__ == "__main__":
    sys.exit(main())
