"""Which language a page speaks: the one chosen with the header's button, else the browser's, else French."""

from __future__ import annotations

import re
from typing import Final

from flask import Blueprint, Response, g, redirect, request

from iot_lab.texts import LANGUAGES, Texts, preferred_language, texts
from iot_lab.web.errors import RequestWrong

COOKIE = "language"
COOKIE_AGE_S = 365 * 24 * 3600
_NOT_IN_A_HEADER: Final = re.compile(r"[\x00-\x20\x7f]")
blueprint = Blueprint("language", __name__)


def page_language() -> str:
    """Return the language of the current request."""
    chosen = request.cookies.get(COOKIE)
    return chosen if chosen in LANGUAGES else preferred_language(request.accept_languages.values())


def page_texts() -> Texts:
    """Return the texts of the current request's language."""
    if "texts" not in g:
        g.texts = texts(page_language())
    found: Texts = g.texts
    return found


@blueprint.post("/language")
def choose() -> Response:
    """Remember a language and go back to the page it was chosen on."""
    chosen = request.form.get("language", "")
    if chosen not in LANGUAGES:
        raise RequestWrong
    answer = Response(status=303, headers={"Location": local_path(request.form.get("next", "/"))})
    answer.set_cookie(COOKIE, chosen, max_age=COOKIE_AGE_S, httponly=True, samesite="Lax")
    return answer


def local_path(path: str) -> str:
    r"""Return `path` where it stays on this site, else the first page (`//host` and `/\host` lead elsewhere)."""
    stays = path.startswith("/") and path[1:2] not in {"/", "\\"} and path.isprintable()
    return path if stays else "/"


def back_to(path: str) -> Response:
    """Return a redirection to a page of ours."""
    return redirect(one_line(path), code=303)  # type: ignore[return-value]


def one_line(address: str) -> str:
    """Return an address that fits a header: a name in it may hold ends of lines (`%0a` in what was asked for)."""
    return _NOT_IN_A_HEADER.sub(lambda found: f"%{ord(found[0]):02X}", address)
