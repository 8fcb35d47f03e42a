"""A check asked from a page: who asks, how often and how many they may, their place in the queue, and the verdict.

A learner is known by their cookie, another browser by one that it gets with an exercise's page, and without one by its
computer's address. What a learner asks is kept with its verdict (`workshop/learner_work.py`). A page that
asks for a verdict is answered within a moment, with the verdict or with the place in the queue and an address to ask
again (202): no thread waits, or a hundred checks would hold all there are. A moment is waited all the same where
threads are to spare, since most verdicts take less. The API waits for the report, as scripts expect, as long as few do.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import secrets
import threading
from collections import deque
from concurrent.futures import TimeoutError as NotYet
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from flask import Response, current_app, g, request

from iot_lab.contract.program_parts import MAIN
from iot_lab.errors import LabError
from iot_lab.web.asked_checks import AskedChecks
from iot_lab.web.errors import ExerciseUnknown, GraderSilent, TooManyChecks
from iot_lab.web.language import page_language
from iot_lab.web.learner import current_learner
from iot_lab.web.rate import RateLimit
from iot_lab.web.requests import room
from iot_lab.web.shares import Shares
from iot_lab.web.trainer import is_trainer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from concurrent.futures import Future

    from flask import Flask

    from iot_lab.web.asked_checks import AskedCheck

COOKIE = "browser"
COOKIE_AGE_S = 30 * 24 * 3600
LONGEST_COOKIE = 64
CHECKS_AT_ONCE, CHECKS_PER_S = 8, 1.0
# Many browsers may share one address: a room behind one router.
ROOM_AT_ONCE, ROOM_PER_S = 100, 20.0
MOST_CHECKS, CHECKS_OF_ONE = 200, 8
"""Waiting or being checked; an address has its share of them."""
MOMENT_S = 0.25
MOST_MOMENTS = 16
MOST_PATIENT = 16
"""Threads that wait a moment, and that wait for a report (iot_lab/web/server.py has so many more)."""
_log = logging.getLogger(__name__)


def limit_checks(app: Flask) -> None:
    """Give an application its limits, and its memory of checks."""
    app.extensions["iot_lab_check_limit"] = RateLimit(CHECKS_AT_ONCE, CHECKS_PER_S)
    app.extensions["iot_lab_room_limit"] = RateLimit(ROOM_AT_ONCE, ROOM_PER_S)
    app.extensions["iot_lab_check_shares"] = Shares(MOST_CHECKS, CHECKS_OF_ONE)
    app.extensions["iot_lab_moments"] = threading.BoundedSemaphore(MOST_MOMENTS)
    app.extensions["iot_lab_patience"] = threading.BoundedSemaphore(MOST_PATIENT)
    app.extensions["iot_lab_checks"] = AskedChecks()
    app.extensions["iot_lab_browser_key"] = secrets.token_bytes(32)


def remember_browser(answer: Response) -> Response:
    """Give the browser its cookie, where it has none of ours: made-up ones would buy a turn with each name."""
    if not _own_cookie():
        answer.set_cookie(COOKIE, _new_cookie(), max_age=COOKIE_AGE_S, httponly=True, samesite="Lax")
    return answer


def board_owner() -> str:
    """Return whose drawn board the asker runs: a learner's, on any computer, or this browser's."""
    if (learner := current_learner()) is not None:
        return f"learner-{learner.id}"
    browser = (_own_cookie() or _new_cookie()).encode()
    return f"browser-{hashlib.sha256(browser).hexdigest()[:24]}"


def _new_cookie() -> str:
    """Return the cookie that this answer will give."""
    if "browser_cookie" not in g:
        g.browser_cookie = _signed(secrets.token_urlsafe(12))
    found: str = g.browser_cookie
    return found


def ask(exercise: str, program: str, *, files: Mapping[str, str] | None = None, is_kept: bool = True) -> AskedCheck:
    """Put a program, with files beside it, in the grader's queue; raises LabError where it is refused.

    The verdict on a learner's program is kept, unless it is the same one asked again in another language.
    """
    if room().course.get(exercise, page_language()) is None:
        raise ExerciseUnknown(exercise=exercise[:LONGEST_COOKIE])
    if not is_trainer():
        room().units.refuse_closed(exercise)
    client, address = _client(), _address()
    if not _is_allowed("iot_lab_check_limit", client) or not _is_allowed("iot_lab_room_limit", address):
        raise TooManyChecks
    shares: Shares = current_app.extensions["iot_lab_check_shares"]
    if not shares.take(address):
        raise TooManyChecks
    try:
        with _blaming_nobody(exercise):
            queued = room().grader.submit(
                exercise, program, page_language(), client=client, address=address, files=files
            )
    except LabError:
        shares.release(address)
        raise
    queued.answer.add_done_callback(lambda _: shares.release(address))
    if is_kept:
        queued.answer.add_done_callback(_keeper()(exercise, {**(files or {}), MAIN: program}))
    return _checks().add(exercise, program, client, queued)


def check_brought(programs: Mapping[str, Mapping[str, str]]) -> bool:
    """Check programs that a learner brought, exercise -> files, for the class's sums; nobody waits for the verdicts.

    They are checked one after the other, in one place of the queue; False where even that would be too much now.
    """
    client, address = _client(), _address()
    shares: Shares = current_app.extensions["iot_lab_check_shares"]
    if not _is_allowed("iot_lab_check_limit", client) or not shares.take(address):
        return False
    grader, language, keep = room().grader, page_language(), _keeper()
    waiting = deque(programs.items())

    def check_next(_: object = None) -> None:
        while waiting:
            exercise, files = waiting.popleft()
            beside = {name: text for name, text in files.items() if name != MAIN}
            try:
                queued = grader.submit(exercise, files[MAIN], language, client=client, address=address, files=beside)
            except LabError:
                _log.exception("a program that was brought could not be checked")
                continue
            queued.answer.add_done_callback(keep(exercise, files))
            queued.answer.add_done_callback(check_next)
            return
        shares.release(address)

    check_next()
    return True


def _keeper() -> Callable[[str, Mapping[str, str]], Callable[[Future[dict[str, Any]]], None]]:
    """Return what makes, for a program, the callback that keeps its verdict with the asker's work."""
    learner, work = current_learner(), room().work

    def of(exercise: str, files: Mapping[str, str]) -> Callable[[Future[dict[str, Any]]], None]:
        def keep(done: Future[dict[str, Any]]) -> None:
            if learner is None or done.cancelled() or done.exception() is not None:
                return
            try:
                work.add_check(learner.id, exercise, files, done.result(0))
            except LabError:
                _log.exception("a verdict could not be kept")

        return keep

    return of


