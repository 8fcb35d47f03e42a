"""The course at home, offered by the room: the folder that `iot-lab take-home` made in the data folder.

For learners whose computer cannot keep up with the room, and for all to take away. The page runs Python in the browser,
so it may do what no other page of the room may; it holds nothing of the room and asks the server for nothing but its
own files.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, redirect, send_from_directory
from werkzeug.exceptions import NotFound

from iot_lab.web.errors import PageUnknown
from iot_lab.web.requests import room
from iot_lab.web.take_home.folder import IN_THE_ROOM

if TYPE_CHECKING:
    from pathlib import Path

blueprint = Blueprint("at_home", __name__, url_prefix="/home")
KINDS: Final = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
    ".zip": "application/zip",
}
# The editor writes its own styles; Pyodide makes modules of blobs and evaluates.
MAY: Final = (
    "default-src 'none'; script-src 'self' blob: 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self' blob:; worker-src 'self' blob:; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)


@blueprint.get("")
def without_slash() -> Response:
    """The folder's files name each other."""
    return redirect("/home/")  # type: ignore[return-value]


@blueprint.get("/")
def page() -> Response:
    """The course."""
    return _file("index.html")


@blueprint.get("/<path:name>")
def file(name: str) -> Response:
    """A file of the folder."""
    return _file(name)


def is_offered() -> bool:
    """Say whether the trainer made the folder."""
    return (room().settings.data / IN_THE_ROOM / "index.html").is_file()


def _file(name: str) -> Response:
    folder = room().settings.data / IN_THE_ROOM
    kind = KINDS.get(PurePosixPath(name).suffix, "application/octet-stream")
    try:
        # The page is sent whole, so that it is compressed as other pages are.
        answer = _page(folder) if name == "index.html" else send_from_directory(folder, name, mimetype=kind)
    except (NotFound, OSError):
        raise PageUnknown from None
    answer.headers["Content-Security-Policy"] = MAY
    answer.headers["Cache-Control"] = "no-cache"  # asked again each time, and not sent again where it is the same
    return answer


def _page(folder: Path) -> Response:
    return Response((folder / "index.html").read_bytes(), mimetype="text/html")
