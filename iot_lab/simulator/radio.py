"""The board's Wi-Fi station, as an ESP32 shows it to MicroPython (ports/esp32/network_wlan.c, status codes)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board

IDLE: Final = 1000
CONNECTING: Final = 1001
GOT_IP: Final = 1010
NO_AP_FOUND: Final = 201
WRONG_PASSWORD: Final = 202


class Radio:
    """A station that joins the scenario's only access point, or says why not."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._wifi = board.scenario.wifi
        self._wanted: tuple[str, str] | None = None
        self._joins_us = 0
        self.is_active = False

    @property
    def is_trying(self) -> bool:
        """Whether `connect` was called and `disconnect` was not."""
        return self._wanted is not None

    @property
    def rssi_dbm(self) -> int:
        """How strongly the access point is received."""
        return self._wifi.rssi_dbm if self._wifi else -100

    def connect(self, name: str, password: str) -> None:
        """Start joining."""
        self._wanted = (name, password)
        joining_s = self._wifi.joining_s if self._wifi else 0.0
        self._joins_us = self._board.now_us + round(joining_s * 1e6)
        self._board.record("wifi-connect", name, self._refusal() is None)

    def disconnect(self) -> None:
        """Leave, or stop trying."""
        self._wanted = None
        self._board.record("wifi-disconnect", "", None)

    def status(self) -> int:
        """Return one of the codes above."""
        if self._wanted is None:
            return IDLE
        if self._board.now_us < self._joins_us:
            return CONNECTING
        if refusal := self._refusal():
            return refusal
        outages = self._wifi.outages if self._wifi else ()
        is_out = outages and any(span.holds(self._board.now_us / 1e6) for span in outages)
        return NO_AP_FOUND if is_out else GOT_IP

    def is_connected(self) -> bool:
        """Whether the board has an address."""
        return self.status() == GOT_IP

    def _refusal(self) -> int | None:
        if self._wifi is None or self._wanted is None or self._wanted[0] != self._wifi.name:
            return NO_AP_FOUND
        return None if self._wanted[1] == self._wifi.password else WRONG_PASSWORD
