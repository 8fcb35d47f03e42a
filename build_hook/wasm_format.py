"""WebAssembly's binary format, as far as the metering of one module needs it: numbers, sections, operators.

Numbers are LEB128. A module is eight bytes, then sections: a kind, a size, the content (WebAssembly core
specification 3.0, chapter 5). What this file does not know is refused: a build with another compiler fails loudly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

UNREACHABLE, NOP, BLOCK, LOOP, IF, ELSE, THROW, THROW_REF, END = 0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x08, 0x0A, 0x0B
BR, BR_IF, BR_TABLE, RETURN, CALL, CALL_INDIRECT, RETURN_CALL, RETURN_CALL_INDIRECT = range(0x0C, 0x14)
CALL_REF, RETURN_CALL_REF, DROP, SELECT, SELECT_TYPED, TRY_TABLE = 0x14, 0x15, 0x1A, 0x1B, 0x1C, 0x1F
LOCAL_GET, LOCAL_SET, LOCAL_TEE, GLOBAL_GET, GLOBAL_SET, TABLE_SET = 0x20, 0x21, 0x22, 0x23, 0x24, 0x26
FIRST_ACCESS, LAST_ACCESS, MEMORY_SIZE, MEMORY_GROW = 0x28, 0x3E, 0x3F, 0x40
I32_CONST, I64_CONST, F32_CONST, F64_CONST, FIRST_NUMERIC, LAST_NUMERIC = 0x41, 0x42, 0x43, 0x44, 0x45, 0xC4
REF_NULL, REF_IS_NULL, REF_FUNC, BR_ON_NULL, BR_ON_NON_NULL, BULK = 0xD0, 0xD1, 0xD2, 0xD5, 0xD6, 0xFC
MEMORY_INIT, MEMORY_COPY, MEMORY_FILL = 8, 10, 11
I32, I64, EMPTY_BLOCK = 0x7F, 0x7E, 0x40

_PLAIN = frozenset({UNREACHABLE, NOP, ELSE, THROW_REF, END, RETURN, DROP, SELECT, REF_IS_NULL})
_ONE_INDEX = frozenset(
    {THROW, BR, BR_IF, CALL, RETURN_CALL, CALL_REF, RETURN_CALL_REF, *range(LOCAL_GET, TABLE_SET + 1),
     MEMORY_SIZE, MEMORY_GROW, REF_FUNC, BR_ON_NULL, BR_ON_NON_NULL}
)  # fmt: skip
_TWO_INDEXES_AFTER_BULK = frozenset({8, 10, 12, 14})
_ONE_INDEX_AFTER_BULK = frozenset({9, 11, 13, 15, 16, 17})
_LAST_CONVERSION = 7

FUNCTION_TYPE = 0x60


class UnknownFormat(ValueError):
    """The module holds something that this file does not know."""


def unsigned(number: int) -> bytes:
    """Return a number as unsigned LEB128."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def signed(number: int) -> bytes:
    """Return a number as signed LEB128."""
    out = bytearray()
    while not -64 <= number < 64:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number & 127)
    return bytes(out)


def named(name: bytes) -> bytes:
    """Return a name with its length."""
    return unsigned(len(name)) + name


