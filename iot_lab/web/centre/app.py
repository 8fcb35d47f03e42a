"""The centre's application: sites write by their keys, people read by the centre's link. It orders no board.

Every process of a centre serves the same application on the same database: a request may go to any of them.
"""

from __future__ import annotations

import hmac
import logging
import threading
import time
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Flask, Response, current_app, redirect, render_template, request
from werkzeug.exceptions import HTTPException

from iot_lab import resources
from iot_lab.errors import LabError
from iot_lab.store import TelemetryStore
from iot_lab.store.site_keys import SiteKeys
from iot_lab.store.telemetry.digest import COARSE_MS, FINE_MS, counts_asked
from iot_lab.store.telemetry.site_blocks import block_counts, receive_blocks
from iot_lab.store.telemetry.sites import receive
from iot_lab.texts import next_language, own_name
from iot_lab.web import assets, language
from iot_lab.web.centre.charts import line_of
from iot_lab.web.errors import KitFault, PageUnknown, RequestWrong, WebMistake, status_of
from iot_lab.web.language import page_language, page_texts
from iot_lab.web.pages.board_words import age_words
from iot_lab.web.pages.format import decimals_for, number, series_label, written_time
from iot_lab.web.protection import add_headers, compress, fit_to_show, refuse_other_sites, style_nonce
from iot_lab.workshop.sync.block_words import blocks_from_json
from iot_lab.workshop.sync.words import (
    MOST_BYTES,
    SiteWordsRefused,
    counts_to_json,
    packed,
    parts_from_json,
    series_asked,
    unpacked,
)

if TYPE_CHECKING:
    from iot_lab.store import Database

COOKIE: Final = "centre"
DAY_MS: Final = 86_400_000
blueprint = Blueprint("centre", __name__)
_log = logging.getLogger(__name__)


class CentreLinkMissing(WebMistake):
    """A person came without the centre's link."""

    code = "centre-link-missing"
    status = 403


def create_centre(database: Database, link_key: str) -> Flask:
    """Return the application of a centre; people come in with `link_key`."""
    app = Flask(__name__, static_folder=None, template_folder=str(resources.resource("dashboard/templates")))
    app.extensions["iot_lab_database"], app.extensions["iot_lab_link"] = database, link_key
    app.extensions["iot_lab_stopping"] = threading.Event()
    app.extensions["iot_lab_assets"] = assets.built_assets()
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    app.jinja_env.finalize = fit_to_show
    app.before_request(refuse_other_sites)
    app.after_request(compress)
    app.after_request(add_headers)
    for part in (blueprint, assets.blueprint, language.blueprint):
        app.register_blueprint(part)
    app.context_processor(_page_context)
    app.register_error_handler(Exception, _explain)
    return app


@blueprint.post("/api/site/compare")
def compare() -> Response:
    """Say how many samples there are here of the buckets that a site has."""
    room, said = _site()
    width_ms, asked = series_asked(said)
    if width_ms not in {COARSE_MS, FINE_MS}:
        raise SiteWordsRefused
    with _database().reading() as connection:
        counts = counts_asked(connection, room, width_ms, asked)
    return _packed(counts_to_json(counts))


@blueprint.post("/api/site/samples")
def samples() -> Response:
    """Store parts of series."""
    room, said = _site()
    receive(_database(), room, parts_from_json(said))
    return _packed({})


@blueprint.post("/api/site/blocks/compare")
def compare_blocks() -> Response:
    """Say how many blocks of streams there are here, by time."""
    room, _ = _site()
    with _database().reading() as connection:
        return _packed(counts_to_json(block_counts(connection, room)))


@blueprint.post("/api/site/blocks")
def blocks() -> Response:
    """Store blocks of streams."""
    room, said = _site()
    receive_blocks(_database(), room, blocks_from_json(said))
    return _packed({})


