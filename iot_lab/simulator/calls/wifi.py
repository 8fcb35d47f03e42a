"""Calls about Wi-Fi. Texts that a program chose travel in hexadecimal; `-` stands for none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.simulator.calls.arguments import integers, octets
from iot_lab.simulator.errno import EINVAL, EIO, Refused
from iot_lab.simulator.looks import FOR_EVER
from iot_lab.simulator.network.own_access_point import MOST_STATIONS, OPEN, SHORTEST_PASSWORD

if TYPE_CHECKING:
    from iot_lab.simulator.board_host import BoardHost, Call, Foresight

SWITCH_US = 3000
SCAN_US = 2_300_000
LONGEST_NAME, LONGEST_PASSWORD = 32, 64
WPA2 = 3
ENOTCONN = 128


def active(host: BoardHost, text: str) -> str:
    """`sta` or `ap`, then `1` or `0` to switch it; the answer is its state."""
    which, _, wanted = text.partition(" ")
    if which not in ("sta", "ap") or wanted not in ("", "0", "1"):
        raise Refused(EINVAL)
    radio = host.radio
    if wanted:
        host.board.spend(SWITCH_US)
        (radio if which == "sta" else radio.own).switch(is_on=wanted == "1")
    return str(int(radio.is_station if which == "sta" else radio.own.is_active))


def connect(host: BoardHost, text: str) -> str:
    """`<name> <password>`, both in hexadecimal; EIO where it is trying or joined already."""
    fields = text.split(" ")
    if len(fields) != 2:
        raise Refused(EINVAL)
    if host.radio.is_busy or not host.radio.is_station:
        raise Refused(EIO)
    name, password = (None if one == "-" else _text(one) for one in fields)
    host.radio.connect(name if name is None else name[:LONGEST_NAME], (password or "")[:LONGEST_PASSWORD])
    return ""


def disconnect(host: BoardHost, _text: str) -> str:
    """Leave the network, or stop trying."""
    host.radio.disconnect()
    return ""


def status(host: BoardHost, _text: str) -> str:
    """Return the code of `WLAN.status()`."""
    host.board.look()
    return str(host.radio.status())


def joined(host: BoardHost, _text: str) -> str:
    """`<rssi> <channel>` of the access point that it joined, nothing where there is none."""
    host.board.look()
    point = host.radio.point
    return f"{host.radio.rssi_dbm(point)} {point.channel}" if point else ""


def scan(host: BoardHost, _text: str) -> str:
    """One line per access point: `<name in hexadecimal> <its number> <channel> <rssi> <authmode>`; it takes 2.3 s."""
    board = host.board
    board.wait_for(lambda: False, board.now_us + SCAN_US)
    points = board.scenario.wifi.access_points if board.scenario.wifi else ()
    return "\n".join(
        f"{'' if one.is_hidden else one.name.encode().hex()}"
        f" {points.index(one)} {one.channel} {host.radio.rssi_dbm(one)} {WPA2 if one.password else OPEN}"
        for one in host.radio.heard()
    )


def reconnects(host: BoardHost, text: str) -> str:
    """Set how often the station joins again by itself (-1: for ever), or ask."""
    if text:
        (number,) = integers(text, 1)
        host.radio.reconnects = max(-1, min(number, 254))
    return str(host.radio.reconnects)


def name(host: BoardHost, _text: str) -> str:
    """Return the network that the station was told to join."""
    return host.radio.name


def own(host: BoardHost, text: str) -> str:
    """Set the board's access point: `<name> <password> <authmode> <most stations>`; EIO for a password too short."""
    fields = text.split(" ")
    if len(fields) != 4:
        raise Refused(EINVAL)
    authmode, most = integers(" ".join(fields[2:]), 2)
    password = _text(fields[1])
    if not 1 <= most <= MOST_STATIONS:
        raise Refused(EINVAL)
    if authmode != OPEN and len(password.encode()) < SHORTEST_PASSWORD:
        raise Refused(EIO)
    point = host.radio.own
    point.name, point.password, point.authmode, point.most_stations = _text(fields[0]), password, authmode, most
    return ""


def stations(host: BoardHost, _text: str) -> str:
    """Return the addresses of those that joined the board's access point."""
    host.board.look()
    return " ".join(mac.hex() for mac in host.radio.own.stations())


def _text(field: str) -> str:
    return octets(field).decode("utf-8", "replace")


def foresee_status(host: BoardHost, _text: str) -> tuple[str, int] | None:
    """Foresee the state of a connection that only the agenda changes."""
    return (str(host.radio.status()), FOR_EVER) if host.radio.is_steady else None


FORESEEN: dict[str, Foresight] = {"wifi-status": foresee_status}
CALLS: dict[str, Call] = {
    "wifi-active": active,
    "wifi-connect": connect,
    "wifi-disconnect": disconnect,
    "wifi-status": status,
    "wifi-joined": joined,
    "wifi-scan": scan,
    "wifi-reconnects": reconnects,
    "wifi-name": name,
    "wifi-own": own,
    "wifi-stations": stations,
}
