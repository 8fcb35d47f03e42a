# LCD1602: two lines of 16 letters (HD44780) with an I2C backpack (PCF8574).
#
#     display = LCD1602(I2C(0, scl=Pin(22), sda=Pin(21), freq=100000))    address 0x27, or 0x3F with a PCF8574A
#     display.show("Atelier", "21.5 °C")
#
# Source: Hitachi HD44780U datasheet (its tables and figures are cited); NXP PCF8574 datasheet 8.1. Neither has an
# identity: only the address is looked for. OSError says what is wrong with the wires. Where nothing can be read
# although no error comes, turn the screw on the backpack (contrast).
import time

# The backpack's wires (the same on all the usual ones): P0 RS, P1 RW, P2 E, P3 backlight, P4 to P7 data.
IS_LETTER, ENABLE, BACKLIGHT = 0x01, 0x04, 0x08
CLEAR, LINE_STARTS = 0x01, (0x80, 0xC0)  # table 6
SETTINGS = (0x28, 0x08, CLEAR, 0x06, 0x0C)  # figure 24: 4 bits and 2 lines, off, clear, to the right, on without cursor
WIDTH = 16
CLEAR_MS = 2  # table 6: 1.52 ms
# The display's own letters (table 4, ROM A00) have no accents.
ACCENTS, LETTERS = "àâçéèêëîïôùûüÀÇÉÈÊ’\u00a0\u202f", "aaceeeeiiouuuACEEE'  "
DEGREE = 0xDF


class LCD1602:
    def __init__(self, i2c, address=0x27):
        self._i2c = i2c
        self._address = address
        self._backlight = BACKLIGHT
        # Figure 24: whatever state it is in, this ends in 4-bit transfers.
        for nibble, wait_ms in ((0x30, 50), (0x30, 5), (0x30, 1), (0x20, 1)):
            time.sleep_ms(wait_ms)
            self._write(self._pulse(nibble))
        for command in SETTINGS:
            self._send(command)

    def show(self, first, second=""):
        """Show two lines in place of what was there."""
        for line, words in enumerate((first, second)):
            self.text(words + " " * (WIDTH - len(words)), 0, line)

    def text(self, words, column=0, line=0):
        """Write from that column (0 to 15) of that line (0 or 1) on; what goes beyond the line is left out."""
        if not 0 <= column < WIDTH or line not in (0, 1):
            raise ValueError("column is 0 to 15 and line 0 or 1, not %r and %r" % (column, line))
        self._send(LINE_STARTS[line] + column)
        for letter in words[: WIDTH - column]:
            self._send(_code(letter), IS_LETTER)

    def clear(self):
        """Show nothing."""
        self._send(CLEAR)

    def light(self, is_on):
        """Switch the backlight on or off; the letters are kept."""
        self._backlight = BACKLIGHT if is_on else 0
        self._write(bytes((self._backlight,)))

    def _send(self, value, kind=0):
        self._write(self._pulse(value & 0xF0 | kind) + self._pulse(value << 4 & 0xF0 | kind))
        if value == CLEAR and not kind:
            time.sleep_ms(CLEAR_MS)

    def _pulse(self, bits):
        """Return the port's values that hand four bits over: they are taken when E falls (figure 25)."""
        bits |= self._backlight
        return bytes((bits, bits | ENABLE, bits))

    def _write(self, data):
        try:
            self._i2c.writeto(self._address, data)
        except OSError as error:
            text = "no LCD1602 at 0x%02x: check 5V, GND, SDA, SCL, then i2c.scan()" % self._address
            raise OSError(error.errno, text)


def _code(letter):
    if letter == "°":
        return DEGREE
    place = ACCENTS.find(letter)
    code = ord(letter if place < 0 else LETTERS[place])
    return code if code < 128 else ord("?")
