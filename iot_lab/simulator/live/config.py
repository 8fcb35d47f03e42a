"""The `config.json` of a simulated board: that of a real one, with the scenario's Wi-Fi."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.contract.config import WifiNetwork, config_json

if TYPE_CHECKING:
    from iot_lab.contract.config import BoardIdentity
    from iot_lab.simulator.world.scenario import Wifi


def simulated_config(identity: BoardIdentity, broker: tuple[str, int], wifi: Wifi | None) -> bytes:
    """Return the file's content."""
    networks = [WifiNetwork(wifi.name, wifi.password)] if wifi else []
    return config_json(identity, broker, networks, simulated=True)
