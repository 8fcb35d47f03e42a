"""What the trainer chose for one session of the kit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from iot_lab.errors import LabError
from iot_lab.mqtt.address import BrokerAddress
from iot_lab.mqtt.tls import tls_context
from iot_lab.workshop.data_folder import default_data_folder

if TYPE_CHECKING:
    from pathlib import Path


class OptionNeedsBroker(LabError):
    """An option that says something of the trainer's own broker, without one. Details: option."""

    code = "option-needs-broker"


WEB_PORT: Final = 8080
MQTT_PORT: Final = 1883
MOST_SIMULATED: Final = 100


@dataclass(frozen=True, slots=True)
class Settings:
    """The options of `iot-lab up`; `broker_url` replaces the embedded broker, port 0 takes any free port."""

    data: Path = field(default_factory=default_data_folder)
    host: str = "0.0.0.0"
    port: int = WEB_PORT
    mqtt_port: int = MQTT_PORT
    room: str | None = None
    broker_url: str | None = None
    broker_ca: Path | None = None
    """The file of the certificate authority that the trainer's own broker is known by."""
    devices: tuple[str, ...] = ()
    """Prefixes of other devices' topics that are stored too, on the trainer's own broker; none: the known makers."""
    simulate: int = 3
    exercises: Path | None = None
    database: str | None = field(default=None, repr=False)
    """The address of another database than the data folder's file; it may hold a password, so it is never shown."""
    language: str = "fr"
    """What boards are told to speak, on the page where they ask for a Wi-Fi."""

    @property
    def their_broker(self) -> BrokerAddress | None:
        """The trainer's own broker, None without one.

        Raises BrokerUrlRefused, BrokerCaRefused, and OptionNeedsBroker where something is said of a broker that is not.
        """
        if self.broker_url is not None:
            return known_broker(self.broker_url, self.broker_ca)
        for option, given in (("--broker-ca", self.broker_ca), ("--devices", self.devices)):
            if given:
                raise OptionNeedsBroker(option=option)
        return None


def known_broker(url: str, authority: Path | None) -> BrokerAddress:
    """Return a broker's address, its certificate authority read once. Raises BrokerUrlRefused, BrokerCaRefused."""
    address = BrokerAddress.parse(url)
    if authority is not None:
        address = address.trusting(str(authority.expanduser().resolve()))
    if address.is_encrypted:
        tls_context(address)
    return address
