# `network` of an ESP32: a station that joins what `.wifi` names, one network a line: "ssid password [dBm [mute]]"; a mute one
# gives no address. What it tried to join is noted in `.tried`.
STA_IF, AP_IF = 0, 1
STAT_IDLE, STAT_CONNECTING, STAT_GOT_IP = 1000, 1001, 1010
STAT_NO_AP_FOUND, STAT_WRONG_PASSWORD = 201, 202


def _around():
    try:
        with open(".wifi") as file:
            return [line.strip().split(" ") for line in file if line.strip()]
    except OSError:
        return [["atelier", "atelier123"]]


class WLAN:
    _wanted = None

    def __init__(self, interface=0):
        self._interface = interface

    def active(self, is_active=None):
        return True

    def config(self, *names, **values):
        if values:
            with open(".access", "w") as file:
                file.write(values["ssid"] + " " + values["password"])
        return b"\x24\x6f\x28\xaa\xbb\xcc"

    def connect(self, ssid, password=None):
        WLAN._wanted = [ssid, password]
        with open(".tried", "a") as file:
            file.write(ssid + "\n")

    def disconnect(self):
        WLAN._wanted = None

    def status(self, what=None):
        if what == "rssi":
            return -50
        if WLAN._wanted is None:
            return STAT_IDLE
        found = [one for one in _around() if one[0] == WLAN._wanted[0]]
        if not found:
            return STAT_NO_AP_FOUND
        if found[0][:2] != WLAN._wanted:
            return STAT_WRONG_PASSWORD
        return STAT_CONNECTING if found[0][3:] else STAT_GOT_IP

    def isconnected(self):
        return self.status() == STAT_GOT_IP

    def ifconfig(self):
        return ("127.0.0.1", "255.0.0.0", "127.0.0.1", "127.0.0.1")

    def scan(self):
        return [(one[0].encode(), b"\0" * 6, 6, int((one + [-50])[2]), 3, False) for one in _around()]
