# Wi-Fi: several known networks, the strongest first, patient and never blocking. `state` names what is wrong; `step` is
# called again and again and says whether the board has an address.
#
# A round tries each known network for JOIN_MS. After a round that failed the board waits, twice as long each time, never all
# boards at the same moment.
import random
import time

import network

from kit.notices import say

JOIN_MS = 15000
FIRST_PAUSE_MS, LAST_PAUSE_MS = 2000, 60000


class Wifi:
    def __init__(self, networks):
        self.state = "off"  # joining, joined, wrong-password, absent, no-address, none-known, no-memory
        self.rounds = 0  # failed rounds in a row
        self.station = network.WLAN(network.STA_IF)
        self._networks = networks
        self._left = []  # networks still to try in this round
        self._until = None  # ticks at which the present try, or pause, ends
        self._is_trying = False
        self._pause_ms = FIRST_PAUSE_MS

    def step(self):
        if self.station.isconnected():
            if self.state != "joined":
                self._joined()
            return True
        now = time.ticks_ms()
        if self.state == "joined":
            self._until, self._left, self.state = None, [], "joining"
        is_final = self.station.status() in (network.STAT_WRONG_PASSWORD, network.STAT_NO_AP_FOUND) and self._left
        if self._until is not None and time.ticks_diff(now, self._until) < 0 and not (self._is_trying and is_final):
            return False
        if self._is_trying:
            names = {network.STAT_WRONG_PASSWORD: "wrong-password", network.STAT_NO_AP_FOUND: "absent"}
            self.state = names.get(self.station.status(), "no-address")
        if self._left:
            self._try_next(now)
        elif self._is_trying:
            self._pause(now)
        else:
            self._begin_round(now)
        return False

    def retry(self):
        """Try at once: somebody gave another network."""
        self._until, self._is_trying, self._left, self._pause_ms = None, False, [], FIRST_PAUSE_MS

    def signal_dbm(self):
        try:
            return self.station.status("rssi")
        except (OSError, ValueError):
            return None

    def _begin_round(self, now):
        if not self._networks:
            self.state = "none-known"
            self._pause(now)
            return
        try:
            self.station.active(True)
        except (OSError, RuntimeError):
            self.state = "no-memory"  # the driver finds none: a program has it
            self._pause(now)
            return
        heard = self.hear() if len(self._networks) > 1 else {}
        known = [one for one in self._networks if one["ssid"] in heard]
        known.sort(key=lambda one: -heard[one["ssid"]])
        self._left = known + [one for one in self._networks if one not in known]
        self._try_next(now)

    def hear(self):
        """Return network name -> strength in dBm of those around."""
        heard = {}
        try:
            for one in self.station.scan():
                try:
                    heard[one[0].decode()] = one[3]
                except UnicodeError:
                    pass  # a neighbour's name that is no text
        except (OSError, RuntimeError):
            pass
        return heard

    def _try_next(self, now):
        wanted = self._left.pop(0)
        self.state, self._is_trying = "joining", True
        self._until = time.ticks_add(now, JOIN_MS)
        self._leave()
        try:
            self.station.connect(wanted["ssid"], wanted["password"] or None)
        except (OSError, RuntimeError):
            pass  # the driver is busy: the end of this try tells

    def _leave(self):
        try:
            self.station.disconnect()
        except (OSError, RuntimeError):
            pass  # it had not joined

    def _pause(self, now):
        """Wait longer after each round that failed, never all boards at the same moment."""
        self.rounds += 1
        self._is_trying = False
        if self.state != "none-known":
            self._leave()
        say("lab: Wi-Fi: %s, next try in %d s" % (self.state.replace("-", " "), self._pause_ms // 1000))
        self._until = time.ticks_add(now, self._pause_ms + random.getrandbits(10))
        self._pause_ms = min(LAST_PAUSE_MS, 2 * self._pause_ms)

    def _joined(self):
        self.state, self.rounds, self._is_trying = "joined", 0, False
        self._until, self._left, self._pause_ms = None, [], FIRST_PAUSE_MS
