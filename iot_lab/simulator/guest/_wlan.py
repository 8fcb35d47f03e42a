# What few programs ask of `network.WLAN`: settings, addresses, scan (ports/esp32/network_wlan.c, network_common.c).
import network
from _board import call as _call

_ALIASES = {"essid": "ssid", "password": "key", "authmode": "security", "dhcp_hostname": "hostname"}
_own = {"ssid": "", "key": "", "security": 0, "max_clients": 4, "hidden": False}
_both = {"txpower": 20.0, "pm": 1, "protocol": 7, "channel": 1, "bandwidth": 2}
_ip = {"dns": "192.168.4.1", "prefer": 4}


def config(is_station, names, values):
    if names and values:
        raise TypeError("either pos or kw args are allowed")
    if values:
        for name, value in values.items():
            _set(is_station, _ALIASES.get(name, name), value)
        if not is_station:
            put_own()
        return None
    if len(names) != 1:
        raise TypeError("can query only one param")
    return _get(is_station, _ALIASES.get(names[0], names[0]))


def _set(is_station, name, value):
    if name == "hostname":
        network.hostname(value)
    elif name == "mac":
        if len(value) != 6:
            raise ValueError("invalid buffer length")
    elif name == "reconnects":
        _needs(is_station, True)
        _call("wifi-reconnects", str(int(value)))
    elif name in _own:
        _needs(is_station, False)
        if name in ("ssid", "key"):
            _own[name] = (value if isinstance(value, str) else bytes(value).decode())[: 32 if name == "ssid" else 63]
        else:
            _own[name] = bool(value) if name == "hidden" else int(value)
    elif name == "txpower":
        if not 2 <= value <= 21:
            raise RuntimeError("Wifi Unknown Error 0x0102")
        _both[name] = int(value * 4) / 4
    elif name in _both:
        _both[name] = int(value)
    else:
        raise ValueError("unknown config param")


def _get(is_station, name):
    if name == "mac":
        mac = bytearray(bytes.fromhex(_call("unique-id")))
        mac[5] = (mac[5] + (not is_station)) & 255
        return bytes(mac)
    if name == "hostname":
        _needs(is_station, True)
        return network.hostname()
    if name == "ssid":
        return _call("wifi-name") if is_station else _own_name()
    if name == "reconnects":
        _needs(is_station, True)
        return int(_call("wifi-reconnects"))
    if name == "channel" and is_station:
        joined = _call("wifi-joined")
        return int(joined.split(" ")[1]) if joined else _both[name]
    if name == "max_clients":
        return _own[name]
    if name in ("security", "hidden"):
        _needs(is_station, False)
        return _own[name]
    if name in _both:
        return _both[name]
    raise ValueError("unknown config param")


def put_own():
    names = (network._hex(_own_name()), network._hex(_own["key"]))
    text = "%s %s %d %d" % (names + (_own["security"], _own["max_clients"]))
    try:
        _call("wifi-own", text)
    except OSError as error:
        if error.errno == 5:
            raise OSError("Wifi Invalid Password")
        raise RuntimeError("Wifi Unknown Error 0x0102")


def _own_name():
    return _own["ssid"] or "ESP_%s" % _get(False, "mac")[3:].hex().upper()


def scan():
    found = []
    for line in _call("wifi-scan").split("\n"):
        if line:
            name, number, channel, rssi, security = line.split(" ")
            bssid = b"\x02\x00\x00\x00\x00" + bytes((int(number) + 1,))
            found.append((bytes.fromhex(name), bssid, int(channel), int(rssi), int(security), False))
    return found


def put_addresses(is_station, addresses):
    if isinstance(addresses, (tuple, list)):
        if len(addresses) != 4:
            raise ValueError("requested length 4 but object has length %d" % len(addresses))
        for one in addresses:
            _check(one)
        if is_station:
            network._static = tuple(addresses)
    elif is_station and addresses == "dhcp":
        network._static = None
    else:
        raise ValueError("invalid arguments")


def addresses(wlan, names, values):
    if names and values or len(names) > 1:
        raise TypeError("either pos or kw args are allowed")
    for name, value in values.items():
        _put(wlan, name, value)
    if not names:
        return None
    here = wlan.ifconfig()
    known = {
        "addr4": here[:2],
        "gw4": here[2],
        "dhcp4": network._static is None,
        "has_dhcp4": network._static is None and wlan.isconnected(),
        "addr6": [],
        "autoconf6": False,
    }
    if names[0] not in known:
        raise ValueError("unexpected key")
    return known[names[0]]


def _put(wlan, name, value):
    if name == "dhcp4":
        network._static = None if value else wlan.ifconfig()
    elif name == "addr4":
        now = wlan.ifconfig()
        address, mask = value if isinstance(value, tuple) else (value, now[1])
        if "/" in address:
            address, bits = address.split("/")
            whole = 0xFFFFFFFF << 32 - int(bits) & 0xFFFFFFFF
            mask = ".".join(str(whole >> shift & 255) for shift in (24, 16, 8, 0))
        _check(address)
        network._static = (address, mask, now[2], now[3])
    elif name == "gw4":
        _check(value)
        now = wlan.ifconfig()
        network._static = (now[0], now[1], value, now[3])
    else:
        raise ValueError("unexpected key")


def settings(names, values):
    for name in list(names) + list(values):
        if name not in _ip:
            raise ValueError("unexpected key")
    _ip.update(values)
    return _ip[names[0]] if names else None


def _check(address):
    numbers = address.split(".")
    if len(numbers) != 4 or any(not one.isdigit() or int(one) > 255 for one in numbers):
        raise ValueError("invalid arguments")


def _needs(is_station, wanted):
    if is_station != wanted:
        raise OSError("STA required" if wanted else "AP required")
