"""What is on the air and at the other end of it: access points, broker, web servers, clock, visitors. Frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iot_lab.simulator.world.curves import Curve

LAPTOP = "192.168.4.1"


@dataclass(frozen=True, slots=True)
class Span:
    """From `start_s` on, for `length_s` seconds."""

    start_s: float
    length_s: float

    @property
    def end_s(self) -> float:
        """Return the first instant after it."""
        return self.start_s + self.length_s

    def holds(self, t_s: float) -> bool:
        """Say whether `t_s` is inside."""
        return self.start_s <= t_s < self.start_s + self.length_s


@dataclass(frozen=True, slots=True)
class AccessPoint:
    """A network that is heard: from `from_s` on, but not during its `outages`. An empty password: an open network."""

    name: str
    password: str = ""
    rssi_dbm: Curve = -70
    channel: int = 1
    from_s: float = 0.0
    outages: tuple[Span, ...] = ()
    is_hidden: bool = False

    def is_there(self, t_s: float) -> bool:
        """Say whether it is heard."""
        return t_s >= self.from_s and not any(span.holds(t_s) for span in self.outages)


@dataclass(frozen=True, slots=True)
class Phone:
    """Someone who joins the board's own access point, when it is there and has that password."""

    mac: bytes = b"\x3c\x06\x30\x00\x00\x01"
    password: str = ""
    from_s: float = 0.0
    until_s: float = 1e9


@dataclass(frozen=True, slots=True)
class Wifi:
    """The access point meant for the board, and the `others` around.

    It answers from `from_s` on. Joining takes `joining_s`, then the address `lease_s` more (None: there never is one).
    During an outage it is off; the station notices after `notices_s` (0: it says goodbye; an access point that loses
    its power is missed for 6 s by ESP-IDF). During an `isolation` the station keeps its address and reaches nobody.
    Where it `is_joined`, the board's kit has joined it before the program begins.
    """

    name: str = "atelier"
    password: str = "atelier123"  # noqa: S105
    joining_s: float = 1.5
    rssi_dbm: Curve = -55
    outages: tuple[Span, ...] = ()
    channel: int = 6
    from_s: float = 0.0
    lease_s: float | None = 0.0
    notices_s: float = 0.0
    isolation: tuple[Span, ...] = ()
    others: tuple[AccessPoint, ...] = ()
    phones: tuple[Phone, ...] = ()
    is_joined: bool = False

    @property
    def access_points(self) -> tuple[AccessPoint, ...]:
        """Return every network, the board's first."""
        own = AccessPoint(self.name, self.password, self.rssi_dbm, self.channel, self.from_s, self.outages)
        return (own, *self.others)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message published by someone else, `t_s` seconds after power-on."""

    t_s: float
    topic: str
    payload: bytes
    is_retained: bool = False


@dataclass(frozen=True, slots=True)
class Responder:
    """Someone who answers each message under the filter `wanted` by one of their own, `after_s` seconds later."""

    wanted: str
    topic: str
    payload: bytes
    after_s: float = 0.1
    is_retained: bool = False


@dataclass(frozen=True, slots=True)
class BrokerThere:
    """The broker in the scenario: who may enter (None: anybody), when it is away, what it brings.

    During an outage its program is stopped: connections end, new ones find nobody. `restarts_s` are outages of one
    second. After either it has lost sessions and retained messages when it `forgets`. During `refusals` it answers
    each CONNECT with code 3. It is reached under any address, or only under one of `addresses`.
    """

    accounts: tuple[tuple[str, str], ...] | None = None
    outages: tuple[Span, ...] = ()
    arrivals: tuple[Arrival, ...] = ()
    delay_s: float = 0.004
    restarts_s: tuple[float, ...] = ()
    forgets: bool = False
    refusals: tuple[Span, ...] = ()
    responders: tuple[Responder, ...] = ()
    addresses: tuple[str, ...] | None = None
    port: int = 1883

    @property
    def absences(self) -> tuple[Span, ...]:
        """Return when its program does not run."""
        return (*self.outages, *(Span(start_s, 1.0) for start_s in self.restarts_s))


@dataclass(frozen=True, slots=True)
class Page:
    """What a web server answers for a path (with its `?` part) and method."""

    path: str
    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    method: str = "GET"


@dataclass(frozen=True, slots=True)
class WebServer:
    """A web server under a name or an address; paths that it does not know are answered 404."""

    host: str = LAPTOP
    pages: tuple[Page, ...] = ()
    port: int = 80
    delay_s: float = 0.05
    outages: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeServer:
    """An NTP server under any name that is not a web server's; `unix_s` is the date when the board is powered on."""

    unix_s: int = 1_768_000_000
    delay_s: float = 0.03
    outages: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Visit:
    """Someone who asks the board's own web server for a page, `t_s` seconds after power-on."""

    t_s: float
    request: bytes = b"GET / HTTP/1.1\r\nHost: board\r\n\r\n"
    port: int = 80
