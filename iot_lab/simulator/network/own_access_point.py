"""The board's own access point: what it calls itself, and who joined (ports/esp32/network_wlan.c, AP_IF)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board

MOST_STATIONS: Final = 10
OPEN: Final = 0
SHORTEST_PASSWORD: Final = 8


class OwnAccessPoint:
    """Its settings, and the scenario's phones that found it."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._since_s = 0.0
        self.is_active = False
        self.name = ""
        self.password = ""
        self.authmode = OPEN
        self.most_stations = 4

    def switch(self, *, is_on: bool) -> None:
        if is_on and not self.is_active:
            self._since_s = self._board.now_us / 1e6
            self._board.record("wifi-own", self.name, {"authmode": self.authmode})
        self.is_active = is_on

    def stations(self) -> list[bytes]:
        """Return the MAC addresses of those that joined, at most `most_stations`."""
        wifi, now_s = self._board.scenario.wifi, self._board.now_us / 1e6
        if not self.is_active or wifi is None:
            return []
        there = [one for one in wifi.phones if one.from_s <= now_s < one.until_s]
        joined = [one.mac for one in there if self.authmode == OPEN or one.password == self.password]
        return joined[: min(self.most_stations, MOST_STATIONS)]
