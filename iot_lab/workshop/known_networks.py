"""The Wi-Fi networks that the room's boards are told, kept in `wifi.json` so that a trainer types a password once.

Readable by its owner only, replaced as a whole. Lengths: IEEE 802.11 (SSID), WPA (passphrase of 8 to 63 characters).
"""

from __future__ import annotations

import threading
from string import hexdigits
from typing import TYPE_CHECKING, Any, Final

from iot_lab.contract.config import WifiNetwork
from iot_lab.contract.limits import PASSWORD_BYTES, SSID_BYTES, WIFI_NETWORKS
from iot_lab.errors import LabError
from iot_lab.kept_json import BothDamaged, FileUnwritten, KeptJson

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME: Final = "wifi.json"
FORMAT: Final = 1
_PASSPHRASE_BYTES: Final = range(8, PASSWORD_BYTES)


class WifiRefused(LabError):
    """A network's name or password that no Wi-Fi can have. Details: ssid."""

    code = "wifi-refused"


class WifiUnreadable(LabError):
    """`wifi.json` and its spare cannot be read: move them away, the networks are asked again. Details: path, copy."""

    code = "wifi-unreadable"


class KnownNetworks:
    """The networks of one data folder, the one asked for last first. Safe to use from several threads."""

    def __init__(self, path: Path, networks: tuple[WifiNetwork, ...] = ()) -> None:
        self._kept = KeptJson(path)
        self.notices: list[LabError] = []
        """What was mended when it was opened."""
        self._lock = threading.Lock()
        self.networks = networks

    @classmethod
    def open(cls, folder: Path) -> KnownNetworks:
        """Read the networks of `folder`, none where there is no file. Raises WifiUnreadable."""
        path = folder / FILE_NAME
        try:
            found, notices = KeptJson(path).read(_networks)
        except BothDamaged as damaged:
            raise WifiUnreadable(path=path, copy=damaged.copy) from damaged
        except OSError as error:
            raise FileUnwritten(path=path, reason=error) from error
        known = cls(path, found or ())
        known.notices = notices
        return known

    def knows(self, ssid: str) -> bool:
        """Say whether the password of this network is kept."""
        return any(network.ssid == ssid for network in self.networks)

    def prefer(self, ssid: str, password: str | None = None) -> None:
        """Put a network first, and keep its password (empty for an open network, None to keep the one known).

        Raises WifiRefused, FileUnwritten.
        """
        with self._lock:
            known = next((network for network in self.networks if network.ssid == ssid), None)
            if password is None and known is None:
                raise WifiRefused(ssid=ssid[:40])
            chosen = known if known and password is None else _checked(ssid, password or "")
            others = [network for network in self.networks if network.ssid != ssid]
            self._save((chosen, *others)[:WIFI_NETWORKS])

    def forget(self, ssid: str) -> None:
        """Remove a network; nothing happens where it is unknown. Raises FileUnwritten."""
        with self._lock:
            self._save(tuple(network for network in self.networks if network.ssid != ssid))

    def _save(self, networks: tuple[WifiNetwork, ...]) -> None:
        if networks == self.networks:
            return
        kept = [{"ssid": network.ssid, "password": network.password} for network in networks]
        try:
            self._kept.write({"format": FORMAT, "networks": kept})
        except OSError as error:
            raise FileUnwritten(path=self._kept.path, reason=error) from error
        self.networks = networks


def _networks(content: dict[str, Any]) -> tuple[WifiNetwork, ...]:
    return tuple(WifiNetwork(str(one["ssid"]), str(one["password"])) for one in content["networks"])


def _is_password(password: str) -> bool:
    """Say whether a router may have this password: 8 to 63 bytes of text, or a key of 64 hexadecimal digits."""
    if not password.isprintable():
        return False
    size = len(password.encode())
    return size == 0 or size in _PASSPHRASE_BYTES or (size == PASSWORD_BYTES and set(password) <= set(hexdigits))


def _checked(ssid: str, password: str) -> WifiNetwork:
    is_name = ssid.isprintable() and 0 < len(ssid.encode()) <= SSID_BYTES
    if not is_name or not _is_password(password):
        raise WifiRefused(ssid=ssid[:40])
    return WifiNetwork(ssid, password)
