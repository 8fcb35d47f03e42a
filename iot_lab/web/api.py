"""The JSON API: boards, their series and charts, and the check of a program."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, current_app, jsonify, request

from iot_lab.web.checking import ask, report_of
from iot_lab.web.mistakes import BoardUnknown, RequestWrong

if TYPE_CHECKING:
    from iot_lab.store import BoardRecord, Chart, SeriesRecord
    from iot_lab.web.services import Services

MOST_BUCKETS = 2000
DEFAULT_BUCKETS = 500
LATEST_MS = 2**53
blueprint = Blueprint("api", __name__, url_prefix="/api")


def services() -> Services:
    """Return what the application was made with."""
    found: Services = current_app.extensions["iot_lab_services"]
    return found


def now_ms() -> int:
    """Return the time of this computer, in ms since 1970."""
    return int(time.time() * 1000)


@blueprint.get("/boards")
def boards() -> Response:
    """Every board of the room."""
    return jsonify({"now": now_ms(), "boards": [_board_json(board) for board in services().store.boards()]})


@blueprint.get("/boards/<board>")
def board_with_series(board: str) -> Response:
    """One board with its series, their last values and their counts."""
    found = [_series_json(series) for series in services().store.series(board)]
    return jsonify({"now": now_ms(), **_board_json(known_board(board)), "series": found})


@blueprint.get("/boards/<board>/series/<series>/chart")
def chart(board: str, series: str) -> Response:
    """One series between `start` and `end` (ms since 1970; all of it where `start` is missing), in `buckets`."""
    known_board(board)
    end_ms = _whole_number("end", now_ms(), LATEST_MS)
    buckets = max(1, _whole_number("buckets", DEFAULT_BUCKETS, MOST_BUCKETS))
    start_ms = _whole_number("start", -1, LATEST_MS)
    if start_ms < 0:
        start_ms = first_ms(board, series, end_ms)
    found = services().store.chart(board, series, start_ms, end_ms, buckets)
    return jsonify({"start": start_ms, "end": end_ms, **chart_json(found)})


@blueprint.post("/exercises/<exercise>/check")
def check(exercise: str) -> Response:
    """The grader's report on `{"program": "..."}`."""
    body = request.get_json(silent=True)
    program = body.get("program") if isinstance(body, dict) else None
    if not isinstance(program, str):
        raise RequestWrong
    return jsonify(report_of(exercise, ask(exercise, program)))


def known_board(name: str) -> BoardRecord:
    """Return a board of the room, or raise BoardUnknown."""
    for board in services().store.boards():
        if board.name == name:
            return board
    raise BoardUnknown(board=name)


def first_ms(board: str, series: str, end_ms: int) -> int:
    """Return when a series began; a minute before `end_ms` where it has no sample."""
    oldest = services().store.samples(board, series, 0, end_ms, 1)
    return oldest[0].t_ms if oldest else end_ms - 60_000


def chart_json(found: Chart) -> dict[str, Any]:
    """Return a chart's columns: times in ms, and the lowest, highest and mean value of each bucket."""
    return {"t": found.t_ms, "low": found.low, "high": found.high, "mean": found.mean}


def _whole_number(name: str, default: int, most: int) -> int:
    text = request.args.get(name)
    if text is None:
        return default
    if not text.isascii() or not text.isdigit() or len(text) > 16 or int(text) > most:
        raise RequestWrong
    return int(text)


def _board_json(board: BoardRecord) -> dict[str, Any]:
    return {"name": board.name, "state": board.state, "seen_ms": board.seen_ms, "info": board.info}


def _series_json(series: SeriesRecord) -> dict[str, Any]:
    counts = {"stored": series.stored, "late": series.late, "missing": series.missing, "duplicates": series.duplicates}
    return {"name": series.name, "unit": series.unit, "v": series.value, "t": series.t_ms, **counts}
