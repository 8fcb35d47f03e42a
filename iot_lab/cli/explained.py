"""What the explainer says of a program that ran in the terminal: its error, one that it hid, what its text proves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.explain import ErrorText, Source, Swallowed, explain, half_used_parts, quiet_mistakes, swallowed
from iot_lab.simulator.errors import from_traceback

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iot_lab.explain import Diagnosis
    from iot_lab.simulator.board import Event
    from iot_lab.simulator.caught import CaughtError
    from iot_lab.simulator.errors import GuestError


def diagnoses(
    program: str, error: GuestError | None, events: Sequence[Event], caught: Sequence[CaughtError]
) -> list[Diagnosis]:
    """Return what there is to say, the error first; nothing of a program in which nothing is wrong."""
    source = Source(program)
    found: list[Diagnosis | None] = []
    if error is not None:
        found.append(explain(_as_text(error), source))
    told = next((event.value for event in events if event.kind == "callback-error"), None)
    if told is not None:
        found.append(explain(_as_text(from_traceback(str(told), program), is_in_callback=True), source))
    found.append(swallowed(source, [Swallowed(one.handler_line, _as_text(one.error), one.count) for one in caught]))
    known = {(one.id, one.line) for one in found if one}
    every = (*quiet_mistakes(source), *half_used_parts(source))
    quiet = [one for one in every if (one.id, one.line) not in known]
    return [one for one in (*found, *quiet) if one is not None]


def _as_text(error: GuestError, *, is_in_callback: bool = False) -> ErrorText:
    return ErrorText(error.type, error.message, error.line, is_in_callback)