class Reader:
    """Reads a part of a module from its beginning."""

    def __init__(self, content: bytes, place: int = 0) -> None:
        self.content = content
        self.place = place

    @property
    def is_over(self) -> bool:
        """Say whether all was read."""
        return self.place >= len(self.content)

    @property
    def rest(self) -> bytes:
        """What was not read yet."""
        return self.content[self.place :]

    def byte(self) -> int:
        """Read one byte."""
        self.place += 1
        return self.content[self.place - 1]

    def unsigned(self) -> int:
        """Read an unsigned number."""
        number = shift = 0
        while True:
            byte = self.byte()
            number |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return number

    def signed(self) -> int:
        """Read a signed number."""
        start = self.place
        number = self.unsigned()
        bits = 7 * (self.place - start)
        return number - (1 << bits) if number >> (bits - 1) else number

    def take(self, size: int) -> bytes:
        """Read so many bytes."""
        self.place += size
        return self.content[self.place - size : self.place]

    def name(self) -> bytes:
        """Read a name."""
        return self.take(self.unsigned())

    def since(self, place: int) -> bytes:
        """Return what was read since `place`."""
        return self.content[place : self.place]

    def skip_immediates(self, operator: int) -> None:
        """Read what follows an operator; raises UnknownFormat for one that this file does not know."""
        if operator in _PLAIN or FIRST_NUMERIC <= operator <= LAST_NUMERIC:
            return
        if operator in _ONE_INDEX or operator in (I32_CONST, I64_CONST, REF_NULL, BLOCK, LOOP, IF):
            self.unsigned()
        elif FIRST_ACCESS <= operator <= LAST_ACCESS or operator in (CALL_INDIRECT, RETURN_CALL_INDIRECT):
            self.unsigned()
            self.unsigned()
        elif operator in (F32_CONST, F64_CONST):
            self.take(4 if operator == F32_CONST else 8)
        else:
            self._skip_long_immediates(operator)

    def _skip_long_immediates(self, operator: int) -> None:
        if operator == BR_TABLE:
            for _ in range(self.unsigned() + 1):
                self.unsigned()
        elif operator == SELECT_TYPED:
            for _ in range(self.unsigned()):
                self.unsigned()
        elif operator == TRY_TABLE:
            self._skip_handlers()
        elif operator == BULK:
            self._skip_bulk(self.unsigned())
        else:
            raise UnknownFormat(f"operator {operator:#x}")

    def _skip_handlers(self) -> None:
        self.unsigned()
        for _ in range(self.unsigned()):
            names_a_tag = self.byte() in (0, 1)
            if names_a_tag:
                self.unsigned()
            self.unsigned()

    def _skip_bulk(self, operator: int) -> None:
        if operator in _TWO_INDEXES_AFTER_BULK:
            self.unsigned()
            self.unsigned()
        elif operator in _ONE_INDEX_AFTER_BULK:
            self.unsigned()
        elif operator > _LAST_CONVERSION:
            raise UnknownFormat(f"operator 0xfc {operator}")


def sections(module: bytes) -> Iterator[tuple[int, bytes]]:
    """Return the kind and the content of each section, in the module's order."""
    reader = Reader(module, 8)
    while not reader.is_over:
        kind = reader.byte()
        yield kind, reader.take(reader.unsigned())


def arities(types: bytes) -> list[int]:
    """Return how many parameters each type of function has."""
    reader, found = Reader(types), []
    for _ in range(reader.unsigned()):
        if reader.byte() != FUNCTION_TYPE:
            raise UnknownFormat("a type that is no function")
        found.append(reader.unsigned())
        reader.take(found[-1])
        reader.take(reader.unsigned())
    return found


def result_blocks(types: bytes) -> list[bytes]:
    """Return how a block is written that gives what each type of function does; b"" where none can be."""
    reader, found = Reader(types), []
    for _ in range(reader.unsigned()):
        reader.byte()
        reader.take(reader.unsigned())
        results = reader.take(reader.unsigned())
        found.append(results if len(results) == 1 else b"" if results else bytes([EMPTY_BLOCK]))
    return found


def import_types(imports: bytes) -> dict[bytes, int]:
    """Return the number of each import's type by its name, in the imports' order."""
    reader, found = Reader(imports), {}
    for _ in range(reader.unsigned()):
        reader.name()
        name = reader.name()
        if reader.byte() != 0:
            raise UnknownFormat("an import that is no function")
        found[name] = reader.unsigned()
    return found


def skip_expression(reader: Reader) -> None:
    """Read past a constant expression and its end."""
    while (operator := reader.byte()) != END:
        reader.skip_immediates(operator)
