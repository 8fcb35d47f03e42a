"""The network of a scenario: who has which name and address, and what answers there, in virtual time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from iot_lab.simulator.errno import ECONNABORTED, ECONNREFUSED, EHOSTUNREACH, ETIMEDOUT, Refused
from iot_lab.simulator.network.lan import NAME_UNKNOWN, NTP_PORT, is_address, ntp_answer
from iot_lab.simulator.network.mqtt_bytes import MqttBytes
from iot_lab.simulator.network.tcp import Tcp
from iot_lab.simulator.network.virtual_stream import VirtualStream
from iot_lab.simulator.network.web_server import WebAnswers
from iot_lab.simulator.network.web_visitor import visit
from iot_lab.simulator.world.network import LAPTOP, WebServer

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.simulator.board import Board
    from iot_lab.simulator.network.virtual_broker import VirtualBroker
    from iot_lab.simulator.world.network import BrokerThere

# Addresses for documentation (RFC 5737): what the scenario's names stand for.
WEB_ADDRESS: Final = "203.0.113.{}"
TIME_ADDRESS: Final = "203.0.113.123"
NAME_US: Final = 20_000
# How long lwIP repeats SYN (CONFIG_LWIP_TCP_SYNMAXRTX) before it gives up.
PATIENCE_US: Final = 18_000_000


class VirtualLan:
    """Everything that has an address."""

    def __init__(self, board: Board, broker: VirtualBroker, there: BrokerThere | None) -> None:
        self._board = board
        self._broker = broker
        self._there = there
        self._web = {
            (one.host if is_address(one.host) else WEB_ADDRESS.format(10 + number), one.port): one
            for number, one in enumerate(board.scenario.web)
        }
        self._names = {one.host: address for (address, _), one in self._web.items()}
        for one in board.scenario.visits:
            board.schedule(round(one.t_s * 1e6), partial(visit, board, one))

    def resolve(self, host: str, *, is_broker: bool = False) -> str:
        """Return the address of a name; a broker that is reached under any address has any name."""
        if is_address(host):
            return host
        self._board.spend(NAME_US)
        if not self._board.services["radio"].is_connected():
            raise Refused(NAME_UNKNOWN)
        if host in self._names:
            return self._names[host]
        is_laptop = host.lower().endswith(".local") or (self._there is not None and host in self._addresses)
        if is_laptop or (is_broker and not self._addresses):
            return LAPTOP
        if self._board.scenario.ntp is not None and not is_broker:
            return TIME_ADDRESS
        self._board.record("no-answer", host, None)
        raise Refused(NAME_UNKNOWN)

    def connect(self, board: Board, address: str, port: int, timeout_us: int | None) -> VirtualStream:
        """Open a connection and let whoever answers there take it."""
        server, tcp = self.dial(address, port, timeout_us)
        stream = VirtualStream(tcp)
        if isinstance(server, WebServer):
            stream.other = WebAnswers(board, server, stream)
        else:
            stream.other = MqttBytes(board, server, stream)
        return stream

    def dial(self, address: str, port: int, timeout_us: int | None) -> tuple[VirtualBroker | WebServer, Tcp]:
        """Return who answers, and the connection; raises Refused."""
        board, radio = self._board, self._board.services["radio"]
        if not radio.is_connected():
            raise Refused(EHOSTUNREACH)
        until_us = board.now_us + (PATIENCE_US if timeout_us is None else min(timeout_us, PATIENCE_US))
        if not board.wait_for(lambda: radio.reaches() and self._is_there(address, port), until_us):
            board.record("no-answer", address, port)
            raise Refused(ECONNABORTED if timeout_us is None else ETIMEDOUT)
        server = self._server(address, port)
        delay_us = round(server.delay_s * 1e6) if isinstance(server, WebServer) else self._broker.delay_us
        board.spend(2 * delay_us)
        if server is None:
            raise Refused(ECONNREFUSED)
        return server, Tcp(board, delay_us)

    def datagram(
        self, board: Board, address: str, port: int, data: bytes, hear: Callable[[bytes, str, int], None]
    ) -> None:
        """Only the scenario's clock answers datagrams; others are lost."""
        radio, clock = board.services["radio"], board.scenario.ntp
        if not radio.is_connected():
            raise Refused(EHOSTUNREACH)
        if clock is None or port != NTP_PORT or len(data) < 48 or not radio.reaches():
            return
        now_s = board.now_us / 1e6
        is_answered = not any(span.holds(now_s) for span in clock.outages)
        board.record("ntp-request", address, {"answered": is_answered})
        if is_answered:
            due_us = board.now_us + round(clock.delay_s * 1e6)
            board.schedule(due_us, lambda: hear(ntp_answer(data, clock.unix_s + board.now_us / 1e6), address, port))

    def _is_there(self, address: str, port: int) -> bool:
        """Say whether a computer with that address answers at all, if only by a refusal."""
        if address == LAPTOP or address in self._names.values():
            return True
        if self._there is not None and self._addresses:
            return address in self._addresses
        return port == (self._there.port if self._there else 1883)

    @property
    def _addresses(self) -> tuple[str, ...]:
        return (self._there.addresses or ()) if self._there else ()

    def _server(self, address: str, port: int) -> VirtualBroker | WebServer | None:
        web = self._web.get((address, port))
        if web is not None:
            return None if any(span.holds(self._board.now_us / 1e6) for span in web.outages) else web
        there = self._there
        if there is None or port != there.port or not self._broker.is_running:
            return None
        if not self._addresses or address in self._addresses:
            return self._broker
        is_named = any(not is_address(one) for one in self._addresses)
        return self._broker if is_named and address == LAPTOP else None
