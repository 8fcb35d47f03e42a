"""The parts as they are wired: which wires each has, in the order of the part as bought, and where each goes.

A part's `kind` is the name of its file in `iot_lab/simulator/parts/`, and its `pins` those of its class there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from iot_lab.wiring import devkit

if TYPE_CHECKING:
    from collections.abc import Mapping

POWER: Final = ("GND", "3V3", "5V")
I2C: Final = (("VCC", "3V3"), ("GND", "GND"), ("SCL", "scl"), ("SDA", "sda"))
THREE: Final = (("VCC", "3V3"), ("OUT", "pin"), ("GND", "GND"))
# Kind -> what is printed at each wire, and the pin of the part's class (or the supply) to which it goes.
WIRES: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "led": (("+", "pin"), ("−", "GND")),
    "button": (("1", "pin"), ("2", "GND")),
    "potentiometer": (("VCC", "3V3"), ("OUT", "pin"), ("GND", "GND")),
    "photoresistor": (("VCC", "3V3"), ("AO", "pin"), ("GND", "GND")),
    "soil_moisture": (("VCC", "3V3"), ("AO", "pin"), ("GND", "GND")),
    "neopixel_strip": (("5V", "5V"), ("DIN", "pin"), ("GND", "GND")),
    "hc_sr04": (("VCC", "5V"), ("TRIG", "trigger"), ("ECHO", "echo"), ("GND", "GND")),
    "buzzer": (("+", "pin"), ("−", "GND")),
    "relay": (("VCC", "5V"), ("IN", "pin"), ("GND", "GND")),
    "sg90": (("+", "5V"), ("S", "pin"), ("−", "GND")),
    "pir": (("VCC", "5V"), ("OUT", "pin"), ("GND", "GND")),
    "dht11": (("VCC", "3V3"), ("DATA", "pin"), ("GND", "GND")),
    "dht22": (("VCC", "3V3"), ("DATA", "pin"), ("GND", "GND")),
    "ds18b20": (("VCC", "3V3"), ("DATA", "pin"), ("GND", "GND")),
    **dict.fromkeys(
        ("aht20", "bh1750", "bme280", "bmp280", "lcd1602", "moved_mpu6050", "mpu6050", "sht31", "ssd1306"), I2C
    ),
}


class Unwirable(ValueError):
    """A part that nobody could wire to this board: its text says why, for the author of an exercise."""


@dataclass(frozen=True, slots=True)
class WiredPart:
    """One part: `title` in the reader's language, `pins` by the names of its class, `note` what is printed beside it.

    `resistor` is what stands in its first wire ("330 Ω"), empty for none.
    """

    kind: str
    title: str
    pins: Mapping[str, int] = field(default_factory=dict)
    note: str = ""
    resistor: str = ""

    @property
    def id(self) -> str:
        """Return the name that the trace gives this part: `led:2`, `ssd1306:60`."""
        return f"{self.kind}:{next(iter(self.pins.values()), 0)}"

    def wires(self) -> list[tuple[str, str]]:
        """Return, for each wire, what is printed at the part and the board's pin (`"18"`, `"GND"`, `"3V3"`, `"5V"`).

        Raises Unwirable.
        """
        if self.kind not in WIRES:
            raise Unwirable(f"no picture for a part of kind {self.kind!r}: add it to iot_lab/wiring/parts.py")
        return [(printed, self._net(goes_to)) for printed, goes_to in WIRES[self.kind]]

    def _net(self, goes_to: str) -> str:
        if goes_to in POWER:
            return goes_to
        if goes_to not in self.pins:
            raise Unwirable(f"{self.kind} needs its pin {goes_to!r}")
        net = str(self.pins[goes_to])
        if devkit.side_of(net) is None:
            raise Unwirable(f"{self.kind}: a board of 30 pins has no pin {net}")
        return net
