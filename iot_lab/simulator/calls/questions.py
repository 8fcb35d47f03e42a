"""Calls about the host's questions (`guest/_questions.py`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.simulator.errno import EINVAL, Refused
from iot_lab.simulator.questions import ALL_ASKED
from iot_lab.simulator.sandbox import RunEnded

if TYPE_CHECKING:
    from iot_lab.simulator.door import Call, Door
    from iot_lab.simulator.questions import Questions


def next_question(door: Door, _text: str) -> str:
    """Return `[function, arguments]` in JSON; after the last question the run is over."""
    questions = _questions(door)
    question = questions.next()
    if question is not None:
        return question
    if questions.ended_as is None:
        raise Refused(EINVAL)
    raise RunEnded(ALL_ASKED)


def answer(door: Door, text: str) -> str:
    """Take a function's answer, in JSON."""
    _questions(door).answer(text)
    return ""


def failed(door: Door, text: str) -> str:
    """Take the traceback of a function that raised."""
    _questions(door).failed(text)
    return ""


def missing(door: Door, _text: str) -> str:
    """There is no such function."""
    _questions(door).missing()
    return ""


def _questions(door: Door) -> Questions:
    if door.questions is None:
        raise Refused(EINVAL)
    return door.questions


CALLS: dict[str, Call] = {
    "question-next": next_question,
    "question-answer": answer,
    "question-failed": failed,
    "question-missing": missing,
}
