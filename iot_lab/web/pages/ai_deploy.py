"""The page Deploy and watch of the AI bench: a model as a program, sent to a board, and its live answers."""

from __future__ import annotations

import json

from flask import Response, render_template, request

from iot_lab.web.api.my_real_board import order_place
from iot_lab.web.errors import TrainerOnly
from iot_lab.web.language import back_to, page_texts
from iot_lab.web.pages.ai_common import ai_blueprint, common_values, download, may_send, trained_model
from iot_lab.web.pages.model_words import model_words
from iot_lab.web.requests import room
from iot_lab.workshop.ai.coverage import shown_label
from iot_lab.workshop.ai.errors import ModelTooLarge

blueprint = ai_blueprint("ai_deploy")


@blueprint.get("/<project>/deploy")
def deploy(project: str) -> str:
    """The page Deploy and watch."""
    from iot_lab.learning.export.program import program_of

    found, t = room().ai_projects.project(project), page_texts()
    result = room().trainings.result(found.name)
    running = found.boards
    board = request.args.get("board") or next(iter(running), "")
    return render_template(
        "ai_deploy.html", **common_values(found), words=model_words(t, result) if result else None,
        program=program_of(result.recogniser) if result else "", boards=_boards(), board=board,
        names=[shown_label(t, one) for one in running.get(board, ())],
    )  # fmt: skip


@blueprint.post("/<project>/deploy")
def send(project: str) -> Response:
    """Send the model to a board."""
    from iot_lab.learning.export.program import program_of
    from iot_lab.learning.sentences import proposal_sentence

    found, result, board = room().ai_projects.project(project), trained_model(project), request.form.get("board", "")
    if not may_send(board):
        raise TrainerOnly
    if not result.fit.fits:
        raise ModelTooLarge(proposal=proposal_sentence(page_texts(), result.recogniser.kind, result.fit))
    with order_place() as orders:
        orders.deliver(board, program_of(result.recogniser), lambda _sent, _parts: None)
    room().ai_projects.sent(found.name, board, list(result.recogniser.classes))
    return back_to(f"/ai/{found.name}/deploy?board={board}")


@blueprint.get("/<project>/model.py")
def model_program(project: str) -> Response:
    """The program of the model."""
    from iot_lab.learning.export.program import program_of

    return download(program_of(trained_model(project).recogniser).encode(), "text/x-python; charset=utf-8", "model.py")


@blueprint.get("/<project>/model.json")
def model_numbers(project: str) -> Response:
    """The numbers of the model."""
    content = json.dumps(trained_model(project).recogniser.as_json(), ensure_ascii=False, indent=1)
    return download(content.encode(), "application/json", "model.json")


def _boards() -> list[str]:
    return [one.name for one in room().store.boards() if one.kind == "board" and may_send(one.name)]
