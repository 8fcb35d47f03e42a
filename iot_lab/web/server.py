"""The web server in its own thread: waitress, with a thread for every open stream and as many again for the rest.

With fewer threads than streams the pages starve; with `connection_limit` below the clients they never load.
"""

from __future__ import annotations

import errno
import logging
import socket
import sys
import threading
from typing import TYPE_CHECKING, Any, Final

from waitress import create_server  # type: ignore[import-untyped]

from iot_lab.errors import LabError
from iot_lab.web.protection import LONGEST_BODY_BYTES

if TYPE_CHECKING:
    from flask import Flask

THREADS: Final = 160
"""A large room's streams (iot_lab/web/stream.py), and forty for the pages."""
CONNECTION_LIMIT: Final = 1000
BACKLOG: Final = 1024
STOP_WITHIN_S: Final = 0.9
_REFUSALS = frozenset({errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL})


class WebPortTaken(LabError):
    """The pages' port cannot be had: another program holds it, or it is reserved. Details: port, host."""

    code = "web-port-taken"


class PagesServer:
    """Serves one application on `host`:`port`; port 0 takes any free one, then `.port` tells which."""

    def __init__(self, app: Flask, host: str = "0.0.0.0", port: int = 8000, *, threads: int = THREADS) -> None:
        self._app, self._host, self.port, self._threads = app, host, port, threads
        self._server: Any = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Return once the port listens; raises WebPortTaken."""
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        listener = _listen(self._host, self.port)
        self._server = create_server(
            self._app,
            sockets=[listener],
            threads=self._threads,
            connection_limit=CONNECTION_LIMIT,
            backlog=BACKLOG,
            ident=None,
            max_request_body_size=4 * LONGEST_BODY_BYTES,
            asyncore_use_poll=sys.platform != "win32",
            channel_timeout=60,
        )
        self.port = int(self._server.effective_port)
        self._thread = threading.Thread(target=self._server.run, name="web", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the open streams, then close the port; within a second."""
        if self._server is None or self._thread is None:
            return
        self._app.extensions["iot_lab_stopping"].set()
        self._server.task_dispatcher.shutdown(timeout=STOP_WITHIN_S)
        # Only the loop's own thread may close its sockets: from another one, poll() would sleep on.
        self._server.trigger.pull_trigger(self._close_sockets)
        self._thread.join(STOP_WITHIN_S)
        self._server = self._thread = None

    def _close_sockets(self) -> None:
        for dispatcher in list(self._server._map.values()):  # noqa: SLF001 (waitress has no public way to stop)
            dispatcher.close()


def _listen(host: str, port: int) -> socket.socket:
    """Return a listening socket; unlike waitress's own, it is closed when the port cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        if error.errno in _REFUSALS:
            raise WebPortTaken(port=port, host=host) from error
        raise
