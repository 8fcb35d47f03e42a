"""The broker on the network: an asyncio loop in its own thread around the core; it decides nothing by itself.

It feeds the core with all that arrived, then flushes (`flush.py`).
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from functools import partial
from typing import TYPE_CHECKING, Final

from iot_lab.broker.accepting import Accepting
from iot_lab.broker.access import NoEvents
from iot_lab.broker.client_socket import ClientSocket
from iot_lab.broker.core import Core
from iot_lab.broker.flush import Flusher
from iot_lab.broker.journal import SessionJournal
from iot_lab.broker.limits import BrokerLimits
from iot_lab.broker.listening import listen
from iot_lab.broker.looking import resting_loop
from iot_lab.broker.sparing_log import SparingLog
from iot_lab.threads import PermanentThread
from iot_lab.waiting import wait_for

if TYPE_CHECKING:
    import socket
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from iot_lab.broker.access import BrokerAccess, BrokerEvents
    from iot_lab.errors import LabError
    from iot_lab.mqtt.message import MqttMessage

STOP_WITHIN_S: Final = 1.0


class Broker:
    """An MQTT 3.1.1 broker; `start` and `stop` may be called from any thread, once each."""

    def __init__(
        self,
        access: BrokerAccess,
        *,
        host: str = "0.0.0.0",
        port: int = 1883,
        state: Path | None = None,
        events: BrokerEvents | None = None,
        limits: BrokerLimits | None = None,
        one_client: Mapping[str, str] | None = None,
        gathers: Collection[str] = (),
    ) -> None:
        """Prepare; `state` is where the journal is kept, `one_client` names the clients of accounts that have one.

        Accounts that are in `gathers` are given messages in bunches where many come (gathering.py).
        """
        self.port = port
        self._host = host
        self._core = Core(
            access, (limits or BrokerLimits()).within_the_system(), events or NoEvents(), one_client or {}, gathers
        )
        self._journal = SessionJournal(state) if state is not None else None
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._flusher: Flusher | None = None

    @property
    def notices(self) -> list[LabError]:
        """What was found in the journal at the start."""
        return [] if self._journal is None else self._journal.notices

    def trouble(self) -> LabError | None:
        """Return what keeps the broker from acknowledging anything now."""
        return None if self._journal is None else self._journal.trouble

    def start(self) -> None:
        """Listen, and return; raises PortTaken, PortRefused, or OSError where the state folder cannot be used."""
        listener = listen(self._host, self.port)
        self.port = listener.getsockname()[1]
        try:
            if self._journal is not None:
                self._journal.open(self._core)
                self._core.drop_retained_of_nobody()  # rights may have changed while no broker ran
        except OSError:
            listener.close()
            raise
        self._loop = resting_loop(self._core.resting.rest_s)
        listening = threading.Event()
        self._stopping.clear()
        work = partial(self._run, self._loop, listener, listening)
        self._thread = PermanentThread("broker", work, is_over=self._stopping.is_set, again=False)
        self._thread.start()
        wait_for(listening)

    def stop(self) -> None:
        """Close every connection and the journal, within a second."""
        if self._thread is None or self._loop is None:
            return
        self._stopping.set()
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(STOP_WITHIN_S)
        self._thread = None

    def forget(self, account: str) -> None:
        """Ask for an account's rights again and close its connections: its secret or its rights changed.

        They are closed when this returns, so that a right ends at the moment at which it is taken.
        """
        loop, done = self._loop, threading.Event()
        if loop is None:
            return
        with contextlib.suppress(RuntimeError):  # the broker was stopped, and closed all
            loop.call_soon_threadsafe(self._forget, account, done)
            if threading.current_thread() is not self._thread:
                done.wait(STOP_WITHIN_S)

    def wills_of(self, account: str) -> list[tuple[str, MqttMessage | None]]:
        """Return the clients that an account has connected now, by name, each with the last will it left."""
        loop, done = self._loop, threading.Event()
        found: list[tuple[str, MqttMessage | None]] = []

        def look() -> None:
            mine = (one for one in self._core.connections if one.account == account)
            found.extend((one.session.client_id, one.will) for one in mine if one.session is not None)
            done.set()

        if loop is not None:
            with contextlib.suppress(RuntimeError):  # the broker was stopped
                loop.call_soon_threadsafe(look)
                done.wait(STOP_WITHIN_S)
        return found

    def _forget(self, account: str, done: threading.Event) -> None:
        self._core.forget(account)
        if self._flusher is not None:
            self._flusher.flush()
        # Closing calls back in the loop's next round; then the trainer's list has it too.
        asyncio.get_running_loop().call_soon(done.set)

    def _run(self, loop: asyncio.AbstractEventLoop, listener: socket.socket, listening: threading.Event) -> None:
        asyncio.set_event_loop(loop)
        flusher = self._flusher = Flusher(loop, self._core, self._journal)
        core = self._core
        accepting = Accepting(loop, listener, core.limits, core.count_crowded_out, lambda: flusher.is_stuck)
        accepting.start(lambda: ClientSocket(flusher, self._core))
        loop.set_exception_handler(SparingLog().handle)
        ticker = loop.create_task(flusher.tick_forever())
        loop.call_soon(listening.set)
        try:
            loop.run_forever()
        finally:
            ticker.cancel()
            accepting.close()
            flusher.close_all()
            loop.run_until_complete(asyncio.gather(ticker, return_exceptions=True))
            loop.run_until_complete(asyncio.sleep(0))
            flusher.flush()
            loop.close()
            if self._journal is not None:
                self._journal.close()
