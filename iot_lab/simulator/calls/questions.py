"""Calls about the host's questions (`guest/_questions.py`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.simulator.errno import EINVAL, Refused
from iot_lab.simulator.limits import RunEnded
from iot_lab.simulator.questions import ALL_ASKED

if TYPE_CHECKING:
    from iot_lab.simulator.board_host import BoardHost, Call
    from iot_lab.simulator.questions import Questions


def next_question(host: BoardHost, _text: str) -> str:
    """Return `[function, arguments]` in JSON; after the last question the run is over."""
    questions = _questions(host)
    question = questions.next()
    if question is not None:
        return question
    if questions.ended_as is None:
        raise Refused(EINVAL)
    raise RunEnded(ALL_ASKED)


def answer(host: BoardHost, text: str) -> str:
    """Take a function's answer, in JSON."""
    _questions(host).answer(text)
    return ""


def failed(host: BoardHost, text: str) -> str:
    """Take the traceback of a function that raised."""
    _questions(host).failed(text)
    return ""


def missing(host: BoardHost, _text: str) -> str:
    """There is no such function."""
    _questions(host).missing()
    return ""


def _questions(host: BoardHost) -> Questions:
    if host.questions is None:
        raise Refused(EINVAL)
    return host.questions


CALLS: dict[str, Call] = {
    "question-next": next_question,
    "question-answer": answer,
    "question-failed": failed,
    "question-missing": missing,
}
