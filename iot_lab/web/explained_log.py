"""What the explainer says of the last error in a board's log, be the board simulated or real."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from markupsafe import Markup

from iot_lab.explain import explain, last_error
from iot_lab.web.requests import known_board, room
from iot_lab.workshop.sent_programs import SentPrograms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iot_lab.store import LogLine
    from iot_lab.texts import Texts


ANSWERED_MS: Final = 2_000
"""A program is kept once the board has answered: its error may have come before."""


class ExplainedError(NamedTuple):
    """The last error of a log, in words, and when it came (ms since 1970)."""

    t_ms: int
    text: str


def code_marked(text: str) -> Markup:
    """Return a sentence as HTML, what stands between backticks as code."""
    parts = text.split("`")
    return Markup("").join(Markup("<code>{}</code>").format(part) if i % 2 else part for i, part in enumerate(parts))


def explained_log(board: str, lines: Sequence[LogLine], t: Texts) -> ExplainedError | None:
    """Return the last error of a log in words, those of the program where it is known."""
    found = last_error([line.text for line in lines])
    if found is None or _is_of_an_earlier_program(board, lines[found.place].t_ms):
        return None
    source = program_of(board) if found.is_of_the_program else ""
    return ExplainedError(lines[found.place].t_ms, explain(found.error, source).told(t))


def _is_of_an_earlier_program(board: str, t_ms: int) -> bool:
    """Whether another program was sent since, which the board has: its lines are not those that the error names."""
    sent_ms = SentPrograms(room().folder.path).sent_ms(board, _digest_of(board))
    return sent_ms is not None and t_ms < sent_ms - ANSWERED_MS


def _digest_of(board: str) -> object:
    told = known_board(board).info.get("program")
    return told.get("sha256") if isinstance(told, dict) else None


def program_of(board: str) -> str:
    """Return the program of a board of ours, or the one that was last sent to a real one that still has it."""
    return room().simulated.program(board) or SentPrograms(room().folder.path).find(board, _digest_of(board))
