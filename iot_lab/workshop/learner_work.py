"""What learners do: their programs, saved as they type, with versions; and the verdicts on them.

A program is `main.py` and the files beside it. Two pages of one learner know of each other by the topic `work-<id>` of
the live channel, which says what was saved last; who saves on top of something else gets ProgramChanged.

Every verdict is kept, and told on the topic `checks`: the snapshot holds a sum for each learner and exercise
(`CheckSum`), a frame the sum that changed and the check that changed it. From that a trainer's page makes its matrix.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from iot_lab.boards.delivery import FileNameIsKits
from iot_lab.contract.program_parts import MAIN, is_file_name, is_kits_name
from iot_lab.errors import LabError
from iot_lab.store import StoreLocked
from iot_lab.store.progress.records import CheckRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from iot_lab.live import LiveChannel, LiveTopic
    from iot_lab.store import ProgressStore
    from iot_lab.store.progress.records import CheckVerdict, ProgramHeader, ProgramVersion

CHECKS: Final = "checks"
WORK: Final = "work-"
"""The topics; the second is followed by a learner's number."""
MOST_FILES: Final = 4
TRIES: Final = 4
"""Of a write that finds the database locked; each waits by itself (`store/dialect.py`)."""
_VERDICTS: Final = frozenset({"passed", "failed", "could-not-check"})


class FilesRefused(LabError):
    """More files than a page shows, or a name that no board takes. Details: most."""

    code = "files-refused"


@dataclass(frozen=True, slots=True)
class CheckSum:
    """All checks of one learner for one exercise. `since_pass`: failed checks since the last one that passed.

    `passed_ms` is when it first passed, None until then; `mistake` the last one recognised, `same_mistake` how many
    times in a row; `best_parts` the most of its `parts` that passed at once; `version` of the last check.
    """

    checks: int = 0
    verdict: str = ""
    mistake: str | None = None
    same_mistake: int = 0
    passed_ms: int | None = None
    first_ms: int = 0
    last_ms: int = 0
    since_pass: int = 0
    best_parts: int = 0
    parts: int = 0
    version: int = 0

    def after(self, check: CheckRecord) -> CheckSum:
        """Return the sum with one more check."""
        has_passed = check.verdict == "passed"
        is_same = check.mistake is not None and check.mistake == self.mistake
        return replace(
            self,
            checks=self.checks + 1,
            verdict=check.verdict,
            mistake=check.mistake,
            same_mistake=0 if check.mistake is None else self.same_mistake + 1 if is_same else 1,
            passed_ms=check.checked_ms if has_passed and self.passed_ms is None else self.passed_ms,
            first_ms=self.first_ms or check.checked_ms,
            last_ms=check.checked_ms,
            since_pass=0 if has_passed else self.since_pass + 1,
            best_parts=max(self.best_parts, check.parts_passed),
            parts=check.parts or self.parts,
            version=check.version,
        )


