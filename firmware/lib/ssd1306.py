# SSD1306: an OLED display of 128x64 or 128x32 dots on I2C. It draws as framebuf.FrameBuffer does.
#
#     display = SSD1306(I2C(0, scl=Pin(22), sda=Pin(21), freq=400000))    height=32 for the flat one
#     display.text("21.5 °C", 0, 0)    letters of 8x8 dots; also line, rect, pixel, fill(0), scroll...
#     display.show()                   nothing is seen before
#
# Under the names of public tutorials: SSD1306_I2C(128, 64, i2c), with contrast, invert, poweron and poweroff.
#
# Source: Solomon Systech SSD1306 datasheet rev 1.1. Its sections are cited below. The chip has no identity: only its
# address is looked for. OSError says what is wrong with the wires.
import framebuf

WIDTH = 128
COMMANDS, PICTURE = b"\x00", 0x40  # 8.1.5.2: what the bytes that follow are
OFF, ON = b"\xae", b"\xaf"
# framebuf has the letters of ASCII only.
ACCENTS, LETTERS = "àâçéèêëîïôùûüÀÇÉÈÊ’\u00a0\u202f", "aaceeeeiiouuuACEEE'  "


class SSD1306(framebuf.FrameBuffer):
    def __init__(self, i2c, address=0x3C, height=64):
        if height not in (32, 64):
            raise ValueError("height is 32 or 64, not %r" % (height,))
        self._i2c = i2c
        self._address = address
        self._sent = bytearray(1 + WIDTH * height // 8)
        self._sent[0] = PICTURE
        self._window = bytes((0x21, 0, WIDTH - 1, 0x22, 0, height // 8 - 1))  # 10.1.4, 10.1.5
        super().__init__(memoryview(self._sent)[1:], WIDTH, height, framebuf.MONO_VLSB)
        self._command(OFF)
        # 9: whole rows, upright on the usual modules; pins by height. 10.1.3: left to right, then down. Application
        # note 2.1: the charge pump makes the 7.5 V that the dots need.
        pins = 0x12 if height == 64 else 0x02
        self._command(bytes((0xA8, height - 1, 0xD3, 0, 0x40, 0xA1, 0xC8, 0xDA, pins, 0x20, 0, 0x8D, 0x14)))
        # Clock, precharge and levels that suit the pump; picture as in memory, not inverted.
        self._command(bytes((0xD5, 0x80, 0xD9, 0xF1, 0xDB, 0x30, 0x81, 0xCF, 0xA4, 0xA6)))
        self.show()
        self._command(ON)

    def show(self):
        """Send the picture (25 ms at 400 kHz)."""
        self._command(self._window)
        self._write(self._sent)

    def text(self, words, x=0, y=0, colour=1):
        """Draw words, 8x8 dots a letter; accents are left out, the degree sign is a small square."""
        for letter in words:
            if letter == "°":
                self.rect(x + 1, y, 4, 4, colour)
            else:
                super().text(_plain(letter), x, y, colour)
            x += 8

    def light(self, is_on):
        """Switch the dots on or off; the picture is kept."""
        self._command(ON if is_on else OFF)

    def _command(self, data):
        self._write(COMMANDS + data)

    def _write(self, data):
        try:
            self._i2c.writeto(self._address, data)
        except OSError as error:
            text = "no SSD1306 at 0x%02x: check 3V3, GND, SDA, SCL, then i2c.scan()" % self._address
            raise OSError(error.errno, text)


class SSD1306_I2C(SSD1306):  # noqa: N801 - its name everywhere
    def __init__(self, width, height, i2c, addr=0x3C, external_vcc=False):
        if width != WIDTH:
            raise ValueError("this display is %d dots wide, not %r" % (WIDTH, width))
        super().__init__(i2c, addr, height)
        self.width, self.height, self.pages = width, height, height // 8
        self.external_vcc = external_vcc

    def contrast(self, level):
        """How bright the dots are, 0 to 255."""
        self._command(bytes((0x81, level & 0xFF)))

    def invert(self, is_inverted):
        """Dark dots on a bright ground, or as drawn."""
        self._command(bytes((0xA6 | (is_inverted & 1),)))

    def poweron(self):
        self.light(True)

    def poweroff(self):
        self.light(False)


def _plain(letter):
    place = ACCENTS.find(letter)
    return LETTERS[place] if place >= 0 else letter if ord(letter) < 128 else "?"
