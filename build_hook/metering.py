"""Put meters into the runtime: fuel, the depth of its stack, its memory, its exceptions. Any engine then runs it alike.

*Fuel* is counted as wasmtime counts (crates/cranelift, `fuel_before_op`), so that both figures are equal to the unit:
one for each operator but nop, drop, block, loop, return, else, end and unreachable; one for entering a function; one
for each byte copied or filled and each page grown. What a straight run of operators costs is added up in a variable of
the function, which stays in a register, and taken from the exported global `fuel` before anything can be seen of it: at
calls, loop headers, throws and returns. (Taking it at the end of each run cost half as much time again.) At function
entries and loop headers, when nothing is left, the import `iot_lab.refuel` is called. It may give more; where it does
not, the guest ends. So the host is called after any slice of work it chose.

*The stack* that C variables have in memory grows down into the interpreter's own data, and nothing in WebAssembly
watches over it: a function that takes of it and is entered with less than `SPARE_STACK_BYTES` left ends the guest.
*Memory* gets a maximum. *Exceptions* are counted in the exported global `throws`: an engine takes up to 70 us for one.

How much room the guest makes for an answer of its host is asked of the import `host_result_cap` before each call of it:
here that is the exported global `room`, which the host sets where an answer is longer. Two other imports have a
function put before them, which answers what the host foresaw (answered_looks.py).

The exported global `ended` says why the guest was ended here: `FUEL_IS_USED`, `STACK_IS_FULL`, else 0; `stack` is how
far the C stack goes down now.
"""

from __future__ import annotations

from typing import Final

from build_hook import wasm_format as wasm
from build_hook.answered_looks import ASKS, CLOCK, ask_code, check_room, clock_code
from build_hook.metered_code import STACK_POINTER, Body, Layout, refuel_code
from build_hook.wasm_format import (
    Reader,
    UnknownFormat,
    arities,
    import_types,
    named,
    result_blocks,
    sections,
    signed,
    skip_expression,
    unsigned,
)

MOST_PAGES: Final = 64
# What the linker gave the C stack (`-z stack-size`), and what a function with large variables may need.
STACK_BYTES: Final = 64 * 1024
SPARE_STACK_BYTES: Final = 4 * 1024
ASKS_ROOM: Final = b"host_result_cap"
USUAL_ROOM: Final = 256

TYPES, IMPORTS, FUNCTIONS, MEMORIES, GLOBALS, EXPORTS, START, ELEMENTS, CODE, DATA, DATA_COUNT, TAGS = (
    1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13
)  # fmt: skip
_ORDER: Final = (
    TYPES, IMPORTS, FUNCTIONS, 4, MEMORIES, TAGS, GLOBALS, EXPORTS, START, ELEMENTS, DATA_COUNT, CODE, DATA
)  # fmt: skip
_MUTABLE: Final = 1


def stack_top(module: bytes) -> int:
    """Return where the memory of C variables begins: it grows down from there."""
    return _stack_top(dict(sections(module))[GLOBALS])


def meter(module: bytes) -> bytes:
    """Return the module with its meters; raises UnknownFormat where it is not built as expected."""
    parts = dict(sections(module))
    customs = [content for kind, content in sections(module) if kind == 0]
    layout = _layout(parts)
    check_room(parts[DATA])
    parts[TYPES] = _one_more(parts[TYPES], bytes([wasm.FUNCTION_TYPE, 0, 0]))
    parts[IMPORTS] = _one_more(parts[IMPORTS], named(b"iot_lab") + named(b"refuel") + b"\0" + unsigned(layout.types))
    known = import_types(parts[IMPORTS])
    for kind in (layout.types, known[CLOCK], known[ASKS]):
        parts[FUNCTIONS] = _one_more(parts[FUNCTIONS], unsigned(kind))
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


def _layout(parts: dict[int, bytes]) -> Layout:
    names = list(import_types(parts[IMPORTS]))
    arities_of_types, results = arities(parts[TYPES]), result_blocks(parts[TYPES])
    functions = Reader(parts[FUNCTIONS])
    kinds = [functions.unsigned() for _ in range(functions.unsigned())]
    return Layout(
        types=len(arities_of_types),
        imported=len(names),
        arities=tuple(arities_of_types[kind] for kind in kinds),
        results=tuple(results[kind] for kind in kinds),
        globals=Reader(parts[GLOBALS]).unsigned(),
        least_stack=_stack_top(parts[GLOBALS]) - STACK_BYTES + SPARE_STACK_BYTES,
        asks_room=names.index(ASKS_ROOM),
        clock=names.index(CLOCK),
        asks=names.index(ASKS),
    )


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


def _with_exports(section: bytes, layout: Layout) -> bytes:
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


def _elements(section: bytes, layout: Layout) -> bytes:
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


def _code(section: bytes, layout: Layout) -> bytes:
    reader = Reader(section)
    count = reader.unsigned()
    bodies = [
        Body(reader.take(reader.unsigned()), arity, layout).metered(result)
        for arity, result in zip(layout.arities, layout.results, strict=True)
    ]
    if count != len(bodies) or not reader.is_over:
        raise UnknownFormat("functions without their code")
    bodies += [refuel_code(layout), clock_code(layout.clock, layout.fuel), ask_code(layout.asks, layout.fuel)]
    return unsigned(len(bodies)) + b"".join(unsigned(len(body)) + body for body in bodies)
