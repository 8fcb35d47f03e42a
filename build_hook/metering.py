"""Put meters into the runtime: fuel, the depth of its stack, its memory, its exceptions. Any engine then runs it alike.

*Fuel* is counted as wasmtime counts (crates/cranelift, `fuel_before_op`), so that both figures are equal to the unit:
one for each operator but nop, drop, block, loop, return, else, end and unreachable; one for entering a function; one
for each byte copied or filled and each page grown. What a straight run of operators costs is taken from the exported
global `fuel` at its end; at function entries and loop headers, when nothing is left, the import `iot_lab.refuel` is
called. It may give more; where it does not, the guest ends. So the host is called after any slice of work it chose.

*The stack* that C variables have in memory grows down into the interpreter's own data, and nothing in WebAssembly
watches over it: a function that is entered with less than `SPARE_STACK_BYTES` left ends the guest. *Memory* gets a
maximum. *Exceptions* are counted in the exported global `throws`: an engine takes up to 70 us for one.

How much room the guest makes for an answer of its host is asked of the import `host_result_cap` before each call of it:
here that is the exported global `room`, which the host sets where an answer is longer.

The exported global `ended` says why the guest was ended here: `FUEL_IS_USED`, `STACK_IS_FULL`, else 0; `stack` is how
far the C stack goes down now.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from build_hook import wasm_format as wasm
from build_hook.wasm_format import (
    Reader,
    UnknownFormat,
    arities,
    import_names,
    named,
    sections,
    signed,
    skip_expression,
    unsigned,
)

MOST_PAGES: Final = 64
# What the linker gave the C stack (`-z stack-size`), and what a function with large variables may need.
STACK_BYTES: Final = 64 * 1024
SPARE_STACK_BYTES: Final = 4 * 1024
FUEL_IS_USED, STACK_IS_FULL = 1, 2
STACK_POINTER: Final = 0
ASKS_ROOM: Final = b"host_result_cap"
USUAL_ROOM: Final = 256

TYPES, IMPORTS, FUNCTIONS, MEMORIES, GLOBALS, EXPORTS, START, ELEMENTS, CODE, DATA, DATA_COUNT, TAGS = (
    1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13
)  # fmt: skip
_ORDER: Final = (
    TYPES, IMPORTS, FUNCTIONS, 4, MEMORIES, TAGS, GLOBALS, EXPORTS, START, ELEMENTS, DATA_COUNT, CODE, DATA
)  # fmt: skip
_MUTABLE: Final = 1
_FREE: Final = frozenset(
    {wasm.UNREACHABLE, wasm.NOP, wasm.BLOCK, wasm.LOOP, wasm.ELSE, wasm.END, wasm.RETURN, wasm.DROP}
)
_ENDS_A_RUN: Final = frozenset(
    {wasm.UNREACHABLE, wasm.LOOP, wasm.IF, wasm.ELSE, wasm.THROW, wasm.THROW_REF, wasm.END, wasm.BR, wasm.BR_IF,
     wasm.BR_TABLE, wasm.RETURN, wasm.CALL, wasm.CALL_INDIRECT, wasm.RETURN_CALL, wasm.RETURN_CALL_INDIRECT,
     wasm.CALL_REF, wasm.RETURN_CALL_REF, wasm.BR_ON_NULL, wasm.BR_ON_NON_NULL}
)  # fmt: skip
_NAMES_A_FUNCTION: Final = (wasm.CALL, wasm.RETURN_CALL, wasm.REF_FUNC)
_I64_SUB, _I64_LE_S, _I32_LT_U, _I32_ADD, _I64_EXTEND_I32_U = 0x7D, 0x57, 0x49, 0x6A, 0xAD


def stack_top(module: bytes) -> int:
    """Return where the memory of C variables begins: it grows down from there."""
    return _stack_top(dict(sections(module))[GLOBALS])


def meter(module: bytes) -> bytes:
    """Return the module with its meters; raises UnknownFormat where it is not built as expected."""
    parts = dict(sections(module))
    customs = [content for kind, content in sections(module) if kind == 0]
    layout = _Layout.of(parts)
    parts[TYPES] = _one_more(parts[TYPES], bytes([wasm.FUNCTION_TYPE, 0, 0]))
    parts[IMPORTS] = _one_more(parts[IMPORTS], named(b"iot_lab") + named(b"refuel") + b"\0" + unsigned(layout.types))
    parts[FUNCTIONS] = _one_more(parts[FUNCTIONS], unsigned(layout.types))
    parts[MEMORIES] = _with_maximum(parts[MEMORIES])
    parts[GLOBALS] = _with_globals(parts[GLOBALS])
    parts[EXPORTS] = _with_exports(parts[EXPORTS], layout)
    if START in parts:
        parts[START] = unsigned(layout.moved(Reader(parts[START]).unsigned()))
    if ELEMENTS in parts:
        parts[ELEMENTS] = _elements(parts[ELEMENTS], layout)
    parts[CODE] = _code(parts[CODE], layout)
    made = [(kind, parts[kind]) for kind in _ORDER if kind in parts] + [(0, one) for one in customs]
    return module[:8] + b"".join(bytes([kind]) + unsigned(len(content)) + content for kind, content in made)


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where things are in the module: the new import is the last one, the new function and globals come at the end."""

    types: int
    imported: int
    arities: tuple[int, ...]
    globals: int
    least_stack: int
    asks_room: int

    @classmethod
    def of(cls, parts: dict[int, bytes]) -> _Layout:
        arities_of_types = arities(parts[TYPES])
        functions = Reader(parts[FUNCTIONS])
        kinds = [functions.unsigned() for _ in range(functions.unsigned())]
        return cls(
            types=len(arities_of_types),
            imported=len(import_names(parts[IMPORTS])),
            arities=tuple(arities_of_types[kind] for kind in kinds),
            globals=Reader(parts[GLOBALS]).unsigned(),
            least_stack=_stack_top(parts[GLOBALS]) - STACK_BYTES + SPARE_STACK_BYTES,
            asks_room=import_names(parts[IMPORTS]).index(ASKS_ROOM),
        )

    def moved(self, function: int) -> int:
        """Return a function's number behind the new import."""
        return function + (function >= self.imported)

    @property
    def refuel(self) -> int:
        """The number of the new function, which calls the new import."""
        return self.imported + 1 + len(self.arities)

    @property
    def fuel(self) -> bytes:
        return unsigned(self.globals)

    @property
    def throws(self) -> bytes:
        return unsigned(self.globals + 1)

    @property
    def ended(self) -> bytes:
        return unsigned(self.globals + 2)

    @property
    def room(self) -> bytes:
        return unsigned(self.globals + 3)