@blueprint.get("/")
def rooms() -> Response | str:
    """All rooms, to be read."""
    if "key" in request.args:
        # The link's key goes into a cookie and out of the address, which people show on a projector.
        answer = redirect("/", code=303)
        answer.set_cookie(COOKIE, request.args["key"], httponly=True, samesite="Lax")
        return answer  # type: ignore[return-value]
    _refuse_strangers()
    return render_template("centre.html", sites=SiteKeys(_database()).every())


@blueprint.get("/rooms/<room>")
def one_room(room: str) -> str:
    """The boards of a room with their series."""
    _refuse_strangers()
    store = _store(room)
    boards = [(board, store.series(board.name)) for board in store.boards()]
    return render_template("centre_room.html", name=room, boards=boards, **_words())


@blueprint.get("/rooms/<room>/<board>/<series>")
def one_series(room: str, board: str, series: str) -> str:
    """A series' last day, or what there is of it, as a line."""
    _refuse_strangers()
    store = _store(room)
    found = next((one for one in store.series(board) if one.name == series), None)
    if found is None:
        raise PageUnknown
    end_ms = (found.t_ms or _now_ms()) + 1
    chart = store.chart(board, series, end_ms - DAY_MS, end_ms)
    line = line_of(chart, end_ms)
    return render_template("centre_series.html", name=room, board=board, one=found, line=line, **_words())


def _words() -> dict[str, object]:
    """How the centre's pages write numbers, times and series: as the rooms' do."""
    t, now = page_texts(), page_language()
    return {
        "in_words": lambda count: number(count, 0, now),
        "measured": lambda value: number(value, decimals_for([value]), now),
        "label_of": lambda name: series_label(t, name),
        "written_time": written_time,
    }


def _site() -> tuple[str, object]:
    """Return the room of a site's key and what it says; answer 401 to others."""
    words = request.headers.get("Authorization", "")
    room = SiteKeys(_database()).room_of(words.removeprefix("Bearer "), _now_ms())
    if room is None:
        raise SiteKeyRefused
    return room, unpacked(request.get_data())


class SiteKeyRefused(WebMistake):
    """A site's key is none of this centre, or was revoked."""

    code = "site-key-refused"
    status = 401


def _refuse_strangers() -> None:
    link = str(current_app.extensions["iot_lab_link"])
    if not hmac.compare_digest(request.cookies.get(COOKIE, "").encode(), link.encode()):
        raise CentreLinkMissing


def _store(room: str) -> TelemetryStore:
    if room not in {site.room for site in SiteKeys(_database()).every()}:
        raise PageUnknown
    return TelemetryStore(_database(), room)


def _database() -> Database:
    found: Database = current_app.extensions["iot_lab_database"]
    return found


def _now_ms() -> int:
    return time.time_ns() // 1_000_000


def _packed(said: object) -> Response:
    return Response(packed(said), mimetype="application/octet-stream")


def _page_context() -> dict[str, object]:
    now = page_language()
    return {
        "t": page_texts(),
        "language": now,
        "other_language": (other := next_language(now)),
        "other_language_name": own_name(other),
        "assets": assets.built_assets(),
        "style_nonce": style_nonce,
        "here": request.path,
        "ago": _ago,
    }


def _ago(t_ms: int | None) -> str:
    t = page_texts()
    if t_ms is None:
        return t("centre.never")
    return age_words(_now_ms() - t_ms, t)


def _explain(error: Exception) -> tuple[Response, int]:
    mistake = _as_ours(error)
    said = page_texts().explain(mistake)
    return Response(render_template("centre_error.html", said=said)), status_of(mistake)


def _as_ours(error: Exception) -> LabError:
    if isinstance(error, LabError):
        return error
    if isinstance(error, HTTPException):
        return PageUnknown() if error.code in {404, 405} else RequestWrong()
    _log.error("a page of the centre failed: %s %s", request.method, request.path, exc_info=error)
    return KitFault()
