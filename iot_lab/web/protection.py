"""What every answer carries and every request must pass: headers, sizes, our name, and no form from another site.

A page also passes the gate of foreign_text.py as it is written: whatever a template is given, a client identifier, an
address that somebody typed, leaves it without letters that command a screen or turn a line around.

Chrome sends Sec-Fetch-Site only to secure origins, so on a classroom's plain HTTP the Origin header decides.
"""

from __future__ import annotations

import gzip
import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, g, request
from markupsafe import Markup
from werkzeug.routing import IntegerConverter, Map

from iot_lab.foreign_text import clean_lines
from iot_lab.web.errors import OtherName, OtherSite
from iot_lab.web.own_names import is_own_name
from iot_lab.web.requests import LATEST_MS, room

LONGEST_BODY_BYTES = 256 * 1024
"""A program of 64 KB, which the grader measures itself, as a form or JSON writes it: up to three times longer."""
LONGEST_FILE_BYTES = 8 * 1024 * 1024
"""Of recordings that are brought: ten times what a class records in an afternoon. Only pages that say so take it."""
SHORTEST_COMPRESSED_BYTES = 1024
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_COMPRESSED_KINDS = frozenset({"text/html", "application/json"})


class NumberInAddress(IntegerConverter):
    """A number in an address, no longer than a database keeps."""

    def __init__(self, url_map: Map, fixed_digits: int = 0) -> None:
        super().__init__(url_map, fixed_digits, max=LATEST_MS)


def protect(app: Flask) -> None:
    """Add the rules of this module to an application; before its routes."""
    app.url_map.converters["int"] = NumberInAddress
    app.jinja_env.finalize = fit_to_show
    app.config["MAX_CONTENT_LENGTH"] = LONGEST_BODY_BYTES
    app.config["MAX_FORM_MEMORY_SIZE"] = LONGEST_BODY_BYTES
    app.before_request(refuse_other_names)
    app.before_request(refuse_other_sites)
    app.after_request(compress)
    app.after_request(add_headers)


def refuse_other_names() -> None:
    """Refuse a request that asks for another computer's name, whatever it asks for."""
    if not is_own_name(request.host, room().settings.host, room().pages.local_name):
        raise OtherName(name=request.host[:80], address=next(iter(room().addresses), "http://127.0.0.1/"))


def refuse_other_sites() -> None:
    """Refuse a request that changes something and comes from another site's page."""
    if request.method in _SAFE_METHODS:
        return
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
    is_foreign_origin = origin is not None and urlsplit(origin).netloc != request.host
    if is_foreign_origin or site not in {None, "same-origin", "none"}:
        raise OtherSite


def fit_to_show(value: object) -> object:
    """Return what a template writes at `{{ value }}`; HTML (Markup: what `| e` gives, too) stays as it is."""
    return clean_lines(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def style_nonce() -> str:
    """Return this answer's password for the styles within the page, and for those that the code editor makes."""
    if "style_nonce" not in g:
        g.style_nonce = secrets.token_urlsafe(12)
    nonce: str = g.style_nonce
    return nonce


def add_headers(answer: Response) -> Response:
    """Say what this page may load, and that nobody may frame, sniff or follow it."""
    nonce = f" 'nonce-{g.style_nonce}'" if "style_nonce" in g else ""
    answer.headers.setdefault(
        "Content-Security-Policy",
        f"default-src 'none'; script-src 'self'; style-src 'self'{nonce}; img-src 'self' data:; connect-src 'self'; "
        "worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["X-Frame-Options"] = "DENY"
    answer.headers["Referrer-Policy"] = "same-origin"
    answer.headers.setdefault("Cache-Control", "no-store")
    return answer


def compress(answer: Response) -> Response:
    """Compress pages and JSON; files of the bundle were compressed at build time, the stream must not be."""
    is_worth_it = answer.mimetype in _COMPRESSED_KINDS and not answer.is_streamed
    if not is_worth_it or not request.accept_encodings.quality("gzip") or "Content-Encoding" in answer.headers:
        return answer
    answer.vary.add("Accept-Encoding")
    body = answer.get_data()
    if len(body) >= SHORTEST_COMPRESSED_BYTES:
        answer.set_data(gzip.compress(body, 5, mtime=0))
        answer.headers["Content-Encoding"] = "gzip"
    return answer
