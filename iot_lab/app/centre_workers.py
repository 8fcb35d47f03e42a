"""The processes of a centre: one listening socket, several servers of the same pages; one that dies is started again.

Nothing is shared between them but the database, so a request may go to any, and a killed one loses only the request it
was at: the site sends it again.
"""

from __future__ import annotations

import logging
import multiprocessing
import signal
import socket
from typing import TYPE_CHECKING, Any, Final, Self

from iot_lab.errors import LabError

if TYPE_CHECKING:
    import threading

THREADS: Final = 8
LOOK_S: Final = 0.5
_GOODBYE_S: Final = 3.0


class CentreAddressTaken(LabError):
    """The centre cannot listen where it was told to. Details: host, port, reason."""

    code = "centre-address-taken"


class CentreWorkers:
    """A context manager: the port listens once it is entered; `watch` keeps the processes alive."""

    def __init__(self, database: str, host: str, port: int, number: int, link_key: str) -> None:
        """Prepare; raises CentreAddressTaken."""
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            self._listener = socket.create_server((host, port), family=family, backlog=1024)
        except OSError as error:
            raise CentreAddressTaken(host=host, port=port, reason=error) from error
        self.port = int(self._listener.getsockname()[1])
        self._spawn = multiprocessing.get_context("spawn")
        self._told = (database, link_key)
        self._number = number
        self._workers: list[Any] = []

    def __enter__(self) -> Self:
        self._workers = [self._started() for _ in range(self._number)]
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.terminate()
        for worker in self._workers:
            worker.join(_GOODBYE_S)
        self._listener.close()

    def watch(self, stop: threading.Event) -> None:
        """Start dead ones again until `stop`."""
        while not stop.wait(LOOK_S):
            self._workers = [one if one.is_alive() else self._started() for one in self._workers]

    def _started(self) -> Any:
        worker = self._spawn.Process(target=serve, args=(self._listener, *self._told), daemon=True)
        worker.start()
        return worker


def serve(listener: socket.socket, database: str, link_key: str) -> None:
    """Serve the centre's pages on a socket, in this process, for ever."""
    from waitress.server import create_server  # type: ignore[import-untyped]

    from iot_lab.store import Database
    from iot_lab.web.centre.app import create_centre
    from iot_lab.workshop.sync.words import MOST_BYTES

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    app = create_centre(Database.open(database), link_key)
    create_server(app, sockets=[listener], threads=THREADS, ident=None, max_request_body_size=2 * MOST_BYTES).run()
