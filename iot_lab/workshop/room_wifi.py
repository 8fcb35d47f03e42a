"""The room moves to the laptop's own Wi-Fi: boards are told it while they can still hear, then it is made.

A board keeps one broker's address. On the laptop's own Wi-Fi that is another one, so boards are told both before the
old network goes; they take them at their next start. Where the Wi-Fi cannot be made they are told the old address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from iot_lab.errors import LabError
from iot_lab.workshop import board_updates
from iot_lab.workshop.own_wifi import ADDRESS

if TYPE_CHECKING:
    from iot_lab.workshop.room import Room


class NoOwnWifi(LabError):
    """The computer cannot make a Wi-Fi now: the page says why. Details: kind."""

    code = "no-own-wifi"


def open_own_wifi(room: Room) -> list[str]:
    """Make the room's Wi-Fi; return the boards that were told. Raises NoOwnWifi, WifiNotMade, WifiNotAllowed."""
    state = room.own_wifi.look()
    if state.kind != "ready":
        raise NoOwnWifi(kind=state.kind)
    network = room.own_wifi.new_network()
    host, _, port = room.broker_address.rpartition(":")
    known = [{"ssid": one.ssid, "password": one.password} for one in room.wifi.networks]
    both = [{"ssid": network.ssid, "password": network.password}, *known][:8]
    told = _tell(room, {"wifi": both, "broker": {"host": ADDRESS, "port": int(port)}})
    try:
        room.own_wifi.make(state.adapter, network)
    except LabError:
        if told:
            before: dict[str, Any] = {"broker": {"host": host, "port": int(port)}}
            _tell(room, before | ({"wifi": known} if known else {}))
        raise
    room.board_list.prefer_wifi(network.ssid, network.password)
    return told


def _tell(room: Room, changes: dict[str, Any]) -> list[str]:
    return board_updates.tell_settings(room.folder.path, room.board_list, **changes)
