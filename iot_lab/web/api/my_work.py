"""The API of a learner's own work: programs with their versions, and the raised hand. Nobody else's can be named.

A program travels as `{"files": {"main.py": "..."}, "base": token, "page": ""}`: `base` is the token of the content on
which the change stands, null where there was none. Where another page saved meanwhile, the answer is 409 with what is
kept, and nothing was written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, jsonify

from iot_lab.store import ProgramChanged
from iot_lab.web.errors import ExerciseUnknown, RequestWrong, VersionUnknown
from iot_lab.web.language import page_language, page_texts
from iot_lab.web.learner import required_learner
from iot_lab.web.requests import json_object, room

if TYPE_CHECKING:
    from iot_lab.store.progress.records import ProgramVersion
    from iot_lab.workshop.learners import Learner

blueprint = Blueprint("my_work", __name__, url_prefix="/api/my")


@blueprint.get("/programs/<exercise>")
def program(exercise: str) -> Response:
    """The learner's program for an exercise; without files where there is none yet."""
    learner = _at(exercise)
    return jsonify(as_json(room().work.program(learner.id, exercise)))


@blueprint.put("/programs/<exercise>")
def save(exercise: str) -> Response:
    """Keep what a page holds."""
    learner, body = _at(exercise), json_object()
    base, page = body.get("base"), body.get("page", "")
    if not isinstance(base, str | None) or not isinstance(page, str):
        raise RequestWrong
    try:
        kept = room().work.save(learner.id, exercise, files_in(body), base, page)
    except ProgramChanged as changed:
        said = page_texts().explain(changed)
        words = {"code": changed.code, "seen": said.seen, "cause": said.cause, "next": said.next_step}
        answer = jsonify({"error": words, "kept": as_json(changed.newest)})
        answer.status_code = 409
        return answer
    return jsonify({"number": kept.number, "token": kept.token, "saved_ms": kept.saved_ms})


@blueprint.get("/programs/<exercise>/versions")
def versions(exercise: str) -> Response:
    """Every version of the program, the newest first, without their texts."""
    found = room().work.versions(_at(exercise).id, exercise)
    rows = [{"number": one.number, "saved_ms": one.saved_ms, "lines": one.text.count("\n") + 1} for one in found]
    return jsonify({"versions": rows})


@blueprint.get("/programs/<exercise>/versions/<int:number>")
def version(exercise: str, number: int) -> Response:
    """One version, with its files."""
    found = next((one for one in room().work.versions(_at(exercise).id, exercise) if one.number == number), None)
    if found is None:
        raise VersionUnknown
    return jsonify(as_json(found))


@blueprint.post("/programs/<exercise>/versions/<int:number>/restore")
def restore(exercise: str, number: int) -> Response:
    """Make an old version the newest."""
    found = room().work.restore(_at(exercise).id, exercise, number)
    if found is None:
        raise VersionUnknown
    return jsonify(as_json(found))


@blueprint.post("/hand")
def hand() -> Response:
    """Raise or lower the hand: `{"raised": true}`."""
    learner, is_raised = required_learner(), json_object().get("raised")
    if not isinstance(is_raised, bool):
        raise RequestWrong
    learners = room().learners
    now = learners.raise_hand(learner.id) if is_raised else learners.lower_hand(learner.id)
    return jsonify({"raised": now is not None and now.hand_ms is not None})


def as_json(version: ProgramVersion | None) -> dict[str, Any]:
    """Return a version as pages take it."""
    if version is None:
        return {"files": None, "number": 0, "token": None, "saved_ms": None}
    files = {"main.py": version.text, **version.files}
    return {"files": files, "number": version.number, "token": version.token, "saved_ms": version.saved_ms}


def files_in(body: dict[str, Any]) -> dict[str, str]:
    """Return the files of a body, as texts. Raises RequestWrong."""
    files = body.get("files")
    if not isinstance(files, dict) or not all(isinstance(text, str) for text in files.values()):
        raise RequestWrong
    return files


def _at(exercise: str) -> Learner:
    """Return the learner, who is seen on an exercise of the course, or on a program of theirs.

    Raises NotJoined, ExerciseUnknown.
    """
    learner = required_learner()
    if room().free.has_program(learner.id, exercise):
        room().learners.seen(learner.id)
        return learner
    if room().course.get(exercise, page_language()) is None:
        raise ExerciseUnknown(exercise=exercise[:40])
    room().learners.seen(learner.id, exercise)
    return learner
