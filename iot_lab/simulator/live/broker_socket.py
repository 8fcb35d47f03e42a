"""One connection to a real broker, with TLS where its address says so: bytes of a `ClientCore` to the socket and back.

It tries every place of the broker's address. All happens in the thread of the links.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
from typing import TYPE_CHECKING, Final

from iot_lab.mqtt.client_core import DISCONNECT, PING, Acknowledged, ClientCore, Greeted
from iot_lab.mqtt.packets import ACCEPTED, MalformedPacket
from iot_lab.mqtt.reading import BufferedReading
from iot_lab.mqtt.tls import tls_context
from iot_lab.simulator.live.link_thread import links

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.mqtt.address import BrokerAddress
    from iot_lab.mqtt.message import MqttMessage
    from iot_lab.mqtt.packets import Connect

CONNECT_TIMEOUT_S: Final = 3.0
UNSENT_BYTES: Final = 256 * 1024


class BrokerSocket(BufferedReading):
    """One connection, from its opening on; every method runs in the thread of the links.

    `on_change` is called when it is accepted, refused (`code`) or lost (`error`); `on_message` with what arrives.
    """

    def __init__(
        self,
        address: BrokerAddress,
        asked: Connect,
        on_change: Callable[[], None],
        on_message: Callable[[MqttMessage], None],
    ) -> None:
        self.code: int | None = None
        self.error: OSError | None = None
        self._address, self._asked = address, asked
        self._core = ClientCore(asked)
        self._on_change, self._on_message = on_change, on_message
        self._transport: asyncio.Transport | None = None
        self._unanswered: dict[int, Callable[[], None]] = {}
        self._heard_s = 0.0

    @property
    def is_open(self) -> bool:
        """Whether the broker accepted it and it is not lost."""
        return self.code == ACCEPTED and self.error is None

    @property
    def is_decided(self) -> bool:
        """Whether it is accepted, refused or lost."""
        return self.code is not None or self.error is not None

    async def connect(self) -> None:
        """Open the connection and wait for the broker's first word; what came of it is in `code` or `error`."""
        try:
            async with asyncio.timeout(CONNECT_TIMEOUT_S):
                await self._reach()
        except OSError as error:
            self._lose(error)
        else:
            links.later(CONNECT_TIMEOUT_S, self._needs_greeting)

    async def _reach(self) -> None:
        """Open a connection to the first place that takes one; raises the last place's OSError."""
        loop = asyncio.get_running_loop()
        tls = tls_context(self._address) if self._address.is_encrypted else None
        *others, last = self._address.places
        for host, port in others:
            with contextlib.suppress(OSError):
                await loop.create_connection(lambda: self, host, port, ssl=tls)
                return
        await loop.create_connection(lambda: self, *last, ssl=tls)

    def send(self, message: MqttMessage, on_done: Callable[[], None] | None = None) -> None:
        """Publish; `on_done` is called once the broker acknowledged it (QoS 1), at once with QoS 0."""
        packet, number = self._core.publish(message)
        self._write(packet)
        if number and on_done is not None:
            self._unanswered[number] = on_done
        elif on_done is not None:
            on_done()

    def subscribe(self, wanted: str, qos: int, on_done: Callable[[], None] | None = None) -> None:
        self._ask(self._core.subscribe(wanted, qos), on_done)

    def unsubscribe(self, wanted: str, on_done: Callable[[], None] | None = None) -> None:
        self._ask(self._core.unsubscribe(wanted), on_done)

    def close(self, *, is_polite: bool) -> None:
        """Close, with DISCONNECT (no last will) or without, after what was written."""
        if self._transport is not None and not self._transport.is_closing():
            if is_polite:
                self._write(DISCONNECT)
            self._transport.close()
        self._lose(OSError(errno.ECONNRESET, "closed"))

    # What asyncio calls.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Say CONNECT."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        links.opened(transport)
        if self.error is not None:
            transport.close()
            return
        self._heard_s = links.now_s()
        self._write(self._core.opening())

    def data_received(self, data: bytes) -> None:
        """Hand on what arrived."""
        self._heard_s = links.now_s()
        try:
            happened, answer = self._core.receive(data)
        except MalformedPacket:
            self._drop(errno.EPROTO)
            return
        if answer:
            self._write(answer)
        for one in happened:
            if isinstance(one, Acknowledged):
                self._unanswered.pop(one.number, _nothing)()
            elif isinstance(one, Greeted):
                self._greet(one.code)
            elif self.is_open:
                self._on_message(one)

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell that it is lost."""
        if self._transport is not None:
            links.closed(self._transport)
            self._transport = None
        self._lose(exc if isinstance(exc, OSError) else OSError(errno.ECONNRESET, "lost"))

    def _ask(self, asked: tuple[bytes, int], on_done: Callable[[], None] | None) -> None:
        packet, number = asked
        self._write(packet)
        if on_done is not None:
            self._unanswered[number] = on_done

    def _greet(self, code: int) -> None:
        if self.is_decided:
            return
        self.code = code
        self._on_change()
        if code != ACCEPTED:
            self._drop(errno.ECONNREFUSED)
        elif self._asked.keep_alive_s:
            links.later(self._asked.keep_alive_s / 2, self._ping)

    def _ping(self) -> None:
        """Say that we are there; a broker that is silent for too long is gone."""
        if not self.is_open:
            return
        if links.now_s() - self._heard_s > 2 * self._asked.keep_alive_s:
            self._drop(errno.ETIMEDOUT)
            return
        self._write(PING)
        links.later(self._asked.keep_alive_s / 2, self._ping)

    def _needs_greeting(self) -> None:
        if not self.is_decided:
            self._drop(errno.ETIMEDOUT)

    def _write(self, packet: bytes) -> None:
        transport = self._transport
        if transport is None or transport.is_closing():
            return
        transport.write(packet)
        if transport.get_write_buffer_size() > UNSENT_BYTES:
            self._drop(errno.ETIMEDOUT)

    def _drop(self, number: int) -> None:
        if self._transport is not None:
            with contextlib.suppress(OSError):
                self._transport.abort()
        self._lose(OSError(number, "dropped"))

    def _lose(self, error: OSError) -> None:
        if self.error is None:
            self.error = error
            self._unanswered.clear()
            self._on_change()


def _nothing() -> None:
    pass
