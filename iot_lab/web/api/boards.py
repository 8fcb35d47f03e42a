"""The API of the boards, their series and charts; and whether the kit works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, current_app, jsonify

from iot_lab.threads import threads_in_trouble
from iot_lab.web.explained_log import explained_log
from iot_lab.web.language import page_texts
from iot_lab.web.openapi import openapi
from iot_lab.web.requests import LATEST_MS, first_ms, known_board, now_ms, room, until_ms, whole_number
from iot_lab.workshop.metrics import CONTENT_TYPE, GraderFacts, metrics_text

if TYPE_CHECKING:
    from iot_lab.store import BoardRecord, SeriesRecord

MOST_BUCKETS = 2000
DEFAULT_BUCKETS = 500
LOG_LINES = 200
blueprint = Blueprint("boards_api", __name__)


@blueprint.get("/health")
def health() -> tuple[Response, int]:
    """Say whether the kit works, for a script; 503 where one of its permanent threads does not."""
    trouble = threads_in_trouble()
    if trouble:
        return jsonify({"state": "broken", "room": room().name, "threads": trouble}), 503
    return jsonify({"state": room().hub.state().state, "room": room().name}), 200


@blueprint.get("/metrics")
def metrics() -> Response:
    """What Prometheus reads (docs/export.md)."""
    graders = GraderFacts(len(room().grader.process_ids()), room().grader.waiting())
    boards, hub = room().store.boards(), room().hub.state()
    text = metrics_text(room().name, boards, hub, graders, len(threads_in_trouble()))
    return Response(text, content_type=CONTENT_TYPE)


@blueprint.get("/api/openapi.json")
def api_document() -> Response:
    """What programs may ask, and how they are answered."""
    return jsonify(openapi(current_app))


@blueprint.get("/api/boards")
def boards() -> Response:
    """Every board of the room."""
    return jsonify({"now": now_ms(), "boards": [_board_json(board) for board in room().store.boards()]})


@blueprint.get("/api/boards/<board>")
def board_with_series(board: str) -> Response:
    """One board with its series, their last values and their counts."""
    found = [_series_json(series) for series in room().store.series(board, until_ms())]
    return jsonify({"now": now_ms(), **_board_json(known_board(board)), "series": found})


@blueprint.get("/api/boards/<board>/series/<series>/chart")
def chart(board: str, series: str) -> Response:
    """One series between `start` and `end` (ms since 1970; all of it where `start` is missing), in `buckets`."""
    known_board(board)
    end_ms = whole_number("end", now_ms(), LATEST_MS)
    buckets = max(1, whole_number("buckets", DEFAULT_BUCKETS, MOST_BUCKETS))
    start_ms = whole_number("start", -1, LATEST_MS)
    if start_ms < 0:
        start_ms = first_ms(board, series, end_ms)
    found = room().store.chart(board, series, start_ms, end_ms, buckets)
    columns = {"t": found.t_ms, "low": found.low, "high": found.high, "mean": found.mean}
    return jsonify({"start": start_ms, "end": end_ms, **columns})


@blueprint.get("/api/boards/<board>/explained")
def explained(board: str) -> Response:
    """The last error in the board's log, in words; both null where there is none."""
    known_board(board)
    found = explained_log(board, room().store.log_lines(board, LOG_LINES), page_texts())
    return jsonify({"t": found.t_ms, "text": found.text} if found else {"t": None, "text": None})


def _board_json(board: BoardRecord) -> dict[str, Any]:
    return {"name": board.name, "state": board.state, "seen_ms": board.seen_ms, "info": board.info}


def _series_json(series: SeriesRecord) -> dict[str, Any]:
    counts = {"stored": series.stored, "late": series.late, "missing": series.missing, "duplicates": series.duplicates}
    return {"name": series.name, "unit": series.unit, "v": series.value, "t": series.t_ms, **counts}
