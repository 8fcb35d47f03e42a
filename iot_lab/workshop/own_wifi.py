"""The laptop makes the room's Wi-Fi itself, where NetworkManager runs (Linux, Raspberry Pi): by its command `nmcli`.

The theory. One connection profile of ours, `iot-lab-<room>`, is an access point on 2.4 GHz (an ESP32 hears nothing
else) with WPA2 and a shared address, always 10.42.0.1, so that boards can be told it before they meet it. Making it
takes the adapter away from whatever Wi-Fi it was on; ending it deletes the profile, and NetworkManager goes back by
itself. What nmcli prints in its terse mode, and its exit codes, are those of its manual (nmcli(1): 4 activation failed,
8 not running, 10 no such connection). Windows and macOS have no command for it that works on every computer: recipes.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import subprocess
from dataclasses import dataclass, field
from typing import Final, Literal

from iot_lab.errors import LabError
from iot_lab.workshop.code_words import WORDS

COMMAND: Final = "nmcli"
ADDRESS: Final = "10.42.0.1"
"""What NetworkManager gives the first network that it shares; here it is asked for."""
USUAL_STATIONS: Final = 10
"""Built-in adapters of laptops and of the Raspberry Pi give up at some ten to fifteen stations."""
_LOOK_S: Final = 8.0
_ACT_S: Final = 45.0
_NOT_RUNNING: Final = 8
_SPLIT: Final = re.compile(r"(?<!\\):")
SSID_BYTES: Final = 32

Kind = Literal["no-manager", "no-adapter", "cannot", "ready", "open"]


class WifiNotMade(LabError):
    """NetworkManager did not make the network. Details: reason (its own words)."""

    code = "own-wifi-not-made"


class WifiNotAllowed(LabError):
    """The account that runs the kit may not change networks."""

    code = "own-wifi-not-allowed"


@dataclass(frozen=True, slots=True)
class OwnNetwork:
    """The name and password of the room's Wi-Fi."""

    ssid: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OwnWifiState:
    """What this computer can do; `leaves` is the Wi-Fi that its adapter is on now, `network` the one it makes."""

    kind: Kind
    adapter: str = ""
    leaves: str = ""
    network: OwnNetwork | None = None


class OwnWifi:
    """The access point of one room."""

    def __init__(self, room: str, language: str = "fr") -> None:
        self._profile, self._room, self._language = f"iot-lab-{room}", room, language
        self.current: OwnNetwork | None = None
        """The network that this computer makes, as far as was seen last."""

    def look(self) -> OwnWifiState:
        """Return how things stand; never raises."""
        found = self._look()
        self.current = found.network
        return found

    def _look(self) -> OwnWifiState:
        if shutil.which(COMMAND) is None:
            return OwnWifiState("no-manager")
        code, said = _ask("-t", "-f", "DEVICE,TYPE,STATE,CONNECTION", "device", "status")
        if code:
            return OwnWifiState("no-manager")
        rows = [_fields(line) for line in said.splitlines()]
        wifi = [row for row in rows if len(row) == 4 and row[1] == "wifi" and row[2] != "unmanaged"]
        ours = next((row for row in wifi if row[3] == self._profile), None)
        if ours:
            return OwnWifiState("open", ours[0], network=self._network())
        if not wifi:
            return OwnWifiState("no-adapter")
        # An adapter that is on no network first: then nothing is left.
        able = sorted((row for row in wifi if _can_host(row[0])), key=lambda row: row[2].startswith("connected"))
        if not able:
            return OwnWifiState("cannot", wifi[0][0])
        return OwnWifiState("ready", able[0][0], able[0][3] if able[0][2].startswith("connected") else "")

    def new_network(self) -> OwnNetwork:
        """Return a name and a password to say aloud; boards are told them before `make`."""
        words = WORDS.get(self._language, WORDS["fr"])
        password = f"{secrets.choice(words)}-{secrets.choice(words)}-{secrets.randbelow(9000) + 1000}"
        return OwnNetwork(f"iot-lab {self._room}"[:SSID_BYTES], password)

    def make(self, adapter: str, network: OwnNetwork) -> None:
        """Make the network on an adapter. Raises WifiNotMade, WifiNotAllowed; then nothing of it is left."""
        _ask("connection", "delete", "id", self._profile)
        try:
            _do(
                "connection", "add", "type", "wifi", "ifname", adapter, "con-name", self._profile, "autoconnect", "no",
                "ssid", network.ssid, "802-11-wireless.mode", "ap", "802-11-wireless.band", "bg",
                "802-11-wireless-security.key-mgmt", "wpa-psk", "802-11-wireless-security.proto", "rsn",
                "802-11-wireless-security.psk", network.password,
                "ipv4.method", "shared", "ipv4.addresses", f"{ADDRESS}/24", "ipv6.method", "disabled",
            )  # fmt: skip
            _do("--wait", "30", "connection", "up", "id", self._profile)
            self.current = network
        except LabError:
            _ask("connection", "delete", "id", self._profile)
            raise

    def end(self) -> None:
        """End the network; the adapter goes back to the Wi-Fi it knows. Raises WifiNotMade, WifiNotAllowed."""
        _do("connection", "delete", "id", self._profile)
        self.current = None

    def _network(self) -> OwnNetwork:
        wanted = "802-11-wireless.ssid,802-11-wireless-security.psk"
        _, said = _ask("-s", "-e", "no", "-g", wanted, "connection", "show", "id", self._profile)
        ssid, password, *_ = [*said.splitlines(), "", ""]
        return OwnNetwork(ssid, password)


def _can_host(adapter: str) -> bool:
    """Say whether an adapter can be an access point, as far as it says."""
    _, said = _ask("-t", "-f", "WIFI-PROPERTIES", "device", "show", adapter)
    told = dict(_fields(line)[:2] for line in said.splitlines() if ":" in line)
    return told.get("WIFI-PROPERTIES.AP") != "no"


def _fields(line: str) -> list[str]:
    r"""Return the fields of a terse line: `:` between them, `\:` and `\\` inside."""
    return [re.sub(r"\\(.)", r"\1", part) for part in _SPLIT.split(line)]


def _do(*words: str) -> None:
    code, said = _ask(*words, timeout_s=_ACT_S)
    if code and "ot authorized" in said:
        raise WifiNotAllowed
    if code:
        raise WifiNotMade(reason=said.strip().splitlines()[-1][:200] if said.strip() else code)


def _ask(*words: str, timeout_s: float = _LOOK_S) -> tuple[int, str]:
    """Return nmcli's exit code and what it printed; its errors where it failed."""
    try:
        done = subprocess.run(  # noqa: S603 - no shell; what a person typed is one argument
            [shutil.which(COMMAND) or COMMAND, *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=timeout_s,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return _NOT_RUNNING, str(error)
    said = done.stderr if done.returncode else done.stdout
    return done.returncode, said.decode("utf-8", "replace")