def _one_more(section: bytes, entry: bytes) -> bytes:
    reader = Reader(section)
    return unsigned(reader.unsigned() + 1) + reader.rest + entry


def _stack_top(section: bytes) -> int:
    """Return where the C stack begins: global 0, which the build names `__stack_pointer`."""
    reader = Reader(section)
    reader.unsigned()
    kind, is_mutable, operator = reader.byte(), reader.byte(), reader.byte()
    if (kind, is_mutable, operator) != (wasm.I32, _MUTABLE, wasm.I32_CONST):
        raise UnknownFormat("global 0 is no stack pointer")
    return reader.signed()


def _with_maximum(memories: bytes) -> bytes:
    reader = Reader(memories)
    if reader.unsigned() != 1:
        raise UnknownFormat("more than one memory")
    reader.byte()
    return b"\x01\x01" + unsigned(reader.unsigned()) + unsigned(MOST_PAGES)


def _with_globals(section: bytes) -> bytes:
    reader = Reader(section)
    fuel = bytes([wasm.I64, _MUTABLE, wasm.I64_CONST]) + signed((1 << 63) - 1) + bytes([wasm.END])
    number = bytes([wasm.I32, _MUTABLE, wasm.I32_CONST, 0, wasm.END])
    room = bytes([wasm.I32, _MUTABLE, wasm.I32_CONST]) + signed(USUAL_ROOM) + bytes([wasm.END])
    return unsigned(reader.unsigned() + 4) + reader.rest + fuel + number + number + room


def _with_exports(section: bytes, layout: _Layout) -> bytes:
    reader = Reader(section)
    count = reader.unsigned()
    out = bytearray(unsigned(count + 5))
    for _ in range(count):
        name, kind, index = reader.name(), reader.byte(), reader.unsigned()
        out += named(name) + bytes([kind]) + unsigned(layout.moved(index) if kind == 0 else index)
    stack = unsigned(STACK_POINTER)
    for added, place in (
        (b"fuel", layout.fuel), (b"throws", layout.throws), (b"ended", layout.ended), (b"room", layout.room),
        (b"stack", stack),
    ):  # fmt: skip
        out += named(added) + b"\x03" + place
    return bytes(out)


def _elements(section: bytes, layout: _Layout) -> bytes:
    """Return the tables' functions with their new numbers; segments written as expressions are refused."""
    reader = Reader(section)
    count = reader.unsigned()
    out = bytearray(unsigned(count))
    for _ in range(count):
        start = reader.place
        flags = reader.unsigned()
        if flags > 3:
            raise UnknownFormat(f"element segment of kind {flags}")
        if flags == 2:
            reader.unsigned()
        if flags in (0, 2):
            skip_expression(reader)
        if flags:
            reader.byte()
        out += reader.since(start)
        functions = [layout.moved(reader.unsigned()) for _ in range(reader.unsigned())]
        out += unsigned(len(functions)) + b"".join(map(unsigned, functions))
    return bytes(out)


