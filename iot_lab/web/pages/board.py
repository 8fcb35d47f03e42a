"""One board's page: its charts, counts and log."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from iot_lab.web.explained_log import code_marked, explained_log
from iot_lab.web.language import page_texts
from iot_lab.web.pages import cards
from iot_lab.web.pages.charts import board_charts, reset_cause
from iot_lab.web.pages.format import clock_time
from iot_lab.web.requests import known_board, room

LOG_LINES = 200
blueprint = Blueprint("board", __name__)


@blueprint.get("/boards/<board>")
def page(board: str) -> str:
    """The board as the live channel knows it, or as the store does before the channel heard of it."""
    record, t = known_board(board), page_texts()
    found, lines = cards.cards(t), room().store.log_lines(board, LOG_LINES)
    card = next((one for one in found if one.name == board), None) or cards.card_of(record, t)
    window, charts = board_charts(room().store, board, t, request.args.get("window", ""))
    return render_template(
        "board.html",
        card=card,
        charts=charts,
        window=window,
        lines=lines,
        explained=explained_log(board, lines, t),
        code_marked=code_marked,
        clock_time=clock_time,
        reset_cause=reset_cause(t, card.info.get("reset_cause")),
        has_knobs=bool(room().simulated.knobs(board)),
    )
