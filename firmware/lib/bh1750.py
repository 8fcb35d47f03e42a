# BH1750 (module GY-302): light on I2C.
#
#     sensor = BH1750(I2C(0, scl=Pin(22), sda=Pin(21)))      address 0x23, or 0x5C with ADDR on 3V3
#     light_lux = sensor.read()
#
# Under the names of public tutorials: luminance(BH1750.ONCE_HIRES_1), on, off, reset, set_mode.
#
# Source: ROHM BH1750FVI technical note rev. D, its pages are cited below. The chip has neither identity nor check
# byte: only its address is looked for. OSError says what is wrong with the wires.
import time

MEASURE_ONCE = b"\x20"  # page 5: high resolution, 1 lx, then it powers itself down
LONGEST_MS = 180  # page 2
COUNTS_PER_LUX = 1.2  # page 7


class BH1750:
    # Page 5: how finely it measures, once or again and again.
    CONT_HIRES_1, CONT_HIRES_2, CONT_LOWRES = 0x10, 0x11, 0x13
    ONCE_HIRES_1, ONCE_HIRES_2, ONCE_LOWRES = 0x20, 0x21, 0x23

    def __init__(self, i2c, address=0x23, addr=None):
        self._i2c = i2c
        self._address = address if addr is None else addr
        self.mode = None
        self._send(b"\x01")  # power on

    def read(self):
        """Measure once (180 ms): lux, 0 to 54612."""
        self._send(MEASURE_ONCE)
        time.sleep_ms(LONGEST_MS)
        return self._counts() / COUNTS_PER_LUX

    def luminance(self, mode):
        """Measure in one of the modes: lux."""
        if mode & 0x20 or mode != self.mode:
            self.set_mode(mode)
            time.sleep_ms(24 if mode in (self.CONT_LOWRES, self.ONCE_LOWRES) else LONGEST_MS)
        half = 2 if mode & 0x03 == 0x01 else 1  # page 11: half a lux a step
        return self._counts() / COUNTS_PER_LUX / half

    def set_mode(self, mode):
        self.mode = mode
        self._send(bytes((mode,)))

    def on(self):
        self._send(b"\x01")

    def off(self):
        self.mode = None
        self._send(b"\x00")

    def reset(self):
        self.on()
        self._send(b"\x07")

    def _counts(self):
        try:
            data = self._i2c.readfrom(self._address, 2)
        except OSError as error:
            raise self._silence(error)
        return data[0] << 8 | data[1]

    def _send(self, instruction):
        try:
            self._i2c.writeto(self._address, instruction)
        except OSError as error:
            raise self._silence(error)

    def _silence(self, error):
        return OSError(error.errno, "no BH1750 at 0x%02x: check 3V3, GND, SDA, SCL, then i2c.scan()" % self._address)
