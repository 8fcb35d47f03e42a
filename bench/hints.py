"""How right the hints are: grade wrong and right programs, and compare with what each wrong one says of itself.

    python bench/hints.py tests/mistakes [--quick] [--exercise NAME] [--lang fr]

The format of the folders is in docs/hints.md. A program's class is the worst of its draws: `right` (every group of
words is named in what the learner sees first), `partly` (some), `none` (nothing asserted, nothing named), `misleading`
(something asserted, nothing named), `false pass`; for right programs `passed` or `false fail`.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
import unicodedata
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import Final

from iot_lab.course import load_exercise
from iot_lab.grading import Report, Verdict, grade

SEEDS: Final = 12
QUICK_SEEDS: Final = 2
RIGHT_AT_LEAST, MISLEADING_AT_MOST = 0.90, 0.03
WORST_FIRST: Final = ("could not check", "false pass", "misleading", "none", "partly", "right")
HEADER: Final = ("mistake", "line", "names.fr", "names.en")


@dataclass(frozen=True)
class Claim:
    """What a wrong program says of itself in its first lines."""

    mistake: str
    line: int
    groups: dict[str, list[list[str]]]

    @classmethod
    def read(cls, program: str) -> Claim:
        said = {}
        for line in program.splitlines():
            name, colon, value = line.removeprefix("#").partition(":")
            if not line.startswith("#") or not colon or name.strip() not in HEADER:
                break
            said[name.strip()] = value.strip()
        groups = {language: _groups(said[f"names.{language}"]) for language in ("fr", "en")}
        return cls(said["mistake"], int(said["line"]), groups)


@dataclass(frozen=True)
class Judged:
    """One wrong program: its class, and what a learner would have seen."""

    path: Path
    verdict: str
    claim: Claim
    shown: str
    seed: int


def main() -> int:
    options = _options()
    seeds = range(QUICK_SEEDS if options.quick else SEEDS)
    started_s = time.perf_counter()
    folders = [one for one in sorted(options.folder.iterdir()) if one.is_dir() and options.exercise in ("", one.name)]
    wrong_paths = [path for folder in folders for path in sorted(folder.glob("wrong/*.py"))]
    right_paths = [path for folder in folders for path in sorted(folder.glob("right/*.py"))]
    right_count = len(right_paths)
    with ProcessPoolExecutor(options.jobs) as workers:
        judged = workers.map(judge_wrong, wrong_paths, repeat(seeds), repeat(options.lang))
        failed = workers.map(false_fails, right_paths, repeat(seeds), repeat(options.lang))
        wrong, failed_right = list(judged), [one for found in failed for one in found]
    print_result(wrong, right_count, failed_right, is_long=options.verbose)
    print(f"{len(wrong) + right_count} programs, {len(seeds)} draws each, {time.perf_counter() - started_s:.0f} s")
    is_met = meets_goal(wrong, failed_right)
    print(f"goal: {'met' if is_met else 'missed'}")
    return 0 if is_met else 1


def judge_wrong(path: Path, seeds: range, language: str) -> Judged:
    """Return the worst class that a wrong program gets over all draws."""
    exercise = load_exercise(path.parts[-3])
    program = path.read_text(encoding="utf-8")
    claim = Claim.read(program)
    found = []
    for seed in seeds:
        report = grade(exercise, program, language=language, seed=seed)
        found.append((class_of(report, claim.groups[language]), seed, seen_first(report)))
    verdict, seed, shown = min(found, key=lambda one: WORST_FIRST.index(one[0]))
    return Judged(path, verdict, claim, shown, seed)


def class_of(report: Report, groups: list[list[str]]) -> str:
    """Return the class of one report on a wrong program."""
    if report.verdict is Verdict.COULD_NOT_CHECK:
        return "could not check"
    if report.verdict is Verdict.PASSED:
        return "false pass"
    shown = plain(seen_first(report))
    named = [any(plain(word) in shown for word in group) for group in groups]
    if all(named):
        return "right"
    if any(named):
        return "partly"
    return "misleading" if report.hint is not None and getattr(report.hint, "asserts", True) else "none"


def seen_first(report: Report) -> str:
    """Return what a learner reads first: what was seen where the first check failed, and its first hint."""
    explained = next((check for check in report.checks if check.hint is not None), None)
    explained = explained or next((check for check in report.checks if check.verdict is Verdict.FAILED), None)
    hint = report.hint.text if report.hint else ""
    seen = (explained.seen, explained.fact) if explained else ()
    return "\n".join(filter(None, (*seen, hint)))


def false_fails(path: Path, seeds: range, language: str) -> list[tuple[Path, int, str]]:
    """Return the first draw in which a right program does not pass."""
    exercise = load_exercise(path.parts[-3])
    program = path.read_text(encoding="utf-8")
    for seed in seeds:
        report = grade(exercise, program, language=language, seed=seed)
        if report.verdict is not Verdict.PASSED:
            return [(path, seed, seen_first(report) + (report.fault or ""))]
    return []


def meets_goal(wrong: list[Judged], failed_right: list[tuple[Path, int, str]]) -> bool:
    """Say whether the goal of docs/hints.md is met."""
    counts = Counter(one.verdict for one in wrong)
    total = len(wrong) or 1
    is_true = not counts["false pass"] and not counts["could not check"] and not failed_right
    return is_true and counts["right"] / total >= RIGHT_AT_LEAST and counts["misleading"] / total <= MISLEADING_AT_MOST


def print_result(
    wrong: list[Judged], right_count: int, failed_right: list[tuple[Path, int, str]], *, is_long: bool
) -> None:
    """Print the ones that are not right, then the counts."""
    for one in wrong:
        if one.verdict != "right" or is_long:
            print(f"{one.verdict:<12} {one.path} (draw {one.seed})\n    mistake: {one.claim.mistake}")
            print("    shown:   " + one.shown.replace("\n", "\n             "))
    for path, seed, shown in failed_right:
        print(f"false fail   {path} (draw {seed})\n    shown:   " + shown.replace("\n", "\n             "))
    counts = Counter(one.verdict for one in wrong)
    for name in reversed(WORST_FIRST):
        share = counts[name] / (len(wrong) or 1)
        print(f"{name:<16} {counts[name]:4} {share:6.1%}")
    share = len(failed_right) / (right_count or 1)
    print(f"{'false fail':<16} {len(failed_right):4} {share:6.1%} of {right_count} right ones")


def plain(text: str) -> str:
    """Return a text without case, accents and special spaces."""
    apart = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    return " ".join("".join(sign for sign in apart if not unicodedata.combining(sign)).split())


def _groups(text: str) -> list[list[str]]:
    return [[word.strip() for word in group.split("|") if word.strip()] for group in text.split(";")]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("tests/mistakes"))
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_SEEDS} draws instead of {SEEDS}")
    parser.add_argument("--exercise", default="", help="this exercise alone")
    parser.add_argument("--lang", choices=("fr", "en"), default="fr")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes that grade at once")
    parser.add_argument("--verbose", action="store_true", help="print the right ones too")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
