"""`lab.py` of a board without the kit: six lines that give a program what `config.json` gives on a board with it.

A person puts it beside the program, so that `from lab import room` works there too (firmware/lib/kit/facts.py). Like
`config.json` it holds the board's secret and the Wi-Fi's password: never logged, never shown to anybody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.contract.topics import program_client_id

if TYPE_CHECKING:
    from iot_lab.contract.config import BoardIdentity, WifiNetwork

FILE_NAME = "lab.py"


def lab_file(identity: BoardIdentity, broker: tuple[str, int], network: WifiNetwork) -> str:
    """Return the file; whatever stands in names and passwords, it is the same text again on the board."""
    who = (identity.name, identity.secret, program_client_id(identity.room, identity.name))
    return (
        "class room:\n"
        f"    ssid, wifi_password = {network.ssid!r}, {network.password!r}\n"
        f"    broker, port = {broker[0]!r}, {broker[1]}\n"
        f"    user, password, client_id = {who[0]!r}, {who[1]!r}, {who[2]!r}\n"
        "    def topic(name):\n"
        f"        return {identity.root!r} + name\n"
    )
