"""The live stream: a snapshot, then the frames that all clients share, and a ping when nothing happens.

The ping is an event rather than a comment: it frees the thread of a client that went away, and lets a page notice a
link that died without a word and know the server's clock (a snapshot's own time is that of its last sample).
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app

from iot_lab.web.errors import TooManyPages
from iot_lab.web.requests import now_ms, room

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterator

    from iot_lab.hub import LiveFrames

PING_S = 3.0
"""A page calls the link lost after three missing pings (dashboard/src/source.ts)."""
STOP_CHECK_S = 0.4
"""How long a stream may take to notice that the server stops."""
MOST_STREAMS = 120
"""Each holds a thread; the server keeps others for the pages (iot_lab/web/server.py)."""
RETRY = b"retry: 1000\n\n"
blueprint = Blueprint("stream", __name__)


@blueprint.get("/live")
def live() -> Response:
    """Answer the stream of what happens in the room."""
    stopping: threading.Event = current_app.extensions["iot_lab_stopping"]
    places: threading.Semaphore = current_app.extensions["iot_lab_streams"]
    if not places.acquire(blocking=False):
        raise TooManyPages(most=MOST_STREAMS)
    body = messages(room().hub.frames, stopping)
    answer = Response(body, mimetype="text/event-stream", headers={"Cache-Control": "no-store"})
    answer.call_on_close(places.release)
    return answer


def messages(frames: LiveFrames, stopping: threading.Event) -> Iterator[bytes]:
    """Yield complete messages until the server stops."""
    frame = frames.snapshot()
    yield RETRY + ping() + frame.payload
    spoke_s = time.monotonic()
    while not stopping.is_set():
        newer = frames.wait_after(frame.number, STOP_CHECK_S)
        if newer is not None:
            frame = newer
            yield frame.payload
        elif time.monotonic() - spoke_s < PING_S:
            continue
        else:
            yield ping()
        spoke_s = time.monotonic()


def ping() -> bytes:
    """Return the message that says only that the link lives, and what time it is here."""
    return b'event: ping\ndata: {"now": %d}\n\n' % now_ms()