def _code(section: bytes, layout: _Layout) -> bytes:
    reader = Reader(section)
    count = reader.unsigned()
    bodies = [_Body(reader.take(reader.unsigned()), arity, layout).metered() for arity in layout.arities]
    if count != len(bodies) or not reader.is_over:
        raise UnknownFormat("functions without their code")
    bodies.append(_refuel(layout))
    return unsigned(len(bodies)) + b"".join(unsigned(len(body)) + body for body in bodies)


def _refuel(layout: _Layout) -> bytes:
    """Call the import; when nothing was given, end."""
    call = b"\0" + bytes([wasm.CALL]) + unsigned(layout.imported)
    return call + _if_fuel_is_used(layout) + _ending(layout, FUEL_IS_USED) + bytes([wasm.END, wasm.END])


def _if_fuel_is_used(layout: _Layout) -> bytes:
    return bytes([wasm.GLOBAL_GET]) + layout.fuel + bytes([wasm.I64_CONST, 0, _I64_LE_S, wasm.IF, wasm.EMPTY_BLOCK])


def _ending(layout: _Layout, why: int) -> bytes:
    return bytes([wasm.I32_CONST, why, wasm.GLOBAL_SET]) + layout.ended + bytes([wasm.UNREACHABLE])


class _Body:
    """One function's code, copied operator by operator."""

    def __init__(self, body: bytes, arity: int, layout: _Layout) -> None:
        self._reader = Reader(body)
        self._layout = layout
        self._out = bytearray()
        self._unpaid = 1  # entering costs one
        self._size_local = unsigned(arity + self._copy_locals())

    def metered(self) -> bytes:
        """Return the code with its meters."""
        self._check_fuel()
        self._check_stack()
        while not self._reader.is_over:
            self._copy_operator()
        return bytes(self._out)

    def _copy_locals(self) -> int:
        """Declare the function's variables and one more, for sizes; returns how many it had."""
        reader = self._reader
        groups, start, count = reader.unsigned(), reader.place, 0
        for _ in range(groups):
            count += reader.unsigned()
            reader.byte()
        self._out += unsigned(groups + 1) + reader.since(start) + bytes([1, wasm.I32])
        return count

    def _copy_operator(self) -> None:
        reader, start = self._reader, self._reader.place
        operator = reader.byte()
        self._unpaid += operator not in _FREE
        if operator in _ENDS_A_RUN:
            self._pay()
        if operator in (wasm.THROW, wasm.THROW_REF):
            self._count_throw()
        if _takes_a_size(operator, reader):
            self._pay_size()
        if operator in _NAMES_A_FUNCTION:
            self._name_function(operator, reader.unsigned())
        else:
            reader.skip_immediates(operator)
            self._out += reader.since(start)
        if operator == wasm.LOOP:
            self._check_fuel()

    def _name_function(self, operator: int, function: int) -> None:
        if (operator, function) == (wasm.CALL, self._layout.asks_room):
            self._out += bytes([wasm.GLOBAL_GET]) + self._layout.room  # and costs as much
        else:
            self._out += bytes([operator]) + unsigned(self._layout.moved(function))

    def _check_fuel(self) -> None:
        self._out += _if_fuel_is_used(self._layout) + bytes([wasm.CALL]) + unsigned(self._layout.refuel)
        self._out.append(wasm.END)

    def _check_stack(self) -> None:
        self._out += bytes([wasm.GLOBAL_GET, STACK_POINTER, wasm.I32_CONST]) + signed(self._layout.least_stack)
        self._out += bytes([_I32_LT_U, wasm.IF, wasm.EMPTY_BLOCK]) + _ending(self._layout, STACK_IS_FULL)
        self._out.append(wasm.END)

    def _pay(self) -> None:
        if self._unpaid:
            fuel = self._layout.fuel
            self._out += bytes([wasm.GLOBAL_GET]) + fuel + bytes([wasm.I64_CONST]) + signed(self._unpaid)
            self._out += bytes([_I64_SUB, wasm.GLOBAL_SET]) + fuel
            self._unpaid = 0

    def _pay_size(self) -> None:
        """Pay for the number on top of the operand stack, and leave it there."""
        fuel, size = self._layout.fuel, self._size_local
        self._out += bytes([wasm.LOCAL_TEE]) + size + bytes([wasm.GLOBAL_GET]) + fuel
        self._out += bytes([wasm.LOCAL_GET]) + size + bytes([_I64_EXTEND_I32_U, _I64_SUB, wasm.GLOBAL_SET]) + fuel

    def _count_throw(self) -> None:
        throws = self._layout.throws
        self._out += bytes([wasm.GLOBAL_GET]) + throws + bytes([wasm.I32_CONST, 1, _I32_ADD, wasm.GLOBAL_SET]) + throws


def _takes_a_size(operator: int, reader: Reader) -> bool:
    """Say whether the operator's cost grows with the number on top of the operand stack."""
    if operator == wasm.BULK:
        return Reader(reader.content, reader.place).unsigned() in (wasm.MEMORY_INIT, wasm.MEMORY_COPY, wasm.MEMORY_FILL)
    return operator == wasm.MEMORY_GROW
