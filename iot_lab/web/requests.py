"""What a request is about: the room it is asked in, the board it names, the JSON and the numbers it brings."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from flask import current_app, request

from iot_lab.foreign_text import ForeignRefused, checked_json
from iot_lab.hub.limits import FUTURE_MS
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


def until_ms() -> int:
    """Return until when a value may be of now: one that is later was measured before the clock was set back."""
    return now_ms() + FUTURE_MS


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
    if not request.is_json:
        raise RequestWrong
    try:
        body = checked_json(request.get_data())
    except ForeignRefused as refused:
        raise RequestWrong from refused
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
