"""The AI bench's three pages: record, train and understand, deploy and watch. Learners and the trainer alike."""

from __future__ import annotations

import io
import json
import time
import zipfile
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, Response, jsonify, render_template, request

from iot_lab.learning.knobs import KINDS, LINE, kind_of, settings_of
from iot_lab.learning.takes import person_letter
from iot_lab.web.api.my_real_board import order_place
from iot_lab.web.errors import NotJoined, RequestWrong, TrainerOnly
from iot_lab.web.language import back_to, page_texts
from iot_lab.web.learner import current_learner
from iot_lab.web.pages.model_words import model_words
from iot_lab.web.requests import now_ms, room
from iot_lab.web.trainer import is_trainer
from iot_lab.workshop.ai.coverage import coverage_of, next_to_record, shown_label
from iot_lab.workshop.ai.errors import BenchAskWrong, ModelTooLarge, NothingToSend

if TYPE_CHECKING:
    from iot_lab.workshop.ai.projects import BenchProject

blueprint = Blueprint("ai_bench", __name__, url_prefix="/ai")
MOST_PEOPLE: Final = 8
MOST_SHOWN: Final = 60


@blueprint.before_request
def refuse_visitors() -> None:
    """Let learners and the trainer in: movements are data about people."""
    if not is_trainer() and current_learner() is None:
        raise NotJoined


@blueprint.get("")
def first() -> Response:
    """Go to the first project."""
    return back_to(f"/ai/{room().bench.names()[0]}/record")


@blueprint.post("")
def begin() -> Response:
    """Begin a project."""
    project = room().bench.project(request.form.get("project", ""))
    room().bench.save(project)
    return back_to(f"/ai/{project.name}/record")


@blueprint.get("/<project>/record")
def record(project: str) -> str:
    """The page Record."""
    t, found, now = page_texts(), room().bench.project(project), now_ms()
    takes = room().takes.takes(found.name, now)
    covered = coverage_of(found.labels, takes)
    people = [person_letter(number) for number in range(min(MOST_PEOPLE, max(3, len(covered.people) + 1)))]
    return render_template(
        "ai_record.html", **_common(found), takes=takes[-MOST_SHOWN:][::-1], covered=covered, people=people,
        next_words=next_to_record(t, covered, takes), sources=_sources(),
        total_s=sum(one.seconds for one in takes), count=len(takes),
        planned=[_planned(one) for one in room().takes.planned(found.name, now)], now=now,
        shown=lambda label: shown_label(t, label), day=time.strftime("%Y-%m-%d"),
    )  # fmt: skip


@blueprint.post("/<project>/takes")
def start_takes(project: str) -> Response:
    """Plan takes: one or many in a row, of one board or of several."""
    found, form = room().bench.project(project), request.form
    sources = [tuple(one.split("/", 1)) for one in form.getlist("source")]
    known = {(board, stream) for board, stream in _sources()}
    if not sources or not set(sources) <= known:
        raise BenchAskWrong
    room().takes.record(
        found.name, sources, form.get("label", ""), form.get("person", ""), time.strftime("%Y-%m-%d"),  # type: ignore[arg-type]
        _number(form.get("seconds"), 2.0), int(_number(form.get("count"), 1)), now_ms(),
    )  # fmt: skip
    return _planned_json(found.name)


@blueprint.get("/<project>/takes")
def planned(project: str) -> Response:
    """What is counted down or running now."""
    return _planned_json(room().bench.project(project).name)


@blueprint.post("/<project>/stop")
def stop(project: str) -> Response:
    """End what runs."""
    room().takes.stop(project, now_ms())
    return _planned_json(project)


@blueprint.post("/<project>/labels")
def add_label(project: str) -> Response:
    """Add a label."""
    room().bench.add_label(project, request.form.get("label", "").strip())
    return back_to(f"/ai/{project}/record")


@blueprint.post("/<project>/takes/<int:take>")
def change_take(project: str, take: int) -> Response:
    """Delete a take, bring it back, say what it was, or trim it."""
    form, takes = request.form, room().takes
    act = form.get("act")
    if act == "delete":
        takes.delete(project, take, now_ms())
    elif act == "restore":
        takes.restore(project, take)
    elif act == "relabel":
        takes.relabel(project, take, form.get("label", ""), form.get("person", ""))
    elif act == "trim":
        takes.trim(project, take, _number(form.get("start"), 0.0), _number(form.get("end"), 0.0))
    else:
        raise RequestWrong
    return back_to(f"/ai/{project}/record")


@blueprint.post("/<project>/import")
def bring(project: str) -> Response:
    """Take recordings from CSV and JSON files."""
    from iot_lab.learning.errors import RecordingColumns
    from iot_lab.learning.gathering import gather_recordings

    found = room().bench.project(project)
    files = [(one.filename or "", one.read()) for one in request.files.getlist("file")]
    if not files:
        raise RequestWrong
    takes = gather_recordings(files)
    if not isinstance(takes, list):
        raise RecordingColumns(column="take")
    room().takes.bring(found.name, takes, now_ms(), time.strftime("%Y-%m-%d"))
    for label in dict.fromkeys(take.label for take in takes):
        if label not in found.labels and len(room().bench.project(found.name).labels) < 10:
            room().bench.add_label(found.name, label)
    return back_to(f"/ai/{found.name}/record")


@blueprint.get("/<project>/takes.csv")
def as_csv(project: str) -> Response:
    """Every take as CSV."""
    from iot_lab.learning.files import write_csv

    content = write_csv(room().takes.learning_takes(room().bench.project(project).name, now_ms()))
    return _download(content, "text/csv; charset=utf-8", f"{project}.csv")


