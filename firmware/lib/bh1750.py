# BH1750 (module GY-302): light on I2C.
#
#     sensor = BH1750(I2C(0, scl=Pin(22), sda=Pin(21)))      address 0x23, or 0x5C with ADDR on 3V3
#     light_lux = sensor.read()
#
# Source: ROHM BH1750FVI technical note rev. D, its pages are cited below. The chip has neither identity nor check
# byte: only its address is looked for. OSError says what is wrong with the wires.
import time

MEASURE_ONCE = b"\x20"  # page 5: high resolution, 1 lx, then it powers itself down
LONGEST_MS = 180  # page 2
COUNTS_PER_LUX = 1.2  # page 7


class BH1750:
    def __init__(self, i2c, address=0x23):
        self._i2c = i2c
        self._address = address
        self._send(b"\x01")  # power on

    def read(self):
        """Measure once (180 ms): lux, 0 to 54612."""
        self._send(MEASURE_ONCE)
        time.sleep_ms(LONGEST_MS)
        try:
            data = self._i2c.readfrom(self._address, 2)
        except OSError as error:
            raise self._silence(error)
        return (data[0] << 8 | data[1]) / COUNTS_PER_LUX

    def _send(self, instruction):
        try:
            self._i2c.writeto(self._address, instruction)
        except OSError as error:
            raise self._silence(error)

    def _silence(self, error):
        return OSError(error.errno, "no BH1750 at 0x%02x: check 3V3, GND, SDA, SCL, then i2c.scan()" % self._address)
