"""MPU-6050: accelerometer, gyroscope and thermometer on I2C.

Source: InvenSense MPU-6000/6050 register map 4.2: WHO_AM_I 4.32, PWR_MGMT_1 4.28 (it wakes asleep), data 4.17 to 4.19,
scales 4.4 and 4.5, temperature = raw / 340 + 36.53.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from iot_lab.simulator.world.curves import Curve, value_at
from iot_lab.simulator.world.knobs import Knob
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board

GYRO_CONFIG, ACCEL_CONFIG, DATA, PWR_MGMT_1, WHO_AM_I = 0x1B, 0x1C, 0x3B, 0x6B, 0x75
ASLEEP, RESET = 0x40, 0x80
IDENTITY = 0x68


@dataclass(frozen=True, slots=True)
class Mpu6050:
    """An MPU-6050 at `address`; accelerations in g, rotations in degrees per second, each x, y, z."""

    scl: int = 22
    sda: int = 21
    address: int = 0x68
    acceleration_g: tuple[Curve, Curve, Curve] = (0.0, 0.0, 1.0)
    rotation_dps: tuple[Curve, Curve, Curve] = (0.0, 0.0, 0.0)
    temperature_c: Curve = 25.0
    TITLE: ClassVar[str] = "MPU6050"
    KNOBS: ClassVar[tuple[Knob, ...]] = (
        Knob("acceleration_g.0", key("knob.acceleration-x"), unit="g", least=-4.0, most=4.0, step=0.05),
        Knob("acceleration_g.1", key("knob.acceleration-y"), unit="g", least=-4.0, most=4.0, step=0.05),
        Knob("acceleration_g.2", key("knob.acceleration-z"), unit="g", least=-4.0, most=4.0, step=0.05),
        Knob("rotation_dps.0", key("knob.rotation-x"), unit="°/s", least=-500.0, most=500.0, step=1.0),
        Knob("rotation_dps.1", key("knob.rotation-y"), unit="°/s", least=-500.0, most=500.0, step=1.0),
        Knob("rotation_dps.2", key("knob.rotation-z"), unit="°/s", least=-500.0, most=500.0, step=1.0),
    )

    def attach(self, board: Board) -> None:
        """Put it on its bus."""
        board.i2c.setdefault((self.scl, self.sda), {})[self.address] = _Mpu6050(self, board.seed)


class _Mpu6050:
    def __init__(self, part: Mpu6050, seed: int) -> None:
        self._part = part
        self._seed = seed
        self._registers = bytearray(128)
        self.power_up()

    def write(self, data: bytes, t_us: int) -> bool:  # noqa: ARG002
        """Set the register pointer, then the registers from there on."""
        if data:
            self._pointer = data[0] & 0x7F
        for value in data[1:]:
            self._set(self._pointer, value)
            self._pointer = (self._pointer + 1) & 0x7F
        return True

    def read(self, size: int, t_us: int) -> bytes | None:
        """Return registers from the pointer on; they keep their values while the chip sleeps."""
        if not self._registers[PWR_MGMT_1] & ASLEEP:
            self._measure(t_us / 1e6)
        data = bytes(self._registers[(self._pointer + index) & 0x7F] for index in range(size))
        self._pointer = (self._pointer + size) & 0x7F
        return data

    def power_up(self) -> None:
        """Start asleep, as when the supply comes or after a reset."""
        self._pointer = 0
        self._registers[:] = bytes(128)
        self._registers[PWR_MGMT_1] = ASLEEP
        self._registers[WHO_AM_I] = IDENTITY

    def _set(self, register: int, value: int) -> None:
        if register == PWR_MGMT_1 and value & RESET:
            self.power_up()
        elif not DATA <= register < DATA + 14 and register != WHO_AM_I:
            self._registers[register] = value

    def _measure(self, t_s: float) -> None:
        per_g = 16384 >> (self._registers[ACCEL_CONFIG] >> 3 & 3)
        per_dps = 131.0 / (1 << (self._registers[GYRO_CONFIG] >> 3 & 3))
        part, seed = self._part, self._seed
        values = [value_at(one, t_s, seed) * per_g for one in part.acceleration_g]
        values.append((value_at(part.temperature_c, t_s, seed) - 36.53) * 340)
        values += [value_at(one, t_s, seed) * per_dps for one in part.rotation_dps]
        for index, value in enumerate(values):
            raw = max(-32768, min(32767, round(value)))
            self._registers[DATA + 2 * index : DATA + 2 * index + 2] = raw.to_bytes(2, "big", signed=True)