@blueprint.get("/<project>/takes.zip")
def as_json(project: str) -> Response:
    """Every take as a JSON file of its own, in one archive."""
    from iot_lab.learning.edge_impulse import write_edge_impulse

    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in map(
            write_edge_impulse, room().takes.learning_takes(room().bench.project(project).name, now_ms())
        ):
            archive.writestr(name, text)
    return _download(content.getvalue(), "application/zip", f"{project}.zip")


@blueprint.get("/<project>/train")
def train(project: str) -> str:
    """The page Train and understand."""
    found = room().bench.project(project)
    training, result = room().trainings.latest(found.name), room().trainings.result(found.name)
    chosen = kind_of(training.kind) if training else KINDS[0]
    asked = request.args.get("model", chosen.name)
    kind = next((one for one in KINDS if one.name == asked and one.name != LINE), chosen)
    t = page_texts()
    return render_template(
        "ai_train.html", **_common(found), kinds=[one for one in KINDS if one.name != LINE], kind=kind,
        settings=settings_of(kind.name, training.knobs if training and training.kind == kind.name else None),
        training=training, said=t.explain(training.error) if training and training.error else None,
        words=model_words(t, result) if result else None, purpose=found.purpose, limits=found.limits,
        shown=lambda label: shown_label(t, label),
    )  # fmt: skip


@blueprint.post("/<project>/train")
def start_training(project: str) -> Response:
    """Begin to train a kind of model with its knobs."""
    found, form = room().bench.project(project), request.form
    kind = form.get("model", "")
    if kind == LINE or kind not in {one.name for one in KINDS}:
        raise RequestWrong
    knobs = {one.name: int(_number(form.get(one.name), one.default)) for one in kind_of(kind).knobs}
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
    training = room().trainings.latest(room().bench.project(project).name)
    return jsonify({"share": training.share if training else 0.0, "over": training is None or training.is_over})


@blueprint.post("/<project>/train/what-if")
def what_if(project: str) -> Response:
    """What the model answers where some features of one window are turned."""
    from iot_lab.web.pages.model_words import answer_if

    return jsonify(answer_if(page_texts(), _result(project), request.form))


@blueprint.post("/<project>/card")
def keep_card(project: str) -> Response:
    """Keep the two answers of the model card."""
    found = room().bench.project(project)
    found.purpose, found.limits = request.form.get("purpose", "")[:500], request.form.get("limits", "")[:500]
    room().bench.save(found)
    return back_to(f"/ai/{found.name}/train")


@blueprint.get("/<project>/deploy")
def deploy(project: str) -> str:
    """The page Deploy and watch."""
    from iot_lab.learning.export.program import program_of

    found, t = room().bench.project(project), page_texts()
    result = room().trainings.result(found.name)
    running = found.boards
    board = request.args.get("board") or next(iter(running), "")
    return render_template(
        "ai_deploy.html", **_common(found), words=model_words(t, result) if result else None,
        program=program_of(result.recogniser) if result else "", boards=_boards(), board=board,
        names=[shown_label(t, one) for one in running.get(board, ())],
    )  # fmt: skip


@blueprint.post("/<project>/deploy")
def send(project: str) -> Response:
    """Send the model to a board."""
    from iot_lab.learning.export.program import program_of
    from iot_lab.learning.sentences import proposal_sentence

    found, result, board = room().bench.project(project), _result(project), request.form.get("board", "")
    if not may_send(board):
        raise TrainerOnly
    if not result.fit.fits:
        raise ModelTooLarge(proposal=proposal_sentence(page_texts(), result.recogniser.kind, result.fit))
    with order_place() as orders:
        orders.deliver(board, program_of(result.recogniser), lambda _sent, _parts: None)
    room().bench.sent(found.name, board, list(result.recogniser.classes))
    return back_to(f"/ai/{found.name}/deploy?board={board}")


@blueprint.get("/<project>/model.py")
def model_program(project: str) -> Response:
    """The program of the model."""
    from iot_lab.learning.export.program import program_of

    return _download(program_of(_result(project).recogniser).encode(), "text/x-python; charset=utf-8", "model.py")


@blueprint.get("/<project>/model.json")
def model_numbers(project: str) -> Response:
    """The numbers of the model."""
    content = json.dumps(_result(project).recogniser.as_json(), ensure_ascii=False, indent=1)
    return _download(content.encode(), "application/json", "model.json")


def may_send(board: str) -> bool:
    """Say whether the asker may send a program to a board: the trainer, or its own learner."""
    learner = current_learner()
    return is_trainer() or (learner is not None and room().own_boards.of(learner.id) == board)


def _common(project: BenchProject) -> dict[str, Any]:
    return {"project": project, "projects": room().bench.names()}


def _sources() -> list[tuple[str, str]]:
    """Return (board, stream) of all streams there are."""
    store = room().store
    return [(one.name, stream) for one in store.boards() for stream in store.streams(one.name)]


def _boards() -> list[str]:
    return [one.name for one in room().store.boards() if one.kind == "board" and may_send(one.name)]


def _planned(one: Any) -> dict[str, Any]:
    return {"id": one.id, "label": one.label, "person": one.person, "start": one.start_ms, "end": one.end_ms}


def _planned_json(project: str) -> Response:
    now = now_ms()
    return jsonify({"now": now, "planned": [_planned(one) for one in room().takes.planned(project, now)]})


def _result(project: str) -> Any:
    found = room().trainings.result(room().bench.project(project).name)
    if found is None:
        raise NothingToSend
    return found


def _number(text: str | None, default: float) -> float:
    try:
        found = float((text or "").replace(",", ".") or default)
    except ValueError:
        raise RequestWrong from None
    if not -1e6 < found < 1e6:
        raise RequestWrong
    return found


def _download(content: bytes, kind: str, name: str) -> Response:
    return Response(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
