"""LCD1602: two lines of 16 characters (HD44780) behind a PCF8574 port expander on I2C.

Source: Hitachi HD44780U datasheet: instructions table 6, 4-bit start-up figure 24, display addresses figures 4 and 5,
characters table 4 (ROM A00); NXP PCF8574 datasheet 8.1 (quasi-bidirectional port). Wiring of the usual backpacks:
P0 RS, P1 RW, P2 E, P3 backlight, P4 to P7 data.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from iot_lab.simulator.parts._screen import Screen

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board

IS_DATA, READS, ENABLE, BACKLIGHT = 0x01, 0x02, 0x04, 0x08
COLUMNS, LINE_SIZE, SECOND_LINE = 16, 40, 0x40
CLEARING_US: Final = 1_520
OWN_SIGN, UNKNOWN_SIGN = "\N{WHITE SQUARE}", "\N{REPLACEMENT CHARACTER}"
SIGNS: Final = {0x5C: "¥", 0x7E: "→", 0x7F: "←", 0xDF: "°", 0xE4: "µ", 0xF4: "Ω", 0xFF: "█"}


@dataclass(frozen=True, slots=True)
class Lcd1602:
    """A display at `address` (0x27 with a PCF8574, 0x3F with a PCF8574A).

    Shows `text`, its two lines without the spaces at their ends, and `is_lit`, its backlight.
    """

    scl: int = 22
    sda: int = 21
    address: int = 0x27
    TITLE: ClassVar[str] = "LCD1602"

    def attach(self, board: Board) -> None:
        """Put it on its bus."""
        board.i2c.setdefault((self.scl, self.sda), {})[self.address] = _Lcd1602(self, board)


class _Lcd1602:
    def __init__(self, part: Lcd1602, board: Board) -> None:
        self.power_up()
        self._screen = Screen(board, f"lcd1602:{part.address:#04x}", self._shows)

    def power_up(self) -> None:
        """Start as after its own reset: 8-bit transfers, display off, all spaces; the port is high."""
        self._port = 0xFF
        self._is_4_bit = False
        self._high: int | None = None
        self._letters = bytearray(b" " * (2 * LINE_SIZE))
        self._own_signs = bytearray(64)
        self._address = 0
        self._is_in_own_signs = False
        self._step, self._shifts = 1, False
        self._offset = 0
        self._is_on = False
        self._busy_until_us = 0

    def write(self, data: bytes, t_us: int) -> bool:
        """Set the port; the display takes four bits at each fall of E."""
        before = (self._port & BACKLIGHT, bytes(self._letters), self._offset, self._is_on)
        for value in data:
            if self._port & ENABLE and not value & ENABLE and not self._port & READS:
                self._take(self._port, t_us)
            self._port = value
        if before != (self._port & BACKLIGHT, bytes(self._letters), self._offset, self._is_on):
            self._screen.change()
        return True

    def read(self, size: int, t_us: int) -> bytes:
        """Return the port; while RW and E are high its data bits are the busy flag and the address."""
        if not (self._port & READS and self._port & ENABLE):
            return bytes([self._port]) * size
        flag = 0x80 if t_us < self._busy_until_us else 0
        return bytes([self._port & 0x0F | flag | self._address & 0x70]) * size

    def _take(self, port: int, t_us: int) -> None:
        nibble = port & 0xF0
        if self._is_4_bit and self._high is None:
            self._high = nibble
            return
        value = nibble if self._high is None else self._high | nibble >> 4
        self._high = None
        if t_us < self._busy_until_us:
            return
        if port & IS_DATA:
            self._put(value)
        else:
            self._obey(value, t_us)

    def _put(self, value: int) -> None:
        if self._is_in_own_signs:
            self._own_signs[self._address & 0x3F] = value
            self._address = (self._address + self._step) & 0x3F
            return
        self._letters[_place(self._address)] = value
        self._address = _stepped(self._address, self._step)
        if self._shifts:
            self._offset = (self._offset + self._step) % LINE_SIZE

    def _obey(self, value: int, t_us: int) -> None:
        if value & 0x80:
            self._address, self._is_in_own_signs = value & 0x7F, False
        elif value & 0x40:
            self._address, self._is_in_own_signs = value & 0x3F, True
        elif value & 0x20:
            self._is_4_bit = not value & 0x10
        elif value & 0x10:
            self._move(right=bool(value & 4), is_whole=bool(value & 8))
        elif value & 0x08:
            self._is_on = bool(value & 4)
        elif value & 0x04:
            self._step, self._shifts = (1 if value & 2 else -1), bool(value & 1)
        elif value:
            self._go_home(t_us, clears=bool(value & 1))

    def _move(self, *, right: bool, is_whole: bool) -> None:
        step = 1 if right else -1
        if is_whole:
            self._offset = (self._offset - step) % LINE_SIZE
        else:
            self._address = _stepped(self._address, step)

    def _go_home(self, t_us: int, *, clears: bool) -> None:
        self._address, self._is_in_own_signs, self._offset = 0, False, 0
        self._busy_until_us = t_us + CLEARING_US
        if clears:
            self._letters[:] = b" " * len(self._letters)
            self._step = 1

    def _shows(self) -> dict[str, Any]:
        lines = [self._line(0), self._line(LINE_SIZE)] if self._is_on else ["", ""]
        return {"text": "\n".join(lines), "is_lit": bool(self._port & BACKLIGHT)}

    def _line(self, start: int) -> str:
        letters = (self._letters[start + (self._offset + column) % LINE_SIZE] for column in range(COLUMNS))
        return "".join(_sign(value) for value in letters).rstrip()


def _place(address: int) -> int:
    """Return where an address is in the 80 characters; addresses between the lines are their ends."""
    line, column = divmod(address & 0x7F, SECOND_LINE)
    return line * LINE_SIZE + min(column, LINE_SIZE - 1)


def _stepped(address: int, step: int) -> int:
    place = (_place(address) + step) % (2 * LINE_SIZE)
    return place if place < LINE_SIZE else SECOND_LINE + place - LINE_SIZE


def _sign(value: int) -> str:
    if value < 16:
        return OWN_SIGN
    return SIGNS.get(value) or (chr(value) if 0x20 <= value < 0x7F else UNKNOWN_SIGN)
