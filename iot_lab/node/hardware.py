"""What a computer reads from: real hardware through Blinka (`blinka.py`), or invented values (`demo.py`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from iot_lab.node.node_file import SensorPlan


class Hardware(Protocol):
    """The hardware beside the computer."""

    @property
    def name(self) -> str:
        """What it is, for a person: `RASPBERRY_PI_4B`, `MICROCHIP_MCP2221`."""

    @property
    def is_simulated(self) -> bool:
        """Whether the values are invented."""

    def open(self, plan: SensorPlan) -> Any:
        """Return the driver of one sensor, ready to be read; raises whatever the driver raises where it is absent."""

    def blink(self, pin: str | None, seconds: float) -> None:
        """Blink a LED, where a pin has one; returns when it is done."""
