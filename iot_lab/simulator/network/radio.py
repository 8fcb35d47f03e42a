"""The board's Wi-Fi station as an ESP32 shows it to MicroPython (ports/esp32/network_wlan.c, ESP-IDF's reason codes).

The driver joins again by itself after a failure or a loss, for ever or `reconnects` times; `status` tells the last
reason of a failure meanwhile, as the port does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.simulator.network.own_access_point import OwnAccessPoint
from iot_lab.simulator.world.curves import value_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.simulator.agenda import Agenda
    from iot_lab.simulator.board import Board
    from iot_lab.simulator.world.network import AccessPoint

IDLE: Final = 1000
CONNECTING: Final = 1001
GOT_IP: Final = 1010
LEFT: Final = 8
BEACON_TIMEOUT: Final = 200
NO_AP_FOUND: Final = 201
WRONG_PASSWORD: Final = 202
NO_COMPATIBLE_SECURITY: Final = 210
NO_AUTHMODE_IN_THRESHOLD: Final = 211
_FAILURES: Final = frozenset({NO_AP_FOUND, WRONG_PASSWORD, NO_COMPATIBLE_SECURITY, NO_AUTHMODE_IN_THRESHOLD})
FOR_EVER: Final = -1
# A scan of all channels, and a handshake that fails.
SCAN_US: Final = 2_400_000
HANDSHAKE_US: Final = 1_000_000
SHORTEST_PASSWORD: Final = 8
NOBODY_DBM: Final = -100


class Radio:
    """One station and the board's own access point; a new one takes the place of the board's last."""

    def __init__(self, board: Board) -> None:
        if before := board.services.get("radio"):
            before.fall_silent()
        board.services["radio"] = self
        self._board = board
        self._wifi = board.scenario.wifi
        self._points = self._wifi.access_points if self._wifi else ()
        self._wanted = ("", "")
        self._state = "off"
        self._point: AccessPoint | None = None
        self._next: Agenda | None = None
        self._is_requested = False
        self._reason = self._failures = 0
        self.reconnects = FOR_EVER
        self.own = OwnAccessPoint(board)
        if self._wifi and self._wifi.is_joined:
            self._wanted, self._is_requested = (self._wifi.name, self._wifi.password), True
            self._join(self._points[0])

    @property
    def is_station(self) -> bool:
        """Whether the station is switched on."""
        return self._state != "off"

    @property
    def is_active(self) -> bool:
        """Whether Wi-Fi is started at all, which takes ADC2 away."""
        return self._state != "off" or self.own.is_active

    @property
    def is_busy(self) -> bool:
        """Whether it is joining or joined: ESP-IDF then refuses to connect."""
        return self._state not in ("off", "idle")

    @property
    def name(self) -> str:
        """The network last asked for."""
        return self._wanted[0]

    @property
    def point(self) -> AccessPoint | None:
        """The access point that it joined."""
        self._look()
        return self._point

    def rssi_dbm(self, point: AccessPoint) -> int:
        """How strongly an access point is received now."""
        return round(value_at(point.rssi_dbm, self._board.now_us / 1e6, self._board.seed))

    def heard(self) -> list[AccessPoint]:
        """Return the access points around, the strongest first."""
        now_s = self._board.now_us / 1e6
        return sorted((one for one in self._points if one.is_there(now_s)), key=lambda one: -self.rssi_dbm(one))

    # What a program does.

    def switch(self, *, is_on: bool) -> None:
        if is_on == self.is_station:
            return
        if is_on:
            self._state, self._failures = "idle", 0
        else:
            self._leave()
            self._state = "off"

    def connect(self, name: str | None, password: str) -> None:
        """Start joining a network, or (None) the last one again."""
        self._wanted = self._wanted if name is None else (name, password)
        self._failures = 0
        self._is_requested = True
        self._board.record("wifi-connect", self._wanted[0], self._refusal(self._find()) is None)
        self._try()

    def disconnect(self) -> None:
        """Leave, or stop trying."""
        self._is_requested = False
        self._leave()

    def status(self) -> int:
        """Return what `WLAN.status()` does."""
        self._look()
        if self._state == "up":
            return GOT_IP
        if self._reason in _FAILURES:
            return self._reason
        if self._reason == LEFT:
            return IDLE
        if self._is_requested and (self.reconnects == FOR_EVER or self._failures <= self.reconnects):
            return CONNECTING
        return self._reason or IDLE

    def is_connected(self) -> bool:
        """Whether the board has an address, as far as it knows."""
        self._look()
        return self._state == "up"

    # The way to the others.

    def reaches(self) -> bool:
        """Whether what the board sends arrives: a silent access point or an isolated station look connected."""
        if not self.is_connected() or self._point is None or self._wifi is None:
            return False
        if not self._point.outages and not self._wifi.isolation:
            return True
        now_s = self._board.now_us / 1e6
        return self._point.is_there(now_s) and not any(span.holds(now_s) for span in self._wifi.isolation)

    def silence_ends_us(self) -> int:
        """Return when it is worth trying again to reach someone."""
        now_s = self._board.now_us / 1e6
        spans = [*self._wifi.isolation, *(self._point.outages if self._point else ())] if self._wifi else []
        ends = [getattr(span, "end_s", 0.0) for span in spans if span.holds(now_s)]
        return max(self._board.now_us + 1000, round(max(ends, default=now_s + 1.0) * 1e6))

    def fall_silent(self) -> None:
        """Do nothing more by itself: the processor was reset."""
        self._cancel()
        self._state, self._point = "off", None

    # What the driver does.

    def _try(self) -> None:
        self._state = "joining"
        point = self._find()
        reason = self._refusal(point)
        joining_us = round(self._wifi.joining_s * 1e6) if self._wifi else 0
        if point is None or reason not in (None, WRONG_PASSWORD):
            self._later(SCAN_US, lambda: self._fail(reason or NO_AP_FOUND))
        elif reason:
            self._later(joining_us + HANDSHAKE_US, lambda: self._fail(WRONG_PASSWORD))
        else:
            self._later(joining_us, lambda: self._join(point))

    def _find(self) -> AccessPoint | None:
        named = [one for one in self.heard() if one.name == self._wanted[0]]
        return named[0] if named else None

    def _refusal(self, point: AccessPoint | None) -> int | None:
        password = self._wanted[1]
        if point is None:
            return NO_AP_FOUND
        if bool(point.password) != bool(password):
            is_strict = point.password or len(password) >= SHORTEST_PASSWORD
            return (NO_COMPATIBLE_SECURITY if point.password else NO_AUTHMODE_IN_THRESHOLD) if is_strict else None
        return None if password == point.password else WRONG_PASSWORD

    def _join(self, point: AccessPoint) -> None:
        if not point.is_there(self._board.now_us / 1e6):
            return self._fail(NO_AP_FOUND)
        self._state, self._point = "joined", point
        lease_s = self._wifi.lease_s if self._wifi else None
        if lease_s:
            self._later(round(lease_s * 1e6), self._have_address)
        elif lease_s is not None:
            self._have_address()
        return None

    def _have_address(self) -> None:
        if self._point is None or not self._point.is_there(self._board.now_us / 1e6):
            return self._lose()
        self._state, self._reason = "up", 0
        self._board.record("wifi-joined", self._wanted[0], self.rssi_dbm(self._point))
        self._await_loss()
        return None

    def _await_loss(self) -> None:
        """Expect the next outage of the access point that is known beforehand."""
        notices_s = self._wifi.notices_s if self._wifi else 0.0
        spans = self._point.outages if self._point else ()
        starts = [getattr(span, "start_s", -1.0) + notices_s for span in spans]
        coming = [start_s for start_s in starts if start_s > self._board.now_us / 1e6]
        if coming:
            # An outage may begin between two microseconds: never look again in the same one.
            self._later(max(1, round(min(coming) * 1e6) - self._board.now_us), self._miss)

    def _miss(self) -> None:
        if self._point is not None and not self._point.is_there(self._board.now_us / 1e6):
            self._lose()
        else:
            self._await_loss()

    @property
    def is_steady(self) -> bool:
        """Say whether only the agenda changes the state: no access point vanishes unnoticed."""
        return self._point is None or self._wifi is None or bool(self._wifi.notices_s)

    def _look(self) -> None:
        """Notice an access point that a person switched off."""
        point = self._point
        if point is None or not point.outages or self._wifi is None or self._wifi.notices_s:
            return
        if not point.is_there(self._board.now_us / 1e6):
            self._lose()

    def _lose(self) -> None:
        self._board.record("wifi-lost", self._wanted[0], BEACON_TIMEOUT)
        self._fail(BEACON_TIMEOUT)

    def _fail(self, reason: int) -> None:
        self._cancel()
        self._state, self._point, self._reason = "idle", None, reason
        if not self._is_requested:
            return
        if self.reconnects != FOR_EVER:
            self._failures += 1
            if self._failures > self.reconnects:
                self._board.record("wifi-failed", self._wanted[0], reason)
                return
        self._try()

    def _leave(self) -> None:
        if self.is_busy:
            self._board.record("wifi-disconnect", "", None)
            self._reason, self._state = LEFT, "idle"
        self._cancel()
        self._point = None

    def _later(self, after_us: int, act: Callable[[], None]) -> None:
        self._cancel()
        self._next = self._board.schedule(self._board.now_us + after_us, act)

    def _cancel(self) -> None:
        if self._next is not None:
            self._next.cancel()
            self._next = None
