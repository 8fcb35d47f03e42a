"""Who is the trainer: the person who opened the link printed at start. The cookie never holds the key itself."""

from __future__ import annotations

import hashlib
import hmac

from flask import Response, request

COOKIE = "trainer"
COOKIE_AGE_S = 7 * 24 * 3600


def is_right_key(given: str, key: str) -> bool:
    """Compare in a time that tells nothing about the key."""
    return hmac.compare_digest(given.encode(), key.encode())


def remember_trainer(answer: Response, key: str) -> None:
    """Give this browser the trainer's cookie."""
    answer.set_cookie(COOKIE, _proof(key), max_age=COOKIE_AGE_S, httponly=True, samesite="Lax")


def is_trainer(key: str) -> bool:
    """Say whether the current request comes from the trainer's browser."""
    return hmac.compare_digest(request.cookies.get(COOKIE, "").encode(), _proof(key).encode())


def _proof(key: str) -> str:
    return hmac.new(key.encode(), b"iot-lab trainer", hashlib.sha256).hexdigest()
