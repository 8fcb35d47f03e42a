"""The room that a graded program joins: every name, address and secret of it is drawn, so that none can be copied.

What a program is taught (`from lab import room`) reads `config.json`, which here holds these facts: the same program
then runs in a real room, where the file holds others (firmware/lib/kit/facts.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from iot_lab.contract.config import FILE_NAME, BoardIdentity, WifiNetwork, config_json, read_config
from iot_lab.contract.topics import program_client_id
from iot_lab.simulator.world.scenario import BrokerThere, Scenario, Wifi

if TYPE_CHECKING:
    from random import Random

_ROOMS: Final = ("atelier", "mediatheque", "fablab", "serre", "college", "jardin")
_NETWORKS: Final = ("Atelier", "Mediatheque", "Salle 12", "Les Lilas", "objets", "Wifi-du-quai")
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_MQTT_PORT: Final = 1883


@dataclass(frozen=True, slots=True)
class RoomFacts:
    """What a board knows of its room; `board` is the name of its account too, `password` its secret."""

    room: str
    board: str
    ssid: str
    wifi_password: str
    broker: str
    password: str

    @classmethod
    def drawn(cls, chance: Random) -> RoomFacts:
        """Return a room that nobody can know beforehand."""
        return cls(
            room=chance.choice(_ROOMS),
            board=f"capteur-{chance.randint(1, 40):02}",
            ssid=f"{chance.choice(_NETWORKS)}-{chance.randint(10, 99)}",
            wifi_password=_word(chance, 10),
            broker=f"192.168.{chance.randint(1, 250)}.{chance.randint(2, 250)}",
            password=_word(chance, 16),
        )

    @property
    def client_id(self) -> str:
        """What the program should call itself at the broker."""
        return program_client_id(self.room, self.board)

    def topic(self, name: str) -> str:
        """Return the topic `name` of the board."""
        return BoardIdentity(self.room, self.board, self.password).root + name

    def wifi(self, **facts: Any) -> Wifi:
        """Return the room's access point; `facts` are the other fields of `Wifi`."""
        return Wifi(self.ssid, self.wifi_password, **facts)

    def broker_there(self, **facts: Any) -> BrokerThere:
        """Return the room's broker: it has one address, and lets in who gives the board's name and secret."""
        return BrokerThere(addresses=(self.broker,), accounts=((self.board, self.password),), **facts)

    def scenario(
        self, duration_s: float, wifi: Wifi | None = None, broker: BrokerThere | None = None, **facts: Any
    ) -> Scenario:
        """Return a scenario in this room; `facts` are the other fields of `Scenario`."""
        files = (*facts.pop("files", ()), (FILE_NAME, self._config()))
        return Scenario(
            duration_s, wifi=wifi or self.wifi(), broker=broker or self.broker_there(), files=files, **facts
        )

    def _config(self) -> bytes:
        identity = BoardIdentity(self.room, self.board, self.password)
        return config_json(identity, (self.broker, _MQTT_PORT), [WifiNetwork(self.ssid, self.wifi_password)])


def read_room(scenario: Scenario) -> RoomFacts:
    """Return the facts that the program of a scenario could read; raises LookupError where it has none."""
    said = read_config(dict(scenario.files).get(FILE_NAME, b""))
    if not said:
        raise LookupError("this scenario has no room: make it with RoomFacts.drawn(chance).scenario(...)")
    network = said["wifi"][0]
    return RoomFacts(
        said["room"], said["name"], network["ssid"], network["password"], said["broker"]["host"], said["secret"]
    )


def _word(chance: Random, length: int) -> str:
    return "".join(chance.choice(_LETTERS) for _ in range(length))
