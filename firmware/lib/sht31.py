# SHT31 (and SHT30, SHT35): temperature and humidity on I2C.
#
#     sensor = SHT31(I2C(0, scl=Pin(22), sda=Pin(21)))       address 0x44, or 0x45 with ADDR on 3V3
#     climate = sensor.read()          climate.temperature_c, climate.humidity_percent
#
# Under the names of public tutorials: SHT31(i2c, addr=0x44).get_temp_humi().
#
# Source: Sensirion SHT3x-DIS datasheet v7. Its sections are cited below. The chip has no identity: its status word
# with a right check byte stands for it. OSError says what is wrong with chip or wires.
import time
from collections import namedtuple
from errno import EIO, ENODEV

BREAK, RESET, STATUS = b"\x30\x93", b"\x30\xa2", b"\xf3\x2d"  # 4.8, 4.9, 4.11
MEASURE = b"\x24\x00"  # 4.3: once, high repeatability, without holding the clock
BREAK_MS, RESET_MS, MEASURE_MS = 1, 2, 16  # table 4

R_HIGH, R_MEDIUM, R_LOW = 1, 2, 3
REPEATABILITY = {R_HIGH: b"\x24\x00", R_MEDIUM: b"\x24\x0b", R_LOW: b"\x24\x16"}  # table 9

Climate = namedtuple("Climate", ("temperature_c", "humidity_percent"))


class SHT31:
    def __init__(self, i2c, address=0x44, addr=None):
        address = address if addr is None else addr
        self._i2c = i2c
        self._address = address
        # A series begun before the board's own reset goes on: it has to be stopped first.
        for command, wait_ms in ((BREAK, BREAK_MS), (RESET, RESET_MS), (STATUS, 0)):
            self._send(command)
            time.sleep_ms(wait_ms)
        if _crc8(self._receive(3)):
            raise OSError(ENODEV, "the chip at 0x%02x does not speak as an SHT31: look at its marking" % address)

    def read(self):
        """Measure once (16 ms): °C, %."""
        return self._measure(MEASURE)

    def get_temp_humi(self, resolution=R_HIGH, clock_stretch=True, celsius=True):
        """Measure once: °C (or °F) and %."""
        temperature, humidity = self._measure(REPEATABILITY[resolution])
        return (temperature if celsius else temperature * 9 / 5 + 32), humidity

    def _measure(self, command):
        self._send(command)
        time.sleep_ms(MEASURE_MS)
        data = self._receive(6)
        if _crc8(data[:3]) or _crc8(data[3:]):
            raise OSError(EIO, "wrong check byte from the SHT31: shorten its wires, check their contacts")
        # 4.13
        temperature = (data[0] << 8 | data[1]) / 65535
        humidity = (data[3] << 8 | data[4]) / 65535
        return Climate(temperature * 175 - 45, humidity * 100)

    def _send(self, command):
        try:
            self._i2c.writeto(self._address, command)
        except OSError as error:
            raise self._silence(error)

    def _receive(self, size):
        try:
            return self._i2c.readfrom(self._address, size)
        except OSError as error:
            raise self._silence(error)

    def _silence(self, error):
        return OSError(error.errno, "no SHT31 at 0x%02x: check 3V3, GND, SDA, SCL, then i2c.scan()" % self._address)


def _crc8(data):
    """Return 0 where the last byte checks those before it: x^8 + x^5 + x^4 + 1 from 0xFF on (4.12)."""
    crc = 0xFF
    for value in data:
        crc ^= value
        for _ in range(8):
            crc = (crc << 1 ^ 0x31 if crc & 0x80 else crc << 1) & 0xFF
    return crc
