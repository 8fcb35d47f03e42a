"""BME280: temperature, pressure and humidity on I2C. Asleep at power-up; the BMP280 is the same without humidity.

Source: Bosch BME280 datasheet BST-BME280-DS002 v1.6: modes 3.3, registers 5.3 and 5.4 (ctrl_hum counts from the next
write to ctrl_meas, 5.4.3), pairs of register and value in a write 6.2.1, measuring time 9.1. The IIR filter is not
modelled: a reading is that of its instant.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from iot_lab.simulator.parts import _bosch as bosch
from iot_lab.simulator.world.curves import Curve, value_at
from iot_lab.simulator.world.knobs import Knob
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board

IDENTITY: Final = 0x60
ID, RESET, CTRL_HUM, STATUS, CTRL_MEAS, CONFIG, DATA = 0xD0, 0xE0, 0xF2, 0xF3, 0xF4, 0xF5, 0xF7
RESET_WORD, MEASURING, NORMAL = 0xB6, 0x08, 3
SKIPPED: Final = bytes.fromhex("8000008000008000")
STANDBY_US: Final = (500, 62_500, 125_000, 250_000, 500_000, 1_000_000, 10_000, 20_000)
RANGES: Final = ((-40.0, 85.0), (300.0, 1100.0), (0.0, 100.0))


@dataclass(frozen=True, slots=True)
class Bme280:
    """A BME280 at `address` (0x76, or 0x77 with SDO high); pressure in hPa. Values outside its ranges are clamped."""

    scl: int = 22
    sda: int = 21
    address: int = 0x76
    temperature_c: Curve = 21.0
    pressure_hpa: Curve = 1013.25
    humidity_percent: Curve = 45.0
    TITLE: ClassVar[str] = "BME280"
    KNOBS: ClassVar[tuple[Knob, ...]] = (
        Knob("temperature_c", key("knob.temperature"), unit="°C", least=-40.0, most=85.0),
        Knob("pressure_hpa", key("knob.pressure"), unit="hPa", least=300.0, most=1100.0),
        Knob("humidity_percent", key("knob.humidity"), unit="%", least=0.0, most=100.0),
    )

    def attach(self, board: Board) -> None:
        """Put it on its bus."""
        chip = BoschChip(IDENTITY, (self.temperature_c, self.pressure_hpa, self.humidity_percent), board.seed)
        board.i2c.setdefault((self.scl, self.sda), {})[self.address] = chip


class BoschChip:
    """The registers of a BME280, or of a BMP280 where `curves` are only temperature and pressure."""

    def __init__(self, identity: int, curves: tuple[Curve, ...], seed: int) -> None:
        self._identity = identity
        self._curves = curves
        self._seed = seed
        self.power_up()

    def power_up(self) -> None:
        """Start as when the supply comes: asleep, nothing measured."""
        self._registers = bytearray(256)
        self._registers[0x88:0xA0] = bosch.COEFFICIENTS_TP
        if len(self._curves) == 3:
            self._registers[0xA1] = bosch.H1
            self._registers[0xE1:0xE8] = bosch.COEFFICIENTS_H
        self._registers[ID] = self._identity
        self._registers[DATA:] = SKIPPED + b"\0"
        self._oversampling_h = 0
        self._started_us: int | None = None
        self._measured_us = -1
        self._pointer = 0

    def write(self, data: bytes, t_us: int) -> bool:
        """Set the register pointer, or registers, given in pairs of number and value."""
        if len(data) == 1:
            self._pointer = data[0]
        for index in range(0, len(data) - 1, 2):
            self._set(data[index], data[index + 1], t_us)
        return True

    def read(self, size: int, t_us: int) -> bytes:
        """Return registers from the pointer on."""
        self._measure(t_us)
        data = bytes(self._registers[self._pointer : self._pointer + size])
        self._pointer = (self._pointer + size) & 0xFF
        return data + bytes(size - len(data))

    def _set(self, register: int, value: int, t_us: int) -> None:
        if register == RESET and value == RESET_WORD:
            self.power_up()
        elif register in (CTRL_HUM, CTRL_MEAS, CONFIG):
            self._measure(t_us)
            self._registers[register] = value
            if register == CTRL_MEAS:
                self._oversampling_h = self._registers[CTRL_HUM] & 7 if len(self._curves) == 3 else 0
                self._started_us = t_us if value & 3 else None
                self._measured_us = -1

    def _measure(self, t_us: int) -> None:
        """Bring data and status up to `t_us`: the last measurement that ended, and whether one is under way."""
        self._registers[STATUS] = 0
        if self._started_us is None:
            return
        control = self._registers[CTRL_MEAS]
        length_us = self._length_us(control)
        since_us = t_us - self._started_us
        if control & 3 == NORMAL:
            cycle_us = length_us + STANDBY_US[self._registers[CONFIG] >> 5]
            cycle, into_us = divmod(since_us, cycle_us)
            ended_us = self._started_us + length_us + cycle_us * (cycle if into_us >= length_us else cycle - 1)
        else:
            into_us, ended_us = since_us, self._started_us + (length_us if since_us >= length_us else -1)
        self._registers[STATUS] = MEASURING if into_us < length_us else 0
        if ended_us > self._started_us and ended_us != self._measured_us:
            self._measured_us = ended_us
            self._registers[DATA : DATA + 8] = self._data(control, ended_us / 1e6)
        if control & 3 != NORMAL and into_us >= length_us:
            self._registers[CTRL_MEAS] &= ~3
            self._started_us = None

    def _length_us(self, control: int) -> int:
        """Return a measurement's typical duration: 1 ms, 2 ms per sample, 0.5 ms to begin pressure and humidity."""
        samples = [_samples(control >> 5), _samples(control >> 2), _samples(self._oversampling_h)]
        return 1000 + 2000 * sum(samples) + 500 * bool(samples[1]) + 500 * bool(samples[2])

    def _data(self, control: int, t_s: float) -> bytes:
        """Return registers 0xF7 to 0xFE; what is not asked for reads 0x80000 (0x8000 for humidity)."""
        values = [
            max(low, min(high, value_at(curve, t_s, self._seed)))
            for curve, (low, high) in zip(self._curves, RANGES, strict=False)
        ]
        data = bytearray(SKIPPED)
        raw = _rough(bosch.raw_temperature(values[0]), control >> 5)
        fine = bosch.fine_temperature(raw)
        if control >> 5:
            data[3:6] = (raw << 4).to_bytes(3, "big")
        if control >> 2 & 7:
            data[:3] = (_rough(bosch.raw_pressure(values[1] * 100, fine), control >> 2) << 4).to_bytes(3, "big")
        if self._oversampling_h:
            data[6:] = bosch.raw_humidity(values[2], fine).to_bytes(2, "big")
        return bytes(data)


def _samples(oversampling: int) -> int:
    """Return how many samples a setting asks for: 0, 1, 2, 4, 8, 16."""
    oversampling &= 7
    return 1 << min(oversampling, 5) - 1 if oversampling else 0


def _rough(raw: int, oversampling: int) -> int:
    """Return a raw value with the bits that this oversampling gives: 16 bits for one sample, 20 for sixteen."""
    missing = 5 - max(1, min(5, oversampling & 7))
    return raw >> missing << missing
