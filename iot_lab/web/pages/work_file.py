"""A learner's work as one file, to go on at home and to come back with (`workshop/work_file.py`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, render_template, request

from iot_lab.web.checking import check_brought
from iot_lab.web.language import page_language
from iot_lab.web.learner import required_learner
from iot_lab.web.requests import room
from iot_lab.workshop.free_workshop import OWN
from iot_lab.workshop.work_file import (
    FILE_NAME,
    MOST_BYTES,
    WorkFileWrong,
    carried,
    read_work_file,
    take,
    write_work_file,
)

if TYPE_CHECKING:
    from iot_lab.workshop.learner_work import CheckSum

blueprint = Blueprint("work_file", __name__, url_prefix="/work")


@blueprint.get(f"/{FILE_NAME}")
def download() -> Response:
    """The learner's programs, as the page at home takes them."""
    learner = required_learner()
    known = [one.id for unit in room().course.units(page_language()) for one in unit.exercises]
    own = [OWN + one.name for one in room().free.programs(learner.id)]
    text = write_work_file(carried(room().work, learner.id, [*known, *own]))
    disposition = f'attachment; filename="{FILE_NAME}"'
    return Response(text, mimetype="application/json", headers={"Content-Disposition": disposition})


@blueprint.post("")
def upload() -> str:
    """Take a work file; programs that passed at home are checked again, so that the trainer sees them."""
    learner = required_learner()
    request.max_content_length = MOST_BYTES
    sent = request.files.get("work")
    if sent is None:
        raise WorkFileWrong
    units = room().course.units(page_language())
    known = [one.id for unit in units for one in unit.exercises]
    is_open = {one.id for unit in units if room().units.is_open(unit.id) for one in unit.exercises}
    own = [one.name for one in room().free.programs(learner.id)]
    taken = take(room().work, learner.id, read_work_file(sent.stream.read(MOST_BYTES + 1), known, own))
    sums = room().work.sums(learner.id)
    passed = [one for one in taken.newest if one.passed_ms is not None and not _has_passed(sums.get(one.exercise))]
    to_check = {one.exercise: one.files for one in passed if one.exercise in is_open}
    is_checked = not to_check or check_brought(to_check)
    return render_template("work_taken.html", taken=taken, to_check=len(to_check), is_checked=is_checked)


def _has_passed(checks: CheckSum | None) -> bool:
    return checks is not None and checks.passed_ms is not None
