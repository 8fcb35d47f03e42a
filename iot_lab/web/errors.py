"""What a page or an API answer says when it cannot do what was asked: one class per remedy, with its HTTP status."""

from __future__ import annotations

from typing import ClassVar, Final

from iot_lab.errors import LabError
from iot_lab.learning.errors import LearningError

STATUSES: Final = {
    code: status
    for status, codes in {
        400: (
            "account-kind-unknown", "ai-request-wrong", "dashboard-wrong", "export-refused", "files-refused",
            "firmware-damaged", "firmware-incomplete", "firmware-misplaced", "home-order-refused", "name-refused",
            "module-not-text", "nickname-refused",
            "not-firmware", "own-name-refused", "program-not-python", "program-not-text", "root-refused",
            "site-words-refused", "wifi-refused", "work-file-wrong",
        ),
        403: ("personal-code-wrong", "room-code-wrong", "session-closed", "topic-not-yours", "unit-closed"),
        404: (
            "account-unknown", "board-not-known", "board-word-wrong", "nothing-measured", "own-work-unknown",
            "take-unknown",
            "unit-unknown", "unknown-exercise",
        ),
        # The asker may ask again once the board, the session or the name is as it must be.
        409: (
            "model-too-large", "nothing-to-send",
            "board-away", "board-out-of-reach", "board-simulated", "board-taken", "board-takes-no-program",
            "flash-session-busy", "grader-replaced", "kit-damaged", "kit-not-updatable", "kit-went-back",
            "name-taken", "nickname-taken", "no-own-wifi", "own-work-full",
            "plan-outdated",
            "program-changed", "program-failed-there", "program-left-out", "program-replaced",
            "program-resets", "program-taken-back",
            "program-takes-connection", "upload-broken",
        ),
        413: (
            "board-memory-full", "board-storage-full", "firmware-too-long", "kit-too-large", "program-too-large",
            "program-too-long-for-board",
        ),
        # The board read it and will not do it: what was asked is not of the order's shape, or not for this board.
        422: ("file-name-is-kits", "file-name-refused-there", "order-refused"),
        429: ("drawn-boards-full", "too-many-simulated", "too-many-tasks"),
        # The board took it and did not answer in time.
        504: ("board-not-back", "board-silent", "kit-not-back"),
    }.items()
    for code in codes
}  # fmt: skip
"""Code of an error of other rooms -> its status; what is not here is ours to mend: 503."""


def status_of(error: LabError) -> int:
    """Return the HTTP status of an error."""
    usual = 400 if isinstance(error, LearningError) else 503
    return error.status if isinstance(error, WebMistake) else STATUSES.get(error.code, usual)


class WebMistake(LabError):
    """A request that cannot be answered as asked."""

    status: ClassVar[int] = 400


class PageUnknown(WebMistake):
    """An address that leads nowhere."""

    code = "page-unknown"
    status = 404


class BoardNeverHeard(WebMistake):
    """A board that never spoke in this room."""

    code = "board-unknown"
    status = 404


class KnobUnknown(WebMistake):
    """Something to turn that is not around this board. Details: board, knob."""

    code = "knob-unknown"
    status = 404


class ExerciseUnknown(WebMistake):
    """An exercise that the course does not have."""

    code = "exercise-unknown"
    status = 404


class ExportBusy(WebMistake):
    """As many files as may be are being exported."""

    code = "export-busy"
    status = 503


class LearnerUnknown(WebMistake):
    """A learner who never joined, or was erased."""

    code = "learner-unknown"
    status = 404


class SolutionClosed(WebMistake):
    """A solution that the trainer does not show."""

    code = "solution-closed"
    status = 403


class NoBoardChosen(WebMistake):
    """Something asked of boards, and none was chosen."""

    code = "no-board-chosen"


class NoProgramChosen(WebMistake):
    """A program to be sent, and none was chosen."""

    code = "no-program-chosen"


class FileNotText(WebMistake):
    """A file to be sent that is no text. Details: file."""

    code = "file-not-text"


class NotASpare(WebMistake):
    """A board that somebody has, or that is away, asked for as a spare. Details: board."""

    code = "not-a-spare"
    status = 409


class RequestWrong(WebMistake):
    """A request of ours that does not read as it should."""

    code = "request-wrong"


class ProgramTooLong(WebMistake):
    """A request body above the limit."""

    code = "program-too-long"
    status = 413


class FileTooLong(WebMistake):
    """A file above the limit of its page. Details: most, in MB."""

    code = "file-too-long"
    status = 413


class OtherSite(WebMistake):
    """A form sent from another site's page."""

    code = "other-site"
    status = 403


class OtherName(WebMistake):
    """A page asked for by a name that is not this computer's: DNS rebinding, or a proxy. Details: name, address."""

    code = "other-name"
    status = 403


class TrainerOnly(WebMistake):
    """The trainer's page asked for without the trainer's link."""

    code = "trainer-only"
    status = 403


class LaptopOnly(WebMistake):
    """Work at the USB ports, asked for from another computer or by another name. Details: port."""

    code = "laptop-only"
    status = 403


class TooManyChecks(WebMistake):
    """One computer asks for more checks, or faster, than a person can read the answers."""

    code = "too-many-checks"
    status = 429


class CheckUnknown(WebMistake):
    """A check that this browser did not ask for, or that was forgotten because nobody asked for it any more."""

    code = "check-unknown"
    status = 404


class TooManyCodes(WebMistake):
    """One computer, or all together, typed too many wrong codes, or joined too often."""

    code = "too-many-codes"
    status = 429


class NotJoined(WebMistake):
    """Work of a learner, asked for by nobody: the browser's cookie is gone, or was never there."""

    code = "not-joined"
    status = 403


class TooManyRuns(WebMistake):
    """One computer starts programs faster than a person can watch them."""

    code = "too-many-runs"
    status = 429


class NoOwnBoard(WebMistake):
    """Something asked of the learner's real board, who has none (any more)."""

    code = "no-own-board"
    status = 409


class VersionUnknown(WebMistake):
    """A version of a program that is not kept (any more)."""

    code = "version-unknown"
    status = 404


class TooManyPages(WebMistake):
    """One computer has its share of live pages, or all have the server's. Details: most."""

    code = "too-many-pages"
    status = 429


class GraderSilent(WebMistake):
    """The grader gave no report: the fault is ours, never the learner's."""

    code = "grader-silent"
    status = 503


class KitFault(WebMistake):
    """A fault of the kit itself."""

    code = "kit-fault"
    status = 500
