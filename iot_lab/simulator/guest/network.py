# `network` on an ESP32: Wi-Fi. Messages and codes: ports/esp32/network_wlan.c of MicroPython; what few programs use is in `_wlan`.
from _board import call as _call, missing as _missing
from _arguments import text as _text
from _modules import Native as _Native

STA_IF = 0
AP_IF = 1
STAT_IDLE = 1000
STAT_CONNECTING = 1001
STAT_GOT_IP = 1010
STAT_BEACON_TIMEOUT = 200
STAT_NO_AP_FOUND = 201
STAT_WRONG_PASSWORD = 202
STAT_ASSOC_FAIL = 203
STAT_CONNECT_FAIL = 203
STAT_HANDSHAKE_TIMEOUT = 204
STAT_NO_AP_FOUND_W_COMPATIBLE_SECURITY = 210
STAT_NO_AP_FOUND_IN_AUTHMODE_THRESHOLD = 211
STAT_NO_AP_FOUND_IN_RSSI_THRESHOLD = 212
AUTH_OPEN = 0
AUTH_WEP = 1
AUTH_WPA_PSK = 2
AUTH_WPA2_PSK = 3
AUTH_WPA_WPA2_PSK = 4
AUTH_WPA2_ENTERPRISE = 5
AUTH_WPA3_PSK = 6
AUTH_WPA2_WPA3_PSK = 7
AUTH_MAX = 17
MODE_11B = 1
MODE_11G = 2
MODE_11N = 4
MODE_LR = 8

_static = None  # address, mask, gateway, DNS server set by the program
_names = ["mpy-esp32", "XX"]  # what `hostname` and `country` were set to


def __getattr__(name):
    if name in ("LAN", "PPP"):
        _call("lacks", "network." + name)
    _missing("network", name)


def hostname(name=None):
    if name is None:
        return _names[0]
    if len(name) > 32:
        raise ValueError
    _names[0] = name


def country(code=None):
    if code is None:
        return _names[1]
    if len(_text(code)) != 2:
        raise ValueError
    _names[1] = code.upper()


def phy_mode(mode=None):
    return None


def ipconfig(*names, **values):
    import _wlan

    return _wlan.settings(names, values)


class WLAN(_Native):
    IF_STA = 0
    IF_AP = 1
    PM_NONE = 0
    PM_PERFORMANCE = 1
    PM_POWERSAVE = 2
    SEC_OPEN = 0
    SEC_WEP = 1
    SEC_WPA = 2
    SEC_WPA2 = 3
    SEC_WPA_WPA2 = 4
    SEC_WPA2_ENT = 5
    SEC_WPA3 = 6
    SEC_WPA2_WPA3 = 7

    def __init__(self, interface=0):
        if interface not in (0, 1):
            raise ValueError("invalid WLAN interface identifier")
        self._is_station = interface == 0

    def __repr__(self):
        return "<WLAN>"

    def active(self, is_active=None):
        which = "sta" if self._is_station else "ap"
        if is_active is not None:
            if is_active and not self._is_station:
                import _wlan

                _wlan.put_own()
            which += " 1" if is_active else " 0"
        return _call("wifi-active", which) == "1"

    def connect(self, ssid=None, key=None, *, bssid=None):
        if not self._is_station:
            raise OSError("Wifi Invalid Interface")
        if not self.active():
            raise OSError("Wifi Not Started")
        if bssid is not None and len(bssid) != 6:
            raise ValueError
        if ssid is None and not _call("wifi-name"):
            raise OSError("Wifi SSID Invalid")
        try:
            _call("wifi-connect", "%s %s" % (_hex(ssid), _hex(key)))
        except OSError:
            raise OSError("Wifi Internal Error")

    def disconnect(self):
        if not self.active():
            raise OSError("Wifi Not Started")
        _call("wifi-disconnect")

    def isconnected(self):
        if self._is_station:
            return _call("wifi-status") == "1010"
        return _call("wifi-stations") != ""

    def status(self, what=None):
        if what is None:
            return int(_call("wifi-status")) if self._is_station else None
        if what == "rssi":
            self._needs(True)
            joined = _call("wifi-joined")
            if not joined:
                raise OSError("Wifi Not Connected")
            return int(joined.split(" ")[0])
        if what == "stations":
            self._needs(False)
            return [(bytes.fromhex(mac),) for mac in _call("wifi-stations").split()]
        raise ValueError("unknown status param")

    def ifconfig(self, addresses=None):
        if addresses is not None:
            import _wlan

            return _wlan.put_addresses(self._is_station, addresses)
        if not self._is_station:
            return ("192.168.4.1", "255.255.255.0", "192.168.4.1", "0.0.0.0")
        if _static:
            return _static
        if not self.isconnected():
            return ("0.0.0.0", "0.0.0.0", "0.0.0.0", "0.0.0.0")
        last = 2 + int(_call("unique-id")[-2:], 16) % 250
        return ("192.168.4.%d" % last, "255.255.255.0", "192.168.4.1", "192.168.4.1")

    def ipconfig(self, *names, **values):
        import _wlan

        return _wlan.addresses(self, names, values)

    def config(self, *names, **values):
        import _wlan

        return _wlan.config(self._is_station, names, values)

    def scan(self):
        if not self.active():
            raise OSError("STA must be active")
        import _wlan

        return _wlan.scan()

    def _needs(self, is_station):
        if self._is_station != is_station:
            raise OSError("STA required" if is_station else "AP required")


def _hex(name):
    if name is None:
        return "-"
    return _text(name).hex() or ""  # the empty one is b"" here