class LearnerWork:
    """The work of one room's learners. Safe to use from several threads."""

    def __init__(
        self,
        progress: ProgressStore,
        live: LiveChannel,
        clock_ms: Callable[[], int] = lambda: int(time.time() * 1000),
    ) -> None:
        self._progress, self._live, self._clock_ms = progress, live, clock_ms
        # The channel's lock is taken before the first and after the second.
        self._lock, self._opening = threading.RLock(), threading.Lock()
        self._sums: dict[int, dict[str, CheckSum]] = {}
        self._topics: dict[int, LiveTopic] = {}
        self._saved: dict[int, dict[str, Any]] = {}
        for check in progress.checks():
            self._add(check)
        self.topic = live.open(CHECKS, self._everything)

    def program(self, learner_id: int, exercise: str) -> ProgramVersion | None:
        """Return the newest version of a program, None where there is none yet."""
        return self._progress.newest_program(learner_id, exercise)

    def versions(self, learner_id: int, exercise: str) -> list[ProgramVersion]:
        """Return every version that is kept, the newest first."""
        return self._progress.programs(learner_id, exercise)[::-1]

    def headers(self, learner_id: int) -> list[ProgramHeader]:
        """Return the programs that a learner has, the one saved last first, without their text."""
        return self._progress.program_headers(learner_id)

    def save(
        self, learner_id: int, exercise: str, files: Mapping[str, str], base: str | None, page: str = ""
    ) -> ProgramVersion:
        """Keep what a page holds, on top of the content with the token `base`; `page` names the page to the others.

        Raises ProgramChanged, FilesRefused, ProgramTooLarge, ProgramNotText.
        """
        kept = checked_files(files)
        text, now_ms = kept.pop(MAIN), self._clock_ms()
        version = _patiently(lambda: self._progress.autosave(learner_id, exercise, text, now_ms, base=base, files=kept))
        self._tell_pages(learner_id, exercise, version, page)
        return version

    def bring(self, learner_id: int, exercise: str, files: Mapping[str, str]) -> ProgramVersion:
        """Make files that come from elsewhere the newest version; what was the newest stays a version.

        Raises FilesRefused, ProgramTooLarge, ProgramNotText.
        """
        kept = checked_files(files)
        text, now_ms = kept.pop(MAIN), self._clock_ms()
        version = _patiently(lambda: self._progress.save_program(learner_id, exercise, text, now_ms, files=kept))
        self._tell_pages(learner_id, exercise, version, "")
        return version

    def restore(self, learner_id: int, exercise: str, number: int) -> ProgramVersion | None:
        """Make an old version the newest one again, None where it is not kept; what was the newest stays a version."""
        old = next((one for one in self.versions(learner_id, exercise) if one.number == number), None)
        if old is None:
            return None
        version = self._progress.save_program(learner_id, exercise, old.text, self._clock_ms(), files=old.files)
        self._tell_pages(learner_id, exercise, version, "")
        return version

    def add_check(self, learner_id: int, exercise: str, files: Mapping[str, str], report: Mapping[str, Any]) -> None:
        """Keep the verdict of a report (docs/report.md) on a program."""
        verdict: CheckVerdict = report["verdict"] if report["verdict"] in _VERDICTS else "could-not-check"
        marks = Counter(check["verdict"] for check in report.get("checks", ()))
        mistake = next((check["hint"]["id"] for check in report.get("checks", ()) if check.get("hint")), None)
        now_ms, kept = self._clock_ms(), checked_files(files)
        text, parts = kept.pop(MAIN), {"parts_passed": marks["passed"], "parts": marks.total()}
        version = _patiently(
            lambda: self._progress.add_check(learner_id, exercise, text, verdict, mistake, now_ms, files=kept, **parts)
        )
        check = CheckRecord(
            "", exercise, version.number, verdict, mistake, now_ms, learner_id, marks["passed"], marks.total()
        )
        with self.topic.changing(), self._lock:
            self._add(check)
            told = self._sums[learner_id][exercise]
            self.topic.tell({"checks": [{"learner": learner_id, "exercise": exercise, **asdict(told)}]})

    def sums(self, learner_id: int) -> dict[str, CheckSum]:
        """Return a learner's sums by exercise."""
        with self._lock:
            return dict(self._sums.get(learner_id, {}))

    def all_sums(self) -> dict[int, dict[str, CheckSum]]:
        """Return everybody's sums: learner, exercise, sum."""
        with self._lock:
            return {learner: dict(mine) for learner, mine in self._sums.items()}

    def checks(self, learner_id: int, exercise: str) -> list[CheckRecord]:
        """Return a learner's checks for an exercise, oldest first."""
        return [one for one in self._progress.checks(learner_id=learner_id) if one.exercise == exercise]

    def forget(self, learner_id: int) -> None:
        """Forget what is remembered of a learner who was erased."""
        with self.topic.changing(), self._lock:
            self._sums.pop(learner_id, None)
        with self._opening:
            self._saved.pop(learner_id, None)
            if (topic := self._topics.pop(learner_id, None)) is not None:
                self._live.close(topic)

    def _tell_pages(self, learner_id: int, exercise: str, version: ProgramVersion, page: str) -> None:
        said = {"exercise": exercise, "number": version.number, "token": version.token, "page": page[:40]}
        with self._opening:
            topic = self._topics.get(learner_id)
            if topic is None:
                name = f"{WORK}{learner_id}"
                topic = self._topics[learner_id] = self._live.open(name, lambda: self._saved.get(learner_id, {}))
        with topic.changing():
            self._saved[learner_id] = said
            topic.tell(said)

    def _add(self, check: CheckRecord) -> None:
        mine = self._sums.setdefault(check.learner_id, {})
        mine[check.exercise] = mine.get(check.exercise, CheckSum()).after(check)

    def _everything(self) -> dict[str, Any]:
        with self._lock:
            rows = [
                {"learner": learner, "exercise": exercise, **asdict(one)}
                for learner, mine in self._sums.items()
                for exercise, one in mine.items()
            ]
        return {"checks": rows}


def _patiently(write: Callable[[], ProgramVersion]) -> ProgramVersion:
    """Write again where others hold the database: a learner's work is worth a wait. Raises StoreError at last."""
    for _ in range(TRIES - 1):
        try:
            return write()
        except StoreLocked:
            continue
    return write()


def checked_files(files: Mapping[str, str]) -> dict[str, str]:
    """Return files that may be kept; `main.py` must be there.

    Raises FilesRefused, FileNameIsKits, ProgramTooLarge, ProgramNotText.
    """
    from iot_lab.grading.submission import checked_program  # with it comes the simulator: not for `boards list`

    for name in filter(is_kits_name, files):
        raise FileNameIsKits(file=name)
    if MAIN not in files or len(files) > MOST_FILES or not all(is_file_name(name) for name in files):
        raise FilesRefused(most=MOST_FILES)
    checked_program("\n".join(files.values()))
    return {name: checked_program(text) for name, text in files.items()}
