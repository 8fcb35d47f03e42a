# MPU6050: acceleration, rotation and temperature on I2C.
#
#     sensor = MPU6050(I2C(0, scl=Pin(22), sda=Pin(21)))     address 0x68, or 0x69 with AD0 on 3V3
#     x, y, z = sensor.read().acceleration_g                 also .rotation_dps (x, y, z) and .temperature_c
#
# Under the names of public tutorials: accel(i2c).get_values(), raw numbers by AcX, AcY, AcZ, Tmp, GyX, GyY, GyZ; and
# MPU6050(i2c) with wake, read_accel_data (g), read_gyro_data (degrees per second), read_temperature (°C).
#
# Source: InvenSense RM-MPU-6000A register map 4.2. Its sections are cited below. OSError says what is wrong.
import struct
import time
from collections import namedtuple
from errno import ENODEV, ETIMEDOUT

IDENTITY = 0x68  # 4.32
GYRO_CONFIG, ACCEL_CONFIG, DATA, PWR_MGMT_1, WHO_AM_I = 0x1B, 0x1C, 0x3B, 0x6B, 0x75
AWAKE = 0x01  # 4.28: not asleep, clocked by the gyroscope as recommended
START_MS = 50
RANGES_G, PER_G = (2, 4, 8, 16), 16384  # 4.5, 4.17: steps at the smallest range, half as many at the next...
RANGES_DPS, PER_DPS = (250, 500, 1000, 2000), 131  # 4.4, 4.19

Motion = namedtuple("Motion", ("acceleration_g", "rotation_dps", "temperature_c"))


class MPU6050:
    def __init__(self, i2c, address=0x68, range_g=2, range_dps=250, addr=None):
        address = address if addr is None else addr
        if range_g not in RANGES_G or range_dps not in RANGES_DPS:
            raise ValueError("range_g is one of %s, range_dps one of %s" % (RANGES_G, RANGES_DPS))
        self._i2c = i2c
        self._address = address
        self._setting_g, self._setting_dps = RANGES_G.index(range_g), RANGES_DPS.index(range_dps)
        seen = self._ask(WHO_AM_I, 1)[0]
        if seen != IDENTITY:
            kind = {0x70: "an MPU6500", 0x71: "an MPU9250"}.get(seen, "another chip")
            raise OSError(ENODEV, "the chip at 0x%02x is not an MPU6050 (id 0x%02x): it is %s" % (address, seen, kind))
        self._wake()

    def read(self):
        """Return what it feels now: g, degrees per second, °C."""
        ax, ay, az, temperature, rx, ry, rz = self._raw()
        g, dps = (1 << self._setting_g) / PER_G, (1 << self._setting_dps) / PER_DPS
        # 4.18 for the temperature.
        return Motion((ax * g, ay * g, az * g), (rx * dps, ry * dps, rz * dps), temperature / 340 + 36.53)

    def wake(self):
        self._wake()

    def read_accel_data(self):
        return self.read().acceleration_g

    def read_gyro_data(self):
        return self.read().rotation_dps

    def read_temperature(self):
        return self.read().temperature_c

    def _raw(self):
        data = self._ask(DATA, 14)
        if not any(data):
            # Asleep, as it is when its supply comes back: a loose wire.
            self._wake()
            data = self._ask(DATA, 14)
            if not any(data):
                raise OSError(ETIMEDOUT, "the MPU6050 stays asleep: check its 3V3 and GND wires")
        return struct.unpack(">7h", data)

    def _wake(self):
        self._set(PWR_MGMT_1, AWAKE)
        self._set(GYRO_CONFIG, self._setting_dps << 3)
        self._set(ACCEL_CONFIG, self._setting_g << 3)
        time.sleep_ms(START_MS)

    def _ask(self, register, size):
        try:
            return self._i2c.readfrom_mem(self._address, register, size)
        except OSError as error:
            raise self._silence(error)

    def _set(self, register, value):
        try:
            self._i2c.writeto_mem(self._address, register, bytes((value,)))
        except OSError as error:
            raise self._silence(error)

    def _silence(self, error):
        return OSError(error.errno, "no MPU6050 at 0x%02x: check 3V3, GND, SDA, SCL, then i2c.scan()" % self._address)


class accel(MPU6050):  # noqa: N801 - its name in tutorials
    def get_values(self):
        """Return raw numbers; the temperature in °C."""
        values = dict(zip(("AcX", "AcY", "AcZ", "Tmp", "GyX", "GyY", "GyZ"), self._raw()))
        values["Tmp"] = values["Tmp"] / 340 + 36.53
        return values
