"""How right the hints are: grade wrong and right programs, and compare with what each wrong one says of itself.

    python bench/hints.py tests/mistakes [--quick] [--exercise NAME] [--lang fr] [--wrong-draws 3]

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
from typing import TYPE_CHECKING, Final

from iot_lab.course import load_exercise
from iot_lab.grading import Report, Verdict, grade
from iot_lab.grading.choosing import choose_cause
from iot_lab.grading.grade import grade_in_full
from iot_lab.grading.program import Program
from iot_lab.program_text import parse
from iot_lab.texts import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iot_lab.course import Exercise
    from iot_lab.grading.grade import Graded

Cost = tuple[float, float]

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
    """One wrong program in one language: its class, and what a learner would have seen."""

    path: Path
    verdict: str
    claim: Claim
    shown: str
    seed: int


def main() -> int:
    options = _options()
    started_s = time.perf_counter()
    folders = [one for one in sorted(options.folder.iterdir()) if one.is_dir() and options.exercise in ("", one.name)]
    wrong_paths = [path for folder in folders for path in sorted(folder.glob("wrong/*.py"))]
    right_paths = [path for folder in folders for path in sorted(folder.glob("right/*.py"))]
    right_seeds = range(QUICK_SEEDS if options.quick else SEEDS)
    wrong_seeds = range(min(len(right_seeds), options.wrong_draws))
    languages = LANGUAGES if options.lang == "both" else (options.lang,)
    with ProcessPoolExecutor(options.jobs) as workers:
        judging = workers.map(judge_wrong, wrong_paths, repeat(wrong_seeds), repeat(languages))
        failing = workers.map(false_fails, right_paths, repeat(right_seeds))
        judged, costs = zip(*judging, strict=True) if wrong_paths else ((), ())
        failed_right = [one for found in failing for one in found]
    is_met = True
    for language in languages:
        wrong = [one[language] for one in judged]
        print_result(language, wrong, len(right_paths), failed_right, is_long=options.verbose)
        is_met = meets_goal(wrong, failed_right) and is_met
    print_cost([cost for one in costs for cost in one])
    print(
        f"{len(wrong_paths)} wrong programs, {len(wrong_seeds)} draws each; {len(right_paths)} right ones, "
        f"{len(right_seeds)} draws; {time.perf_counter() - started_s:.0f} s"
    )
    print(f"goal: {'met' if is_met else 'missed'}")
    return 0 if is_met else 1


def judge_wrong(path: Path, seeds: range, languages: Sequence[str]) -> tuple[dict[str, Judged], list[Cost]]:
    """Return the worst class that a wrong program gets over all draws, by language, and what hints cost."""
    exercise = load_exercise(path.parts[-3])
    program = path.read_text(encoding="utf-8")
    claim = Claim.read(program)
    found: dict[str, list[tuple[str, int, str]]] = {language: [] for language in languages}
    costs = []
    for seed in seeds:
        graded, cost = timed_grading(exercise, program, seed)
        costs.append(cost)
        for language in languages:
            report = graded.report if graded.report.language == language else graded.report_in(language, exercise)
            found[language].append((class_of(report, claim.groups[language]), seed, seen_first(report)))
    worst = {language: min(each, key=lambda one: WORST_FIRST.index(one[0])) for language, each in found.items()}
    return {
        language: Judged(path, verdict, claim, shown, seed) for language, (verdict, seed, shown) in worst.items()
    }, costs


def timed_grading(exercise: Exercise, program: str, seed: int) -> tuple[Graded, Cost]:
    """Return a grading, the time that choosing its hint took, and that of all of it, in milliseconds."""
    started_s = time.perf_counter()
    graded = grade_in_full(exercise, program, language="fr", seed=seed, mends=True)
    whole_s = time.perf_counter() - started_s
    failed = next((one for one in graded.tried if one.mismatches), None)
    if graded.judge is None or failed is None:
        return graded, (0.0, 1000 * whole_s)
    # Every run has read the program before; what the explainer keeps with the tree is its own work.
    parse.cache_clear()
    Program(program).tree  # noqa: B018 - read now, so that reading is not counted
    started_s = time.perf_counter()
    choose_cause(graded.judge, failed.mismatches, failed.trial, Program(program))
    return graded, (1000 * (time.perf_counter() - started_s), 1000 * whole_s)


def print_cost(costs: list[Cost]) -> None:
    """Print what choosing a hint adds to a resident grading: the first of each process pays its imports too."""
    if costs:
        hints = sorted(hint for hint, _ in costs)
        wholes = sorted(whole for _, whole in costs)
        middle, late = len(costs) // 2, len(costs) * 95 // 100
        print(f"choosing a hint: median {hints[middle]:.2f} ms, 95 % below {hints[late]:.2f} ms", end="; ")
        print(f"the whole grading: median {wholes[middle]:.1f} ms")


def class_of(report: Report, groups: list[list[str]]) -> str:
    """Return the class of one report on a wrong program."""
    if report.verdict is Verdict.COULD_NOT_CHECK:
        return "could not check"
    if report.verdict is Verdict.PASSED:
        return "false pass"
    lacks = lacking(seen_first(report), groups)
    if not lacks:
        return "right"
    if len(lacks) < len(groups):
        return "partly"
    return "misleading" if report.hint is not None and report.hint.is_proved else "none"


def lacking(shown: str, groups: list[list[str]]) -> list[list[str]]:
    """Return the groups of which no word is named in a text."""
    plainly = plain(shown)
    return [group for group in groups if not any(plain(word) in plainly for word in group)]


def seen_first(report: Report) -> str:
    """Return what a learner reads first: what was seen where the first check failed, and its first hint."""
    explained = next((check for check in report.checks if check.hint is not None), None)
    explained = explained or next((check for check in report.checks if check.verdict is Verdict.FAILED), None)
    hint = report.hint.text if report.hint else ""
    seen = (explained.seen, explained.fact) if explained else ()
    return "\n".join(filter(None, (*seen, hint)))


def false_fails(path: Path, seeds: range) -> list[tuple[Path, int, str]]:
    """Return the first draw in which a right program does not pass."""
    exercise = load_exercise(path.parts[-3])
    program = path.read_text(encoding="utf-8")
    for seed in seeds:
        report = grade(exercise, program, language="fr", seed=seed)
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
    language: str, wrong: list[Judged], right_count: int, failed_right: list[tuple[Path, int, str]], *, is_long: bool
) -> None:
    """Print the ones that are not right, then the counts."""
    print(f"--- {language}")
    for one in wrong:
        if one.verdict != "right" or is_long:
            print(f"{one.verdict:<12} {one.path} (draw {one.seed})\n    mistake: {one.claim.mistake}")
            print(
                "    lacking: " + "; ".join("|".join(group) for group in lacking(one.shown, one.claim.groups[language]))
            )
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
    parser.add_argument("--wrong-draws", type=int, default=SEEDS, help="draws of each wrong program at most")
    parser.add_argument("--lang", choices=(*LANGUAGES, "both"), default="both")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes that grade at once")
    parser.add_argument("--verbose", action="store_true", help="print the right ones too")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
