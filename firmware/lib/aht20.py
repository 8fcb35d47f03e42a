# AHT20: temperature and humidity on I2C.
#
#     sensor = AHT20(I2C(0, scl=Pin(22), sda=Pin(21)))
#     climate = sensor.read()          climate.temperature_c, climate.humidity_percent
#
# Source: Aosong AHT20 datasheet v1.0 (2020). Its sections are cited below. The chip has no identity: its status is
# looked at instead. OSError says what is wrong with chip or wires.
import time
from collections import namedtuple
from errno import EIO, ENODEV, ETIMEDOUT

INITIALISE, MEASURE = b"\xbe\x08\x00", b"\xac\x33\x00"  # 5.3
BUSY, CALIBRATED = 0x80, 0x08  # 5.3, status bits
POWER_UP_MS, INITIALISE_MS, MEASURE_MS = 40, 10, 80  # 5.4

Climate = namedtuple("Climate", ("temperature_c", "humidity_percent"))


class AHT20:
    def __init__(self, i2c, address=0x38):
        self._i2c = i2c
        self._address = address
        time.sleep_ms(POWER_UP_MS)
        self._prepare()

    def read(self):
        """Measure once (80 ms): °C, %."""
        self._prepare()
        self._send(MEASURE)
        time.sleep_ms(MEASURE_MS)
        self._idle_status()
        data = self._receive(7)
        if _crc8(data):
            raise OSError(EIO, "wrong check byte from the AHT20: shorten its wires, check their contacts")
        # 6.1 and 6.2: twenty bits each.
        humidity = data[1] << 12 | data[2] << 4 | data[3] >> 4
        temperature = (data[3] & 15) << 16 | data[4] << 8 | data[5]
        return Climate(temperature / 1048576 * 200 - 50, humidity / 1048576 * 100)

    def _prepare(self):
        """Turn the calibration on (5.4, step 1): it may be off after power-up, and the chip would measure nonsense."""
        if self._idle_status() & CALIBRATED:
            return
        self._send(INITIALISE)
        time.sleep_ms(INITIALISE_MS)
        if not self._idle_status() & CALIBRATED:
            raise OSError(ENODEV, "the chip at 0x%02x is no AHT20, or it has lost its calibration" % self._address)

    def _idle_status(self):
        for _ in range(10):
            status = self._receive(1)[0]
            if not status & BUSY:
                return status
            time.sleep_ms(10)
        raise OSError(ETIMEDOUT, "the AHT20 stays busy: switch it off and on, or is it another chip?")

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
        return OSError(error.errno, "no AHT20 at 0x%02x: check 3V3, GND, SDA, SCL, then i2c.scan()" % self._address)


def _crc8(data):
    """Return 0 where the last byte checks those before it: x^8 + x^5 + x^4 + 1 from 0xFF on (5.4.4)."""
    crc = 0xFF
    for value in data:
        crc ^= value
        for _ in range(8):
            crc = (crc << 1 ^ 0x31 if crc & 0x80 else crc << 1) & 0xFF
    return crc