def asked_before(number: str) -> AskedCheck:
    """Return a check of this browser that was asked before. Raises CheckUnknown."""
    return _checks().find(number, _client())


def has_verdict(check: AskedCheck) -> bool:
    """Say whether the verdict is there; a moment is waited for it where threads are to spare."""
    return check.is_answered or _waits("iot_lab_moments", check, MOMENT_S)


def has_verdict_in_time(check: AskedCheck) -> bool:
    """Wait for the verdict; False where too many wait already."""
    return check.is_answered or _waits("iot_lab_patience", check, None)


def report_of(check: AskedCheck) -> dict[str, Any]:
    """Return the report that is there; every refusal is a LabError: ours breaking is never theirs failing."""
    with _blaming_nobody(check.exercise):
        return check.queued.answer.result(0)


def _waits(places: str, check: AskedCheck, limit_s: float | None) -> bool:
    threads: threading.Semaphore = current_app.extensions[places]
    if not threads.acquire(blocking=False):
        return False
    try:
        check.queued.answer.exception(limit_s)
    except NotYet:
        return False
    finally:
        threads.release()
    return True


def _checks() -> AskedChecks:
    found: AskedChecks = current_app.extensions["iot_lab_checks"]
    return found


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
    if (learner := current_learner()) is not None:
        return f"learner {learner.id}"
    cookie = _own_cookie()
    return f"browser {cookie}" if cookie else f"address {_address()}"


def _own_cookie() -> str:
    """Return the browser's cookie where this start of the kit gave it, else nothing."""
    cookie = request.cookies.get(COOKIE, "")[:LONGEST_COOKIE]
    return cookie if hmac.compare_digest(_signed(cookie.partition(".")[0]).encode(), cookie.encode()) else ""


def _signed(name: str) -> str:
    key: bytes = current_app.extensions["iot_lab_browser_key"]
    return f"{name}.{hmac.new(key, name.encode(), 'sha256').hexdigest()[:24]}"


def _address() -> str:
    return request.remote_addr or "nowhere"
