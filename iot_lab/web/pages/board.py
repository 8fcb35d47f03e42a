"""One board's page: its charts, counts and log; and orders for whose board it is, and for the trainer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Blueprint, render_template, request

from iot_lab.web.errors import PageUnknown, TrainerOnly
from iot_lab.web.explained_log import code_marked, explained_log
from iot_lab.web.language import back_to, page_texts
from iot_lab.web.learner import current_learner
from iot_lab.web.order_places import order_place
from iot_lab.web.pages import cards
from iot_lab.web.pages.charts import board_charts, first_history, reset_cause
from iot_lab.web.pages.format import clock_time
from iot_lab.web.pages.refusal_words import refusal_words, refused_of
from iot_lab.web.requests import known_board, now_ms, room
from iot_lab.web.trainer import is_trainer
from iot_lab.workshop.ai.coverage import shown_label

if TYPE_CHECKING:
    from flask import Response

LOG_LINES = 200
MOST_REFUSED: Final = 3
ORDERS: Final = frozenset({"identify", "stop"})
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
        now=now_ms(),
        first_history=first_history(room().store, board, charts[0].name, window) if charts else None,
        refused=refused_of(board)[:MOST_REFUSED],
        reasons=refusal_words(t),
        lines=lines,
        explained=explained_log(board, lines, t),
        code_marked=code_marked,
        clock_time=clock_time,
        reset_cause=reset_cause(t, card.info.get("reset_cause")),
        has_knobs=bool(room().simulated.knobs(board)),
        may_order=may_order(board),
        answer_names=[shown_label(t, one) for one in room().ai_projects.names_on(board)],
        obeyed=request.args.get("obeyed") if request.args.get("obeyed") in ORDERS else None,
    )


@blueprint.post("/boards/<board>/orders/<order>")
def order(board: str, order: str) -> Response:
    """Let the board identify itself, or end its program; back to its page, which says that it was obeyed."""
    known_board(board)
    if not may_order(board):
        raise TrainerOnly
    if order not in ORDERS:
        raise PageUnknown
    with order_place() as orders:
        if order == "stop":
            orders.stop(board)
        else:
            orders.ask(board, order)
    return back_to(f"/boards/{board}?obeyed={order}")


def may_order(board: str) -> bool:
    """Say whether the asker may give this board orders: it is theirs, or they are the trainer."""
    learner = current_learner()
    return is_trainer() or (learner is not None and room().own_boards.owner(board) == learner.id)
