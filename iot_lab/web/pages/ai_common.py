"""What the three pages of the AI bench share: who may come in, the project in the address, numbers of forms, files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, Response

from iot_lab.web.errors import NotJoined, RequestWrong
from iot_lab.web.language import page_language
from iot_lab.web.learner import current_learner
from iot_lab.web.pages.format import number
from iot_lab.web.requests import room
from iot_lab.web.trainer import is_trainer
from iot_lab.workshop.ai.errors import NothingToSend

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iot_lab.learning.recogniser import Recogniser, Regression
    from iot_lab.workshop.ai.projects import AiProject
    from iot_lab.workshop.ai.trained_files import TrainedLine, TrainedModel


HAND: Final = ".gesture"
"""How the knob of a simulated board ends that chooses its movement."""


def ai_blueprint(name: str) -> Blueprint:
    """Return the blueprint of one of the pages, which lets learners and the trainer in."""
    made = Blueprint(name, __name__, url_prefix="/ai")
    made.before_request(refuse_visitors)
    return made


def refuse_visitors() -> None:
    """Let learners and the trainer in: movements are data about people."""
    if not is_trainer() and current_learner() is None:
        raise NotJoined


def may_send(board: str) -> bool:
    """Say whether the asker may send a program to a board: the trainer, or its own learner."""
    learner = current_learner()
    return is_trainer() or (learner is not None and room().own_boards.of(learner.id) == board)


def common_values(project: AiProject) -> dict[str, Any]:
    """Return what each page needs: its head, and `number(value, decimals)` as its reader writes it."""
    language = page_language()
    return {
        "project": project,
        "projects": room().ai_projects.names(),
        "number": lambda value, decimals: number(value, decimals, language),
    }


def simulated_hands(boards: Iterable[str]) -> list[tuple[str, str, int]]:
    """Return (board, knob, movement) of the simulated boards among these that a hand moves."""
    return [
        (board, knob.id, round(knob.value))
        for board in dict.fromkeys(boards)
        for knob in room().simulated.knobs(board)
        if knob.id.endswith(HAND)
    ]


def trained_model(project: str) -> TrainedModel | TrainedLine:
    """Return what the last training gave. Raises NothingToSend."""
    found = room().trainings.result(room().ai_projects.project(project).name)
    if found is None:
        raise NothingToSend
    return found


def program_text(found: TrainedModel | TrainedLine) -> str:
    """Return the program of what was trained."""
    from iot_lab.learning.export.program import program_of, regression_program_of
    from iot_lab.workshop.ai.trained_files import TrainedLine

    return regression_program_of(found.regression) if isinstance(found, TrainedLine) else program_of(found.recogniser)


def shipped(found: TrainedModel | TrainedLine) -> Recogniser | Regression:
    """Return the model itself, whose numbers are what is sent."""
    from iot_lab.workshop.ai.trained_files import TrainedLine

    return found.regression if isinstance(found, TrainedLine) else found.recogniser


def form_number(text: str | None, default: float) -> float:
    """Return a number of a form, written with a point or a comma. Raises RequestWrong."""
    try:
        found = float((text or "").replace(",", ".") or default)
    except ValueError:
        raise RequestWrong from None
    if not -1e6 < found < 1e6:
        raise RequestWrong
    return found


def download(content: bytes, kind: str, name: str) -> Response:
    """Return a file to take away."""
    return Response(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
