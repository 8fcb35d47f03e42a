"""What listens on port 80: it leads a browser to the pages' own port, so that nobody types a port."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from flask import Flask, Response, redirect, request

from iot_lab.web.language import one_line
from iot_lab.web.own_names import is_own_name

if TYPE_CHECKING:
    from iot_lab.workshop.room import Room

GUIDE_THREADS: Final = 4


def create_guide(room: Room) -> Flask:
    """Return the application: an address leads to the same one on the pages' port, another computer's name to ours."""
    app = Flask(__name__, static_folder=None)
    app.extensions["iot_lab_stopping"] = threading.Event()

    @app.route("/", defaults={"path": ""}, methods=["GET", "POST"])
    @app.route("/<path:path>", methods=["GET", "POST"])
    def lead(path: str) -> Response:
        is_ours = is_own_name(request.host, room.settings.host, room.pages.local_name)
        host = urlsplit(f"//{request.host}").hostname if is_ours else next(iter(room.pages.hosts()), "127.0.0.1")
        query = f"?{request.query_string.decode('ascii', 'replace')}" if request.query_string else ""
        shown = f"[{host}]" if host and ":" in host else host
        return redirect(one_line(f"http://{shown}:{room.pages.port}/{path}{query}"), code=307)  # type: ignore[return-value]

    return app
