"""Who of the learners asks: a browser keeps the personal code in a cookie that this room signed.

A page without a learner (a trainer who tries, a visitor) works all the same; its programs stay in its browser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Response, g, request

from iot_lab.web.errors import NotJoined
from iot_lab.web.requests import room

if TYPE_CHECKING:
    from iot_lab.workshop.learners import Learner

COOKIE: Final = "learner"
COOKIE_AGE_S: Final = 400 * 24 * 3600


def current_learner() -> Learner | None:
    """Return the learner of the current request."""
    return _known()[0]


def current_code() -> str:
    """Return the personal code of the current request's learner; empty where there is none."""
    return _known()[1]


def required_learner() -> Learner:
    """Return the learner of the current request. Raises NotJoined."""
    learner = current_learner()
    if learner is None:
        raise NotJoined
    return learner


def remember_learner(answer: Response, code: str) -> None:
    """Give this browser the learner's cookie."""
    cookie = room().learners.cookie_of(code)
    answer.set_cookie(COOKIE, cookie, max_age=COOKIE_AGE_S, httponly=True, samesite="Lax")


def forget_learner(answer: Response) -> None:
    """Take the cookie back: the next person at this computer is somebody else."""
    answer.delete_cookie(COOKIE, httponly=True, samesite="Lax")


def _known() -> tuple[Learner | None, str]:
    if "learner" not in g:
        cookie = request.cookies.get(COOKIE, "")
        g.learner = (room().learners.of_cookie(cookie) if cookie else None) or (None, "")
    found: tuple[Learner | None, str] = g.learner
    return found
