"""The web server in its own thread: waitress, with a thread for each that may hold one, and forty for the rest.

With fewer threads than streams the pages starve. Connections are shared in `fair_server.py`.
"""

from __future__ import annotations

import errno
import logging
import socket
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from waitress.adjustments import Adjustments  # type: ignore[import-untyped]

from iot_lab.errors import LabError
from iot_lab.free_port import next_free_port
from iot_lab.open_files import share
from iot_lab.threads import PermanentThread
from iot_lab.web.fair_server import (
    MOST_CONNECTIONS,
    PAGES_AT_ONCE,
    PAGES_OF_ONE,
    THREADS_OF_ONE,
    FairApplication,
    FairDispatcher,
    FairServer,
    Places,
)
from iot_lab.web.protection import LONGEST_FILE_BYTES

if TYPE_CHECKING:
    import threading

    from flask import Flask

THREADS: Final = 192
"""A large room's streams (iot_lab/web/stream.py), what waits for verdicts (checking.py), and forty for the pages."""
BACKLOG: Final = 1024
_LONGEST_HEADERS_BYTES: Final = 16 * 1024
_WAITING_OUTPUT_BYTES: Final = 1024 * 1024
"""A stream that nobody reads stops here, and begins again with a snapshot."""
STOP_WITHIN_S: Final = 0.9
_REFUSALS = frozenset({errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL})


class WebPortTaken(LabError):
    """The pages' port cannot be had: another program holds it, or it is reserved. Details: port, host, free."""

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
        settings = Adjustments(
            sockets=[listener],
            threads=self._threads,
            connection_limit=2 * MOST_CONNECTIONS,
            backlog=BACKLOG,
            ident=None,
            max_request_header_size=_LONGEST_HEADERS_BYTES,
            max_request_body_size=2 * LONGEST_FILE_BYTES,
            outbuf_high_watermark=_WAITING_OUTPUT_BYTES,
            asyncore_use_poll=sys.platform != "win32",
            channel_timeout=60,
        )
        place = (listener.family, listener.type, listener.proto, listener.getsockname())
        dispatcher = FairDispatcher(Places(self._threads, THREADS_OF_ONE), Places(PAGES_AT_ONCE, PAGES_OF_ONE))
        dispatcher.set_thread_count(self._threads)
        application = FairApplication(self._app)
        self._server = FairServer(application, {}, True, listener, dispatcher, settings, place, bind_socket=False)
        self._server.most_connections = share(35, MOST_CONNECTIONS)
        self.port = int(self._server.effective_port)
        stopping: threading.Event = self._app.extensions["iot_lab_stopping"]
        self._thread = PermanentThread("web", self._server.run, is_over=stopping.is_set, again=False)
        self._thread.start()

    def stop(self) -> None:
        """End the open streams, then close the port; within a second."""
        if self._server is None or self._thread is None:
            return
        self._app.extensions["iot_lab_stopping"].set()
        self._server.task_dispatcher.shutdown(timeout=STOP_WITHIN_S)
        # Only the loop's own thread may close its sockets: from another one, poll() would sleep on. Somebody else may
        # wake it first: then what would wake it here is closed.
        with suppress(OSError):
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
            raise WebPortTaken(port=port, host=host, free=next_free_port(port, host)) from error
        raise
