"""The live stream, in server-sent events: snapshots of what a page watches, then its news, and a ping now and then.

Nothing else in the house knows server-sent events. A page names the topics it watches (`/live?topic=boards`), without
one the boards. Each piece of news is encoded by the first client's thread that needs it and shared by all: under one
lock, since a hundred threads wake for the same news at the same moment. The `id` of an event is the channel's number.

The ping is an event rather than a comment: it frees the thread of a client that went away, and lets a page notice a
link that died without a word and know the server's clock (a snapshot's own time is that of its last sample).
"""

from __future__ import annotations

import json
import threading
import time
from functools import lru_cache
from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, request

from iot_lab.hub import BOARDS
from iot_lab.hub.live_streams import STREAM
from iot_lab.web.checking import board_owner
from iot_lab.web.errors import RequestWrong, TooManyPages
from iot_lab.web.learner import current_learner
from iot_lab.web.requests import now_ms, room
from iot_lab.web.shares import Shares
from iot_lab.web.trainer import is_this_computer, is_trainer
from iot_lab.workshop.board_tasks import BOARD_TASKS
from iot_lab.workshop.class_signals import CLASS
from iot_lab.workshop.drawn_boards.boards import BOARD, topic_of
from iot_lab.workshop.learner_work import CHECKS, WORK
from iot_lab.workshop.learners import LEARNERS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from flask import Flask

    from iot_lab.live import LiveChannel, LiveNews

WATCHABLE = frozenset({BOARDS, CLASS})
"""What everybody in the room may watch."""
TRAINERS = frozenset({LEARNERS, CHECKS, BOARD_TASKS})
MOST_TOPICS = 16
"""Of one stream: the tabs of one browser share it."""
PING_S = 3.0
"""A page calls the link lost after three missing pings (dashboard/src/source.ts)."""
STOP_CHECK_S = 0.4
"""How long a stream may take to notice that the server stops."""
MOST_STREAMS, STREAMS_OF_ONE = 112, 8
"""Each holds a thread; the server keeps others for the pages (iot_lab/web/server.py)."""
STREAMS_OF_TRAINER = 8
"""Kept for the trainer on the laptop, whoever else watches."""
NEWS_KEPT = 64
"""Encoded, for the clients that have not sent them yet."""
RETRY = b"retry: 1000\n\n"
_encoding = threading.Lock()
blueprint = Blueprint("stream", __name__)


@blueprint.get("/live")
def live() -> Response:
    """Answer the stream of what happens in the room."""
    # The tabs of a browser share a stream, and one may be of who sat here before: that topic alone is left out.
    topics = frozenset(topic for topic in request.args.getlist("topic")[:MOST_TOPICS] or (BOARDS,) if may_watch(topic))
    if not topics:
        raise RequestWrong
    stopping: threading.Event = current_app.extensions["iot_lab_stopping"]
    release = _take_place()
    body = events(room().live, topics, stopping)
    answer = Response(body, mimetype="text/event-stream", headers={"Cache-Control": "no-store"})
    answer.call_on_close(release)
    return answer


def may_watch(topic: str) -> bool:
    """Say whether the asker may watch a topic: the boards, their own board and work, and the trainer everybody's."""
    if topic in WATCHABLE or topic.startswith(STREAM) or topic == topic_of(board_owner()):
        return True
    learner = current_learner()
    if learner is not None and topic == f"{WORK}{learner.id}":
        return True
    return is_trainer() and (topic in TRAINERS or topic.startswith((BOARD, WORK)))


def share_streams(app: Flask) -> None:
    """Give an application its places for streams."""
    app.extensions["iot_lab_streams"] = Shares(MOST_STREAMS, STREAMS_OF_ONE)
    app.extensions["iot_lab_trainer_streams"] = Shares(STREAMS_OF_TRAINER, STREAMS_OF_TRAINER)


def _take_place() -> Callable[[], None]:
    """Return what gives the place back. Raises TooManyPages."""
    is_reserved = is_this_computer(request) and is_trainer()
    places: Shares = current_app.extensions["iot_lab_trainer_streams" if is_reserved else "iot_lab_streams"]
    address = request.remote_addr or ""
    if not places.take(address):
        raise TooManyPages(most=places.each)
    return lambda: places.release(address)


def events(live: LiveChannel, topics: Collection[str], stopping: threading.Event) -> Iterator[bytes]:
    """Yield complete events until the server stops."""
    with live.watching():
        yield from _events(live, topics, stopping)


def _events(live: LiveChannel, topics: Collection[str], stopping: threading.Event) -> Iterator[bytes]:
    news = live.snapshots(topics)
    yield RETRY + ping() + b"".join(encoded(one) for one in news)
    number, spoke_s = max((one.number for one in news), default=0), time.monotonic()
    while not stopping.is_set():
        news = live.news_after(number, topics, STOP_CHECK_S)
        if news:
            number = news[-1].number
            yield b"".join(encoded(one) for one in news)
        elif time.monotonic() - spoke_s < PING_S:
            continue
        else:
            yield ping()
        spoke_s = time.monotonic()


def encoded(news: LiveNews) -> bytes:
    """Return an event, encoded once for everybody; what UTF-8 cannot write becomes a question mark."""
    with _encoding:
        return _encode(news)


@lru_cache(maxsize=NEWS_KEPT)
def _encode(news: LiveNews) -> bytes:
    content = {"topic": news.topic, **news.value}
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return f"id: {news.number}\nevent: {news.kind}\ndata: {data}\n\n".encode("utf-8", "replace")


def ping() -> bytes:
    """Return the message that says only that the link lives, and what time it is here."""
    return b'event: ping\ndata: {"now": %d}\n\n' % now_ms()
