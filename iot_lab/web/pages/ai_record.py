"""The page Record of the AI bench: projects, labels, takes planned and changed, files brought and taken away."""

from __future__ import annotations

import io
import time
import zipfile
from typing import Any, Final

from flask import Response, jsonify, render_template, request

from iot_lab.learning.takes import person_letter
from iot_lab.web.errors import RequestWrong, TrainerOnly
from iot_lab.web.language import back_to, page_texts
from iot_lab.web.pages.ai_common import ai_blueprint, common_values, download, form_number, simulated_hands
from iot_lab.web.protection import LONGEST_FILE_BYTES
from iot_lab.web.requests import now_ms, room
from iot_lab.web.trainer import is_trainer
from iot_lab.workshop.ai.coverage import coverage_of, next_to_record, shown_label
from iot_lab.workshop.ai.errors import AiRequestWrong
from iot_lab.workshop.ai.takes import MOST_BOARDS

blueprint = ai_blueprint("ai_record")
MOST_PEOPLE: Final = 8
MOST_SHOWN: Final = 60


@blueprint.get("")
def first() -> Response:
    """Go to the first project."""
    return back_to(f"/ai/{room().ai_projects.names()[0]}/record")


@blueprint.post("")
def begin() -> Response:
    """Begin a project."""
    project = room().ai_projects.project(request.form.get("project", ""))
    room().ai_projects.save(project)
    return back_to(f"/ai/{project.name}/record")


@blueprint.get("/<project>/record")
def record(project: str) -> str:
    """The page Record."""
    t, found, now = page_texts(), room().ai_projects.project(project), now_ms()
    takes = room().takes.takes(found.name, now)
    covered = coverage_of(found.labels, takes)
    streams = room().takes.streams()
    people = [person_letter(number) for number in range(min(MOST_PEOPLE, max(3, len(covered.people) + 1)))]
    return render_template(
        "ai_record.html", **common_values(found), takes=takes[-MOST_SHOWN:][::-1], covered=covered, people=people,
        next_words=next_to_record(t, covered, takes), streams=streams, series=room().takes.slow_series(streams),
        hands=simulated_hands(board for board, _ in streams), is_trainer=is_trainer(),
        is_awaited=not streams or len(streams) == request.args.get("streams", type=int),
        total_s=sum(one.seconds for one in takes), count=len(takes),
        planned=[_planned(one) for one in room().takes.planned(found.name, now)], now=now,
        shown=lambda label: shown_label(t, label), day=time.strftime("%Y-%m-%d"),
    )  # fmt: skip


@blueprint.post("/<project>/simulated")
def add_moved_board(project: str) -> Response:
    """Start a simulated board that is moved, for who has no board at hand."""
    if not is_trainer():
        raise TrainerOnly
    found = room().ai_projects.project(project)
    room().simulated.add("gestures")
    return back_to(f"/ai/{found.name}/record?streams={len(room().takes.streams())}")


@blueprint.post("/<project>/takes")
def start_takes(project: str) -> Response:
    """Plan takes: one or many in a row, of one board or of several."""
    found, form = room().ai_projects.project(project), request.form
    sources = [tuple(one.split("/", 1)) for one in form.getlist("source")]
    if not sources or len(sources) > MOST_BOARDS:
        raise AiRequestWrong
    streams = room().takes.streams()
    if not set(sources) <= {*streams, *room().takes.slow_series(streams)}:
        raise AiRequestWrong
    room().takes.record(
        found.name, sources, form.get("label", ""), form.get("person", ""), time.strftime("%Y-%m-%d"),  # type: ignore[arg-type]
        form_number(form.get("seconds"), 2.0), int(form_number(form.get("count"), 1)), now_ms(),
        is_one_each="each" in form,
    )  # fmt: skip
    return _planned_json(found.name)


@blueprint.get("/<project>/takes")
def planned(project: str) -> Response:
    """What is counted down or running now."""
    return _planned_json(room().ai_projects.project(project).name)


@blueprint.post("/<project>/stop")
def stop(project: str) -> Response:
    """End what runs."""
    room().takes.stop(project, now_ms())
    return _planned_json(project)


@blueprint.post("/<project>/labels")
def add_label(project: str) -> Response:
    """Add a label."""
    room().ai_projects.add_label(project, request.form.get("label", "").strip())
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
        takes.trim(project, take, form_number(form.get("start"), 0.0), form_number(form.get("end"), 0.0))
    else:
        raise RequestWrong
    return back_to(f"/ai/{project}/record")


@blueprint.post("/<project>/import")
def bring(project: str) -> Response:
    """Take recordings from CSV and JSON files."""
    from iot_lab.learning.errors import RecordingColumns
    from iot_lab.learning.gathering import gather_recordings

    request.max_content_length = LONGEST_FILE_BYTES
    found = room().ai_projects.project(project)
    files = [(one.filename or "", one.read()) for one in request.files.getlist("file")]
    if not files:
        raise RequestWrong
    takes = gather_recordings(files)
    if not isinstance(takes, list):
        raise RecordingColumns(column="take")
    room().takes.bring(found.name, takes, now_ms(), time.strftime("%Y-%m-%d"))
    for label in dict.fromkeys(take.label for take in takes):
        if label not in found.labels and len(room().ai_projects.project(found.name).labels) < 10:
            room().ai_projects.add_label(found.name, label)
    return back_to(f"/ai/{found.name}/record")


@blueprint.get("/<project>/takes.csv")
def as_csv(project: str) -> Response:
    """Every take as CSV."""
    from iot_lab.learning.files import write_csv

    content = write_csv(room().takes.learning_takes(room().ai_projects.project(project).name, now_ms()))
    return download(content, "text/csv; charset=utf-8", f"{project}.csv")


@blueprint.get("/<project>/takes.zip")
def as_json(project: str) -> Response:
    """Every take as a JSON file of its own, in one archive."""
    from iot_lab.learning.edge_impulse import write_edge_impulse

    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in map(
            write_edge_impulse, room().takes.learning_takes(room().ai_projects.project(project).name, now_ms())
        ):
            archive.writestr(name, text)
    return download(content.getvalue(), "application/zip", f"{project}.zip")


def _planned(one: Any) -> dict[str, Any]:
    return {"id": one.id, "label": one.label, "person": one.person, "start": one.start_ms, "end": one.end_ms}


def _planned_json(project: str) -> Response:
    now = now_ms()
    return jsonify({"now": now, "planned": [_planned(one) for one in room().takes.planned(project, now)]})
