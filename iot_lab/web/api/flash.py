"""The API of the flash session (docs/flashing.md), for the trainer on this computer alone."""

from __future__ import annotations

import time
from dataclasses import asdict
from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, jsonify, request

from iot_lab.boards.firmware import MOST_BYTES
from iot_lab.web.language import page_texts
from iot_lab.web.requests import json_object, room, whole_number
from iot_lab.web.stream import STOP_CHECK_S
from iot_lab.web.trainer import refuse_elsewhere
from iot_lab.workshop.flash_session.steps import take_step

if TYPE_CHECKING:
    import threading

LONGEST_WAIT_S = 10
LARGEST_UPLOAD = 2**40
"""A size beyond what any computer sends: what is too long for a board is refused in words."""
blueprint = Blueprint("flash_api", __name__, url_prefix="/api/flash")
blueprint.before_request(refuse_elsewhere)


@blueprint.get("")
def snapshot() -> Response:
    """Everything there is to show; with `after=NUMBER`, once something changed since or some seconds passed."""
    after = request.args.get("after", "")
    if after.isascii() and after.isdigit() and len(after) < 16:
        _wait(int(after))
    return jsonify(room().flash.snapshot(page_texts()))


@blueprint.post("/firmware")
def add_firmware() -> Response:
    """One piece of a firmware file, as it is: `at` is its first byte, `size` that of the whole; `kept` once it is."""
    at, size = whole_number("at", 0, MOST_BYTES), whole_number("size", 0, LARGEST_UPLOAD)
    kept = room().flash.upload.take(request.get_data(), at=at, size=size, name=request.args.get("name", ""))
    return jsonify({"kept": asdict(kept) if kept else None})


@blueprint.post("/<step>")
def step(step: str) -> Response:
    """One step; the answer is the snapshot that follows."""
    take_step(room().flash, step, json_object())
    return jsonify(room().flash.snapshot(page_texts()))


def _wait(after: int) -> None:
    """Wait for news of the session, but never longer than the server lives."""
    stopping: threading.Event = current_app.extensions["iot_lab_stopping"]
    deadline_s = time.monotonic() + LONGEST_WAIT_S
    while time.monotonic() < deadline_s and not stopping.is_set():
        if room().flash.wait(after, STOP_CHECK_S):
            break
