"""BMP280: temperature and pressure on I2C, a BME280 without its hygrometer.

Source: Bosch BMP280 datasheet BST-BMP280-DS001 v1.14, sections 3.6 (modes), 4.2 and 4.3 (registers, identity 0x58).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from iot_lab.simulator.parts.bme280 import BoschChip
from iot_lab.simulator.world.knobs import Knob
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board
    from iot_lab.simulator.world.curves import Curve

IDENTITY: Final = 0x58


@dataclass(frozen=True, slots=True)
class Bmp280:
    """A BMP280 at `address` (0x76, or 0x77 with SDO high); pressure in hPa. Values outside its ranges are clamped."""

    scl: int = 22
    sda: int = 21
    address: int = 0x76
    temperature_c: Curve = 21.0
    pressure_hpa: Curve = 1013.25
    TITLE: ClassVar[str] = "BMP280"
    KNOBS: ClassVar[tuple[Knob, ...]] = (
        Knob("temperature_c", key("knob.temperature"), unit="°C", least=-40.0, most=85.0),
        Knob("pressure_hpa", key("knob.pressure"), unit="hPa", least=300.0, most=1100.0),
    )

    def attach(self, board: Board) -> None:
        """Put it on its bus."""
        chip = BoschChip(IDENTITY, (self.temperature_c, self.pressure_hpa), board.seed)
        board.i2c.setdefault((self.scl, self.sda), {})[self.address] = chip
