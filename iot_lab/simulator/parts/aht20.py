"""AHT20: temperature and humidity on I2C, one measurement for each command.

Source: Aosong AHT20 datasheet v1.0 (2020), sections 5.3 (commands 0xBE, 0xAC, 0xBA, 0x71), 5.4 (80 ms to measure,
status bits, CRC) and 6 (conversions). A chip whose calibration bit is off measures nonsense until 0xBE turns it on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from iot_lab.simulator.parts._crc8 import crc8
from iot_lab.simulator.world.curves import Curve, value_at
from iot_lab.simulator.world.knobs import Knob
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board

ADDRESS: Final = 0x38
INITIALISE, MEASURE, RESET, STATUS = 0xBE, 0xAC, 0xBA, 0x71
BUSY, CALIBRATED, ALWAYS_SET = 0x80, 0x08, 0x10
MEASURE_US, INITIALISE_US, RESET_US = 80_000, 10_000, 20_000
FULL_SCALE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Aht20:
    """An AHT20; `is_calibrated` says whether its calibration bit is on at power-up, as most are."""

    scl: int = 22
    sda: int = 21
    temperature_c: Curve = 21.0
    humidity_percent: Curve = 45.0
    is_calibrated: bool = True
    TITLE: ClassVar[str] = "AHT20"
    KNOBS: ClassVar[tuple[Knob, ...]] = (
        Knob("temperature_c", key("knob.temperature"), unit="°C", least=-40.0, most=85.0),
        Knob("humidity_percent", key("knob.humidity"), unit="%", least=0.0, most=100.0),
    )

    def attach(self, board: Board) -> None:
        """Put it on its bus."""
        board.i2c.setdefault((self.scl, self.sda), {})[ADDRESS] = _Aht20(self, board.seed)


class _Aht20:
    def __init__(self, part: Aht20, seed: int) -> None:
        self._part = part
        self._seed = seed
        self.power_up()

    def power_up(self) -> None:
        """Start as when the supply comes."""
        self._is_calibrated = self._part.is_calibrated
        self._busy_until_us = 0
        self._measured_us: int | None = None
        self._data = bytes(5)

    def write(self, data: bytes, t_us: int) -> bool:
        """Take a command; a chip at work acknowledges nothing but a status request."""
        command = data[0] if data else STATUS
        if command == STATUS:
            return True
        if t_us < self._busy_until_us:
            return False
        if command == MEASURE and data[1:] == b"\x33\x00":
            self._busy_until_us = self._measured_us = t_us + MEASURE_US
        elif command == INITIALISE and data[1:] == b"\x08\x00":
            self._is_calibrated = True
            self._busy_until_us = t_us + INITIALISE_US
        elif command == RESET:
            self.power_up()
            self._busy_until_us = t_us + RESET_US
        return True

    def read(self, size: int, t_us: int) -> bytes:
        """Return status, five bytes of data and their CRC; old data while it is busy."""
        is_busy = t_us < self._busy_until_us
        if self._measured_us is not None and not is_busy:
            self._data = self._measurement(self._measured_us / 1e6)
            self._measured_us = None
        status = ALWAYS_SET | BUSY * is_busy | CALIBRATED * self._is_calibrated
        data = bytes([status]) + self._data
        return (data + bytes([crc8(data)]) + b"\xff" * size)[:size]

    def _measurement(self, t_s: float) -> bytes:
        if not self._is_calibrated:
            return bytes(5)
        humidity = max(0.0, min(100.0, value_at(self._part.humidity_percent, t_s, self._seed)))
        temperature = max(-40.0, min(85.0, value_at(self._part.temperature_c, t_s, self._seed)))
        raw_humidity = min(FULL_SCALE - 1, round(humidity / 100 * FULL_SCALE))
        raw_temperature = round((temperature + 50) / 200 * FULL_SCALE)
        return (raw_humidity << 20 | raw_temperature).to_bytes(5, "big")
