"""The page Train and understand of the AI bench."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Response, jsonify, render_template, request

from iot_lab.learning.knobs import KINDS, kind_of, settings_of
from iot_lab.web.errors import RequestWrong
from iot_lab.web.language import back_to, page_texts
from iot_lab.web.pages.ai_common import ai_blueprint, common_values, form_number, trained_model
from iot_lab.web.pages.model_words import line_words, model_words
from iot_lab.web.requests import now_ms, room
from iot_lab.workshop.ai.coverage import shown_label
from iot_lab.workshop.ai.errors import NothingToSend

if TYPE_CHECKING:
    from iot_lab.texts import Texts
    from iot_lab.workshop.ai.trained_files import TrainedLine, TrainedModel

blueprint = ai_blueprint("ai_train")


@blueprint.get("/<project>/train")
def train(project: str) -> str:
    """The page Train and understand."""
    found = room().ai_projects.project(project)
    training, result = room().trainings.latest(found.name), room().trainings.result(found.name)
    chosen = kind_of(training.kind) if training else KINDS[0]
    asked = request.args.get("model", chosen.name)
    kind = next((one for one in KINDS if one.name == asked), chosen)
    t = page_texts()
    return render_template(
        "ai_train.html", **common_values(found), kinds=KINDS, kind=kind,
        settings=settings_of(kind.name, training.knobs if training and training.kind == kind.name else None),
        training=training, said=t.explain(training.error) if training and training.error else None,
        purpose=found.purpose, limits=found.limits, shown=lambda label: shown_label(t, label),
        **_understood(t, result),
    )  # fmt: skip


def _understood(t: Texts, result: TrainedModel | TrainedLine | None) -> dict[str, Any]:
    """Return the words and drawings of what was trained last."""
    found: dict[str, Any] = {"words": None, "line": None, "drawings": None}
    if result is None:
        return found
    from iot_lab.web.pages.model_drawings import model_drawings
    from iot_lab.workshop.ai.trained_files import TrainedLine

    if isinstance(result, TrainedLine):
        return found | {"line": line_words(t, result)}
    drawings = model_drawings(t, result, request.args.get("x", ""), request.args.get("y", ""))
    return found | {"words": model_words(t, result), "drawings": drawings}


@blueprint.post("/<project>/train")
def start_training(project: str) -> Response:
    """Begin to train a kind of model with its knobs."""
    found, form = room().ai_projects.project(project), request.form
    kind = form.get("model", "")
    if kind not in {one.name for one in KINDS}:
        raise RequestWrong
    knobs = {one.name: int(form_number(form.get(one.name), one.default)) for one in kind_of(kind).knobs}
    takes = room().takes.learning_takes(found.name, now_ms())
    room().trainings.start(found.name, takes, kind, settings_of(kind, knobs))
    return back_to(f"/ai/{found.name}/train")


@blueprint.post("/<project>/train/stop")
def stop_training(project: str) -> Response:
    """Give the training up."""
    room().trainings.stop(project)
    return back_to(f"/ai/{project}/train")


@blueprint.get("/<project>/train/progress")
def progress(project: str) -> Response:
    """How far the training is."""
    training = room().trainings.latest(room().ai_projects.project(project).name)
    return jsonify({"share": training.share if training else 0.0, "over": training is None or training.is_over})


@blueprint.post("/<project>/train/what-if")
def what_if(project: str) -> Response:
    """What the model answers where some features of one window are turned."""
    from iot_lab.web.pages.model_drawings import answer_if
    from iot_lab.workshop.ai.trained_files import TrainedLine

    found = trained_model(project)
    if isinstance(found, TrainedLine):
        raise NothingToSend
    return jsonify(answer_if(page_texts(), found, request.form))


@blueprint.post("/<project>/card")
def keep_card(project: str) -> Response:
    """Keep the two answers of the model card."""
    found = room().ai_projects.project(project)
    found.purpose, found.limits = request.form.get("purpose", "")[:500], request.form.get("limits", "")[:500]
    room().ai_projects.save(found)
    return back_to(f"/ai/{found.name}/train")
