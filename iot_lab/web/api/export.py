"""Data out of the room, over HTTP: `/api/export.csv` and `/api/export.parquet`, streamed.

Everybody may export a board, whose charts they see; the whole room is the trainer's. Few at once: each holds a thread.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, request

from iot_lab.web.errors import ExportBusy, TrainerOnly
from iot_lab.web.requests import now_ms, room
from iot_lab.web.trainer import is_right_key, is_trainer
from iot_lab.workshop.export.asked import ExportAsked, exported
from iot_lab.workshop.running import KEY_HEADER

if TYPE_CHECKING:
    from collections.abc import Iterator

AT_ONCE: Final = 4
blueprint = Blueprint("export", __name__)
_places = threading.BoundedSemaphore(AT_ONCE)
_TYPES: Final = {"csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet"}


@blueprint.get("/api/export.<kind>")
def export(kind: str) -> Response:
    """The samples of `board`, `series`, from `start` to `end`, with times in `zone`."""
    said = {name: request.args.get(name, "")[:120] for name in ("board", "series", "start", "end", "zone")}
    asked = ExportAsked.of(kind, said["board"], said["series"], said["start"], said["end"], said["zone"], now_ms())
    if asked.board is None and not _is_trainers():
        raise TrainerOnly
    pieces = exported(room().store, asked)
    place = _Place()
    answer = Response(place.held_for(pieces), content_type=_TYPES[kind])
    answer.call_on_close(place.release)
    answer.headers["Content-Disposition"] = f'attachment; filename="{asked.file_name(room().name)}"'
    return answer


class _Place:
    """One of the places: given back when the file ends, or when nobody wants the rest. Raises ExportBusy."""

    def __init__(self) -> None:
        if not _places.acquire(blocking=False):
            raise ExportBusy
        self._is_held = True

    def held_for(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        try:
            yield from pieces
        finally:
            self.release()

    def release(self) -> None:
        if self._is_held:
            self._is_held = False
            _places.release()


def _is_trainers() -> bool:
    given = request.headers.get(KEY_HEADER)
    return is_right_key(given) if given else is_trainer()
