"""What a request is about: the room it is asked in, the board it names, the JSON and the numbers it brings."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from flask import current_app, request

from iot_lab.web.errors import BoardNeverHeard, RequestWrong

if TYPE_CHECKING:
    from iot_lab.store import BoardRecord
    from iot_lab.workshop.room import Room

LATEST_MS = 2**53


def room() -> Room:
    """Return the room that the application was made for."""
    found: Room = current_app.extensions["iot_lab_room"]
    return found


def now_ms() -> int:
    """Return the time of this computer, in ms since 1970."""
    return int(time.time() * 1000)


def known_board(name: str) -> BoardRecord:
    """Return a board of the room, or raise BoardNeverHeard."""
    for board in room().store.boards():
        if board.name == name:
            return board
    raise BoardNeverHeard(board=name)


def first_ms(board: str, series: str, end_ms: int) -> int:
    """Return when a series began; a minute before `end_ms` where it has no sample."""
    oldest = room().store.samples(board, series, 0, end_ms, 1)
    return oldest[0].t_ms if oldest else end_ms - 60_000


def json_object() -> dict[str, Any]:
    """Return the JSON object of the request's body. Raises RequestWrong."""
    try:
        body = request.get_json(silent=True)
    except RecursionError as error:  # a thousand brackets are JSON, and too deep for its reader
        raise RequestWrong from error
    if not isinstance(body, dict):
        raise RequestWrong
    return body


def whole_number(name: str, default: int, most: int) -> int:
    """Return a number of the address (`?name=5`), `default` where it is missing. Raises RequestWrong."""
    text = request.args.get(name)
    if text is None:
        return default
    if not text.isascii() or not text.isdigit() or len(text) > 16 or int(text) > most:
        raise RequestWrong
    return int(text)
