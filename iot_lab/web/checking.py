"""A check asked from a page: who asks, how often they may, their place in the queue, and the verdict.

A browser is known by a cookie that it gets with an exercise's page; without one, by its computer's address.
"""

from __future__ import annotations

import logging
import secrets
from concurrent.futures import TimeoutError as NotYet
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from flask import Response, current_app, request

from iot_lab.errors import LabError
from iot_lab.web.errors import ExerciseUnknown, GraderSilent, TooManyChecks
from iot_lab.web.language import page_language
from iot_lab.web.rate import RateLimit
from iot_lab.web.requests import room

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

    from iot_lab.grading import Ticket

COOKIE = "browser"
COOKIE_AGE_S = 30 * 24 * 3600
LONGEST_COOKIE = 40
CHECKS_AT_ONCE, CHECKS_PER_S = 8, 1.0
# Many browsers may share one address: a room behind one router.
ROOM_AT_ONCE, ROOM_PER_S = 100, 20.0
LOOK_S = 0.3
_log = logging.getLogger(__name__)


def limit_checks(app: Flask) -> None:
    """Give an application its limits."""
    app.extensions["iot_lab_check_limit"] = RateLimit(CHECKS_AT_ONCE, CHECKS_PER_S)
    app.extensions["iot_lab_room_limit"] = RateLimit(ROOM_AT_ONCE, ROOM_PER_S)


def remember_browser(answer: Response) -> Response:
    """Give the browser its cookie, where it has none."""
    if not request.cookies.get(COOKIE):
        answer.set_cookie(COOKIE, secrets.token_urlsafe(12), max_age=COOKIE_AGE_S, httponly=True, samesite="Lax")
    return answer


def ask(exercise: str, program: str) -> Ticket:
    """Put a program in the grader's queue; raises LabError where it is refused."""
    if room().course.get(exercise, page_language()) is None:
        raise ExerciseUnknown(exercise=exercise[:LONGEST_COOKIE])
    client = _client()
    if not _is_allowed("iot_lab_check_limit", client) or not _is_allowed("iot_lab_room_limit", _address()):
        raise TooManyChecks
    with _blaming_nobody(exercise):
        return room().grader.submit(exercise, program, page_language(), client=client)


def places(ticket: Ticket) -> Iterator[int]:
    """Yield the place in the queue each time it changes, until the report is there; who stops reading gives it up."""
    shown = -1
    try:
        while not _has_answer(ticket):
            place = ticket.position
            if place != shown:
                shown = place
                yield place
    finally:
        ticket.abandon()


def report_of(exercise: str, ticket: Ticket) -> dict[str, Any]:
    """Return the report, once it is there; every refusal is a LabError: ours breaking is never theirs failing."""
    with _blaming_nobody(exercise):
        return ticket.answer.result()


def _has_answer(ticket: Ticket) -> bool:
    try:
        ticket.answer.exception(LOOK_S)
    except NotYet:
        return False
    return True


@contextmanager
def _blaming_nobody(exercise: str) -> Iterator[None]:
    """Turn whatever the grader raises that is no LabError into GraderSilent."""
    try:
        yield
    except LabError:
        raise
    except Exception as error:
        _log.exception("the grader failed on %s", exercise)
        raise GraderSilent from error


def _is_allowed(name: str, client: str) -> bool:
    limit: RateLimit = current_app.extensions[name]
    return limit.allows(client)


def _client() -> str:
    cookie = request.cookies.get(COOKIE, "")
    return f"browser {cookie[:LONGEST_COOKIE]}" if cookie else f"address {_address()}"


def _address() -> str:
    return request.remote_addr or "nowhere"
