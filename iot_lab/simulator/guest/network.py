# `network` on an ESP32: the station's side of Wi-Fi. Messages and codes: ports/esp32/network_common.c of MicroPython.
from _board import call as _call

STA_IF = 0
AP_IF = 1
STAT_IDLE = 1000
STAT_CONNECTING = 1001
STAT_GOT_IP = 1010
STAT_BEACON_TIMEOUT = 200
STAT_NO_AP_FOUND = 201
STAT_WRONG_PASSWORD = 202
STAT_ASSOC_FAIL = 203
STAT_HANDSHAKE_TIMEOUT = 204

_hostname = "mpy-esp32"


def hostname(name=None):
    global _hostname
    if name is None:
        return _hostname
    _hostname = str(name)


class WLAN:
    IF_STA = 0
    IF_AP = 1

    def __init__(self, interface=0):
        if interface not in (0, 1):
            raise ValueError("invalid WLAN interface identifier")
        self._is_station = interface == 0
        self._is_active = False

    def active(self, is_active=None):
        if not self._is_station:
            if is_active is not None:
                self._is_active = bool(is_active)
            return self._is_active
        return _call("wifi-active", "" if is_active is None else "1" if is_active else "0") == "1"

    def connect(self, ssid=None, key=None, *, bssid=None):
        self._needs_station()
        if not self.active():
            raise OSError("Wifi Not Started")
        try:
            _call("wifi-connect", "%s %s" % (_hex(ssid), _hex(key)))
        except OSError:
            raise OSError("Wifi Internal Error")

    def disconnect(self):
        self._needs_station()
        _call("wifi-disconnect")

    def isconnected(self):
        return self._is_station and self.status() == STAT_GOT_IP

    def status(self, what=None):
        if not self._is_station:
            return [] if what == "stations" else None
        status, rssi = _call("wifi-status").split(" ")
        if what is None:
            return int(status)
        if what == "rssi":
            return int(rssi)
        raise ValueError("unknown status param")

    def ifconfig(self, addresses=None):
        if addresses is not None:
            return None
        if not self._is_station:
            return ("192.168.4.1", "255.255.255.0", "192.168.4.1", "0.0.0.0")
        if not self.isconnected():
            return ("0.0.0.0", "0.0.0.0", "0.0.0.0", "0.0.0.0")
        return (_address(), "255.255.255.0", "192.168.4.1", "192.168.4.1")

    def ipconfig(self, *names, **values):
        address, mask = self.ifconfig()[:2]
        if names == ("addr4",):
            return (address, mask)
        if names == ("gw4",):
            return self.ifconfig()[2]
        if names == ("has_dhcp4",):
            return self.isconnected()
        if names == ("dhcp4",):
            return True
        if values:
            return None
        raise ValueError("unknown config param")

    def config(self, *names, **values):
        if values:
            return None
        if len(names) != 1:
            raise TypeError("can query only one param")
        if names[0] == "mac":
            return bytes.fromhex(_call("unique-id"))
        if names[0] == "hostname":
            return hostname()
        raise ValueError("unknown config param")

    def scan(self):
        self._needs_station()
        if not self.active():
            raise OSError("STA must be active")
        return [
            (bytes.fromhex(name), b"\x02\x00\x00\x00\x00\x01", 6, int(rssi), 3, False)
            for name, rssi in (line.split(" ") for line in _call("wifi-scan").split("\n") if line)
        ]

    def _needs_station(self):
        if not self._is_station:
            raise OSError("STA required")


def _hex(text):
    if text is None:
        return "-"
    return (text if isinstance(text, (bytes, bytearray)) else text.encode()).hex()


def _address():
    return "192.168.4.%d" % (2 + int(_call("unique-id")[-2:], 16) % 250)
