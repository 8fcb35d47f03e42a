"""What the trainer chose for one session of the kit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from iot_lab.workshop.data_folder import default_data_folder

if TYPE_CHECKING:
    from pathlib import Path

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
    devices: tuple[str, ...] = ()
    """Prefixes of other devices' topics that are stored too, on the trainer's own broker; none: the known makers."""
    simulate: int = 3
    exercises: Path | None = None
    database: str | None = field(default=None, repr=False)
    """The address of another database than the data folder's file; it may hold a password, so it is never shown."""
    language: str = "fr"
    """What boards are told to speak, on the page where they ask for a Wi-Fi."""
