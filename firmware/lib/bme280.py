# BME280: temperature, pressure and humidity on I2C.
#
#     sensor = BME280(I2C(0, scl=Pin(22), sda=Pin(21)))      address 0x76, or 0x77 with SDO on 3V3
#     climate = sensor.read()          climate.temperature_c, climate.pressure_hpa, climate.humidity_percent
#
# Under the names of public tutorials: BME280(i2c=i2c).values, and temperature, pressure, humidity, as texts with their units.
#
# Source: Bosch BST-BME280-DS002 v1.6. Its sections are cited below. OSError says what is wrong with chip or wires.
import struct
import time
from collections import namedtuple
from errno import ENODEV, ETIMEDOUT

IDENTITY = 0x60  # 5.4.1
BMP280 = 0x58
ID, CTRL_HUM, STATUS, CTRL_MEAS, DATA = 0xD0, 0xF2, 0xF3, 0xF4, 0xF7  # 5.3
MEASURING = 0x08  # 5.4.4
NOT_MEASURED = 0x80000  # 5.4.8
LONGEST_MS = 10  # 9.1: one sample of each takes at most 9.3 ms

Climate = namedtuple("Climate", ("temperature_c", "pressure_hpa", "humidity_percent"))


class BME280:
    def __init__(self, i2c, address=0x76):
        self._i2c = i2c
        self._address = address
        seen = self._ask(ID, 1)[0]
        if seen != IDENTITY:
            kind = "a BMP280, which measures no humidity" if seen == BMP280 else "another chip"
            raise OSError(ENODEV, "the chip at 0x%02x is not a BME280 (id 0x%02x): it is %s" % (address, seen, kind))
        # 4.2.2: the coefficients of this very chip; H4 and H5 have 12 bits each and share a byte.
        self._t = struct.unpack("<Hhh", self._ask(0x88, 6))
        self._p = struct.unpack("<Hhhhhhhhh", self._ask(0x8E, 18))
        h2, h3, high_4, shared, high_5, h6 = struct.unpack("<hBbBbb", self._ask(0xE1, 7))
        self._h = (self._ask(0xA1, 1)[0], h2, h3, high_4 * 16 + (shared & 15), high_5 * 16 + (shared >> 4), h6)

    def read(self):
        """Measure once (10 ms): °C, hPa, %."""
        # 3.3.3, forced mode: the chip measures, then sleeps. 5.4.3: ctrl_hum counts from the next write to ctrl_meas.
        self._set(CTRL_HUM, 1)
        self._set(CTRL_MEAS, 1 << 5 | 1 << 2 | 1)
        self._wait()
        data = self._ask(DATA, 8)
        raw_temperature = data[3] << 12 | data[4] << 4 | data[5] >> 4
        if raw_temperature == NOT_MEASURED:
            raise OSError(ETIMEDOUT, "the BME280 measured nothing: check its 3V3 and GND wires")
        fine = self._fine(raw_temperature)
        pressure_pa = self._pressure(data[0] << 12 | data[1] << 4 | data[2] >> 4, fine)
        return Climate(fine / 5120, pressure_pa / 100, self._humidity(data[6] << 8 | data[7], fine))

    @property
    def values(self):
        climate = self.read()
        return "%.2fC" % climate.temperature_c, "%.2fhPa" % climate.pressure_hpa, "%.2f%%" % climate.humidity_percent

    @property
    def temperature(self):
        return self.values[0]

    @property
    def pressure(self):
        return self.values[1]

    @property
    def humidity(self):
        return self.values[2]

    def read_compensated_data(self):
        """Measure once: °C, Pa, %."""
        climate = self.read()
        return climate.temperature_c, climate.pressure_hpa * 100, climate.humidity_percent

    # The three formulas in floating point: 8.1.

    def _fine(self, raw):
        t1, t2, t3 = self._t
        one = raw / 16384 - t1 / 1024
        return one * t2 + one * one / 64 * t3

    def _pressure(self, raw, fine):
        p1, p2, p3, p4, p5, p6, p7, p8, p9 = self._p
        one = fine / 2 - 64000
        two = one * one * p6 / 32768 + one * p5 * 2
        two = two / 4 + p4 * 65536
        one = (p3 * one * one / 524288 + p2 * one) / 524288
        one = (1 + one / 32768) * p1
        if one == 0:
            raise OSError(ENODEV, "the BME280's coefficients are zero: it is broken or badly wired")
        pressure = (1048576 - raw - two / 4096) * 6250 / one
        return pressure + (p9 * pressure / 2147483648 * pressure + pressure * p8 / 32768 + p7) / 16

    def _humidity(self, raw, fine):
        h1, h2, h3, h4, h5, h6 = self._h
        warm = fine - 76800
        value = raw - (h4 * 64 + h5 / 16384 * warm)
        value *= h2 / 65536 * (1 + h6 / 67108864 * warm * (1 + h3 / 67108864 * warm))
        return max(0.0, min(100.0, value * (1 - h1 * value / 524288)))

    def _wait(self):
        for _ in range(4):
            time.sleep_ms(LONGEST_MS)
            if not self._ask(STATUS, 1)[0] & MEASURING:
                return
        raise OSError(ETIMEDOUT, "the BME280 does not finish measuring: switch it off and on")

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
        return OSError(error.errno, "no BME280 at 0x%02x: check 3V3, GND, SDA, SCL, then i2c.scan()" % self._address)
