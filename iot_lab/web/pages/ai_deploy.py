"""The page Deploy and watch of the AI bench: a model as a program, sent to a board, and its live answers."""

from __future__ import annotations

import json

from flask import Response, render_template, request

from iot_lab.web.errors import TrainerOnly
from iot_lab.web.language import back_to, page_texts
from iot_lab.web.order_places import order_place
from iot_lab.web.pages.ai_common import (
    ai_blueprint,
    common_values,
    download,
    may_send,
    program_text,
    shipped,
    simulated_hands,
    trained_model,
)
from iot_lab.web.pages.model_words import fit_words
from iot_lab.web.requests import room
from iot_lab.workshop.ai.coverage import shown_label
from iot_lab.workshop.ai.errors import ModelTooLarge

blueprint = ai_blueprint("ai_deploy")


@blueprint.get("/<project>/deploy")
def deploy(project: str) -> str:
    """The page Deploy and watch."""
    found, t = room().ai_projects.project(project), page_texts()
    result = room().trainings.result(found.name)
    running = found.boards
    board = request.args.get("board") or next(iter(running), "")
    return render_template(
        "ai_deploy.html", **common_values(found),
        words=fit_words(t, shipped(result).kind, result.fit) if result else None,
        program=program_text(result) if result else "", boards=_boards(), board=board, is_running=board in running,
        hands=simulated_hands([board] if board else []),
        names=[shown_label(t, one) for one in running.get(board, ())],
    )  # fmt: skip


@blueprint.post("/<project>/deploy")
def send(project: str) -> Response:
    """Send the model to a board."""
    found, result, board = room().ai_projects.project(project), trained_model(project), request.form.get("board", "")
    if not may_send(board):
        raise TrainerOnly
    model = shipped(result)
    if not result.fit.fits:
        raise ModelTooLarge(proposal=fit_words(page_texts(), model.kind, result.fit).proposal)
    with order_place() as orders:
        orders.deliver(board, program_text(result), lambda _sent, _parts: None)
    room().ai_projects.sent(found.name, board, list(getattr(model, "classes", ())))
    return back_to(f"/ai/{found.name}/deploy?board={board}")


@blueprint.get("/<project>/model.py")
def model_program(project: str) -> Response:
    """The program of the model."""
    return download(program_text(trained_model(project)).encode(), "text/x-python; charset=utf-8", "model.py")


@blueprint.get("/<project>/model.json")
def model_numbers(project: str) -> Response:
    """The numbers of the model."""
    content = json.dumps(shipped(trained_model(project)).as_json(), ensure_ascii=False, indent=1)
    return download(content.encode(), "application/json", "model.json")


def _boards() -> list[str]:
    return [one.name for one in room().store.boards() if one.kind == "board" and may_send(one.name)]
