"""SSD1306: an OLED display of 128x64 or 128x32 dots on I2C.

Source: Solomon Systech SSD1306 datasheet rev 1.1: control byte 8.1.5.2, addressing modes 10.1.3, command table 9 (with
charge pump, application note), start line 10.1.6. Scrolling is not modelled. As on the usual modules the picture is
upright with segment remap (0xA1) and reversed scan (0xC8).
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import or_
from typing import TYPE_CHECKING, Any, ClassVar, Final

from iot_lab.simulator.parts._screen import Screen

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board

COLUMNS: Final = 128
CONTINUES, IS_DATA = 0x80, 0x40
MODE, COLUMN_RANGE, PAGE_RANGE, CHARGE_PUMP = 0x20, 0x21, 0x22, 0x8D
ARGUMENTS: Final = {
    MODE: 1, COLUMN_RANGE: 2, PAGE_RANGE: 2, 0x26: 6, 0x27: 6, 0x29: 5, 0x2A: 5, 0x81: 1, CHARGE_PUMP: 1, 0xA3: 2,
    0xA8: 1, 0xD3: 1, 0xD5: 1, 0xD9: 1, 0xDA: 1, 0xDB: 1,
}  # fmt: skip
HORIZONTAL, VERTICAL, BY_PAGE = 0, 1, 2
# Braille cells, 2 dots wide and 4 high: the bit of each dot by row and column (Unicode, "Braille Patterns").
DOTS: Final = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))


@dataclass(frozen=True, slots=True)
class Ssd1306:
    """A display of 128 x `height` dots (64 or 32) at `address`.

    Shows `picture`: lines of braille signs, each 2 dots wide and 4 high, so that it reads as a picture; `dots` gives
    rows of booleans back.
    """

    scl: int = 22
    sda: int = 21
    address: int = 0x3C
    height: int = 64
    TITLE: ClassVar[str] = "SSD1306"

    def attach(self, board: Board) -> None:
        """Put it on its bus."""
        board.i2c.setdefault((self.scl, self.sda), {})[self.address] = _Ssd1306(self, board)


def dots(picture: str) -> list[list[bool]]:
    """Return the dots of a `picture`, rows from top to bottom, True for a lit one."""
    return [[bool(ord(sign) & bit) for sign in line for bit in row] for line in picture.split("\n") for row in DOTS]


class _Ssd1306:
    def __init__(self, part: Ssd1306, board: Board) -> None:
        self._height = part.height
        self.power_up()
        self._screen = Screen(board, f"ssd1306:{part.address:#04x}", self._shows)

    def power_up(self) -> None:
        """Start as after its reset: off, page addressing; its memory is cleared here, on a real one it is noise."""
        self._memory = bytearray(COLUMNS * 8)
        self._mode = BY_PAGE
        self._columns, self._pages = (0, COLUMNS - 1), (0, 7)
        self._column = self._page = self._start_line = 0
        self._is_on = self._is_pumped = self._is_inverse = self._is_all_on = False
        self._is_remapped = self._is_scan_reversed = False
        self._command = bytearray()

    def write(self, data: bytes, t_us: int) -> bool:  # noqa: ARG002
        """Take control bytes, each followed by one byte (bit 7 set) or by all the rest."""
        at = 0
        while at < len(data) - 1:
            control = data[at]
            end = at + 2 if control & CONTINUES else len(data)
            if control & IS_DATA:
                self._store(data[at + 1 : end])
            else:
                for value in data[at + 1 : end]:
                    self._take(value)
            at = end
        self._screen.change()
        return True

    def read(self, size: int, t_us: int) -> bytes:  # noqa: ARG002
        """Return its status: bit 6 set while the display is off."""
        return bytes([0x00 if self._is_on else 0x40]) * size

    def _take(self, value: int) -> None:
        """Take one byte of a command; the bytes may come one by one."""
        self._command.append(value)
        if len(self._command) > ARGUMENTS.get(self._command[0], 0):
            command, self._command = bytes(self._command), bytearray()
            self._obey(command[0], command[1:])

    def _obey(self, command: int, values: bytes) -> None:
        if command == MODE:
            self._mode = values[0] & 3
        elif command == COLUMN_RANGE:
            self._columns = (values[0] & 0x7F, values[1] & 0x7F)
            self._column = self._columns[0]
        elif command == PAGE_RANGE:
            self._pages = (values[0] & 7, values[1] & 7)
            self._page = self._pages[0]
        elif command < 0x20:
            self._set_column(command)
        elif 0xB0 <= command <= 0xB7:
            self._page = command & 7
        else:
            self._set_look(command, values)

    def _set_column(self, command: int) -> None:
        """Set the low or high half of the column, for page addressing."""
        half = command & 0x0F
        self._column = self._column & 0x0F | (half & 7) << 4 if command & 0x10 else self._column & 0x70 | half

    def _set_look(self, command: int, values: bytes) -> None:
        bit = bool(command & 1)
        if command == CHARGE_PUMP:
            self._is_pumped = bool(values[0] & 4)
        elif 0x40 <= command <= 0x7F:
            self._start_line = command & 0x3F
        elif command >> 1 == 0xA0 >> 1:
            self._is_remapped = bit
        elif command >> 1 == 0xA4 >> 1:
            self._is_all_on = bit
        elif command >> 1 == 0xA6 >> 1:
            self._is_inverse = bit
        elif command >> 1 == 0xAE >> 1:
            self._is_on = bit
        elif command in (0xC0, 0xC8):
            self._is_scan_reversed = command == 0xC8

    def _store(self, data: bytes) -> None:
        first, last = self._pages
        is_from_the_start = self._mode == HORIZONTAL and self._column == self._page == first == 0
        if is_from_the_start and self._columns == (0, COLUMNS - 1) and len(data) == COLUMNS * (last + 1):
            self._memory[: len(data)] = data
            return
        for value in data:
            self._memory[self._page * COLUMNS + self._column] = value
            self._go_on()

    def _go_on(self) -> None:
        if self._mode == BY_PAGE:
            self._column = (self._column + 1) % COLUMNS
        elif self._mode == VERTICAL:
            self._page, is_over = _next(self._page, self._pages, 8)
            if is_over:
                self._column, _ = _next(self._column, self._columns, COLUMNS)
        else:
            self._column, is_over = _next(self._column, self._columns, COLUMNS)
            if is_over:
                self._page, _ = _next(self._page, self._pages, 8)

    def _shows(self) -> dict[str, Any]:
        return {"picture": "\n".join(line for page in self._pages_seen() for line in _braille(page))}

    def _pages_seen(self) -> list[bytes]:
        """Return what is seen, eight rows at a time from the top: a byte for each column, bit 0 the highest dot."""
        count = self._height // 8
        if not (self._is_on and self._is_pumped):
            return [bytes(COLUMNS)] * count
        if self._is_all_on:
            return [b"\xff" * COLUMNS] * count
        memory = _rolled(self._memory, self._start_line) if self._start_line else bytes(self._memory)
        pages = [memory[at : at + COLUMNS] for at in range(0, count * COLUMNS, COLUMNS)]
        if not self._is_remapped:
            pages = [page[::-1] for page in pages]
        if not self._is_scan_reversed:
            pages = [page.translate(_UPSIDE_DOWN) for page in reversed(pages)]
        return [page.translate(_INVERTED) for page in pages] if self._is_inverse else pages


_INVERTED: Final = bytes(255 - value for value in range(256))
_UPSIDE_DOWN: Final = bytes(int(f"{value:08b}"[::-1], 2) for value in range(256))


def _next(place: int, limits: tuple[int, int], size: int) -> tuple[int, bool]:
    return (limits[0], True) if place == limits[1] else ((place + 1) % size, False)


def _rolled(memory: bytearray, lines: int) -> bytes:
    """Return the memory seen from its row `lines` on, its first rows at the end."""
    columns = (int.from_bytes(memory[column::COLUMNS], "little") for column in range(COLUMNS))
    rolled = [(column >> lines | column << (64 - lines)) & (1 << 64) - 1 for column in columns]
    return bytes(column >> 8 * page & 0xFF for page in range(8) for column in rolled)


def _half_cells(side: int, first_row: int) -> bytes:
    """Return, for each value of a column's byte, what four of its dots add to a braille cell."""
    return bytes(
        sum(row[side] for place, row in enumerate(DOTS) if value >> first_row + place & 1) for value in range(256)
    )


_CELLS: Final = [(_half_cells(0, first_row), _half_cells(1, first_row)) for first_row in (0, 4)]
_SIGNS: Final = {value: 0x2800 + value for value in range(256)}


def _braille(page: bytes) -> list[str]:
    """Return eight rows as two lines of braille signs."""
    return [
        bytes(map(or_, page[0::2].translate(left), page[1::2].translate(right))).decode("latin-1").translate(_SIGNS)
        for left, right in _CELLS
    ]
