"""The laptop's own Wi-Fi, by a stand-in `nmcli` on PATH that answers as nmcli(1) says."""

from __future__ import annotations

import os
import sys

import pytest

from iot_lab.workshop import room_wifi
from iot_lab.workshop.own_wifi import ADDRESS, OwnNetwork, OwnWifi, WifiNotAllowed, WifiNotMade
from tests.rigs.hand_fed_room import HandFedRoom

pytestmark = pytest.mark.skipif(os.name == "nt", reason="nmcli is Linux's; the stand-in is a script with a first line")
NMCLI = """#!{python}
import json, os, sys
from pathlib import Path

state = Path({folder!r}) / "nmcli.json"
kept = json.loads(state.read_text())
words = sys.argv[1:]
kept["asked"].append(words)
code, said = 0, ""
while words and words[0].startswith("-"):
    words = words[2 if words[0] in ("-f", "-g", "-e", "--wait") else 1 :]
profile = "iot-lab-atelier"
if kept["fault"] == "stopped":
    code, said = 8, "Error: NetworkManager is not running."
elif words[:2] == ["device", "status"]:
    for name, kind, to, connection in kept["devices"]:
        connection = profile if kept["up"] and kind == "wifi" else connection
        print(":".join(part.replace("\\\\", "\\\\\\\\").replace(":", "\\\\:") for part in (name, kind, to, connection)))
elif words[:2] == ["device", "show"]:
    print("WIFI-PROPERTIES.WPA2:yes\\nWIFI-PROPERTIES.AP:" + ("no" if words[2] in kept["deaf"] else "yes"))
elif words[:2] == ["connection", "add"]:
    settings = dict(zip(words[2::2], words[3::2]))
    if kept["fault"] == "forbidden":
        code, said = 1, "Error: Failed to add 'x' connection: Not authorized to control networking."
    elif len(settings["802-11-wireless-security.psk"]) < 8:
        code, said = 2, "Error: invalid psk."
    else:
        kept["profile"] = settings
elif words[:2] == ["connection", "up"]:
    if kept["fault"] == "no-link":
        code, said = 4, "Error: Connection activation failed: The Wi-Fi network could not be found"
    else:
        kept["up"] = True
elif words[:2] == ["connection", "delete"]:
    code, said = (0, "") if kept["profile"] else (10, "Error: unknown connection '" + words[-1] + "'.")
    kept["profile"], kept["up"] = None, False
elif words[:2] == ["connection", "show"]:
    print(kept["profile"]["ssid"] + "\\n" + kept["profile"]["802-11-wireless-security.psk"])
else:
    code, said = 2, "Error: argument not understood"
state.write_text(json.dumps(kept))
print(said, file=sys.stderr)
sys.exit(code)
"""
WIFI = ["wlan0", "wifi", "connected", "École: salle \\ 3"]
ETHERNET = ["eth0", "ethernet", "connected", "Wired connection 1"]


@pytest.fixture
def nmcli(tmp_path, monkeypatch):
    """Install the stand-in; what it is told is kept in a file between its runs."""
    import json

    command = tmp_path / "bin" / "nmcli"
    command.parent.mkdir()
    command.write_text(NMCLI.format(python=sys.executable, folder=str(tmp_path)), "utf-8")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")

    def install(*devices, fault="", deaf=()):
        kept = {"devices": devices, "fault": fault, "deaf": deaf, "up": False, "profile": None, "asked": []}
        (tmp_path / "nmcli.json").write_text(json.dumps(kept), "utf-8")
        return lambda: json.loads((tmp_path / "nmcli.json").read_text("utf-8"))

    return install


@pytest.mark.parametrize(
    ("devices", "more", "kind", "leaves"),
    [
        ([WIFI, ETHERNET], {}, "ready", "École: salle \\ 3"),
        ([WIFI, ["wlan1", "wifi", "disconnected", ""]], {}, "ready", ""),
        ([WIFI], {"deaf": ["wlan0"]}, "cannot", ""),
        ([ETHERNET, ["wlan0", "wifi", "unmanaged", ""]], {}, "no-adapter", ""),
        ([], {"fault": "stopped"}, "no-manager", ""),
    ],
)
def test_what_this_computer_can_do_is_said(nmcli, devices, more, kind, leaves):
    nmcli(*devices, **more)
    found = OwnWifi("atelier").look()
    assert (found.kind, found.leaves) == (kind, leaves)


def test_computer_without_networkmanager_is_told_apart(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert OwnWifi("atelier").look().kind == "no-manager"


def test_network_is_for_esp32_and_ends_without_a_trace(nmcli):
    kept, wifi = nmcli(WIFI), OwnWifi("atelier")
    network = wifi.new_network()
    wifi.make("wlan0", network)
    profile = kept()["profile"]
    assert (profile["802-11-wireless.band"], profile["802-11-wireless.mode"]) == ("bg", "ap")
    assert profile["ipv4.addresses"] == f"{ADDRESS}/24"
    assert profile["autoconnect"] == "no"
    found = wifi.look()
    assert (found.kind, found.network) == ("open", network)
    assert wifi.current == network
    wifi.end()
    assert (kept()["profile"], wifi.look().kind) == (None, "ready")


@pytest.mark.parametrize(("fault", "error"), [("forbidden", WifiNotAllowed), ("no-link", WifiNotMade)])
def test_refusal_of_networkmanager_is_said_and_leaves_nothing(nmcli, fault, error):
    kept = nmcli(WIFI, fault=fault)
    with pytest.raises(error):
        OwnWifi("atelier").make("wlan0", OwnNetwork("iot-lab atelier", "tigre-loup-1234"))
    assert kept()["profile"] is None


def test_boards_are_told_the_wifi_and_the_new_address_before_and_the_old_one_where_it_fails(
    nmcli, tmp_path, monkeypatch
):
    told = []
    monkeypatch.setattr(
        room_wifi.board_updates, "tell_settings", lambda *_, **changes: told.append(changes) or ["serre-01"]
    )
    with HandFedRoom(tmp_path / "data") as room:
        room.wifi.prefer("École", "un-secret-long")
        nmcli(WIFI, fault="no-link")
        with pytest.raises(WifiNotMade):
            room_wifi.open_own_wifi(room)
        assert [one["broker"]["host"] for one in told] == [ADDRESS, "192.168.1.20"]
        assert [network.ssid for network in room.wifi.networks] == ["École"]
        nmcli(WIFI)
        assert room_wifi.open_own_wifi(room) == ["serre-01"]
        assert [one["ssid"] for one in told[-1]["wifi"]] == ["iot-lab atelier", "École"]
        assert [network.ssid for network in room.wifi.networks] == ["iot-lab atelier", "École"]
        with pytest.raises(room_wifi.NoOwnWifi):
            room_wifi.open_own_wifi(room)
