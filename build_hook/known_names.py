"""A faster search for the names that the interpreter knows (`qstr_find_strn` of py/qstr.c).

Every text that a program makes is looked up among the names of its modules, of ours and of the interpreter, most of
which lie in unsorted pools: hundreds of hashes, one after the other, at each `str(...)`, each answer of the host, each
name of a module that is loaded. That was a third of the runtime's work. A new function stands before the search: it
compares four hashes at once, and shows the search only what is left to look in: the list from the first pool on that
has an equal hash, or the sorted pools of the firmware alone, or nothing.

`qstr_pool_t`: +0 the pool before, +4 how many names are before it (bit 31: sorted), +12 how many names, +16 the hashes,
16 bits each. What is behind a pool's last hash may be compared as well, to no harm.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from build_hook import wasm_format as wasm
from build_hook.wasm_format import Reader, UnknownFormat, sections, signed, unsigned

_TYPES, _IMPORTS, _FUNCTIONS, _CODE = 1, 2, 3, 10
_HASH_BEGINS_WITH: Final = bytes([wasm.I32_CONST]) + signed(5381)
_I32_LOAD, _I64_LOAD, _I32_STORE = 0x28, 0x29, 0x36
_I32_EQZ, _I32_LT_S, _I32_GE_U, _I64_NE, _I32_ADD, _I32_SHL = 0x45, 0x48, 0x4F, 0x52, 0x6A, 0x74
_I64_SUB, _I64_MUL, _I64_AND, _I64_XOR, _I64_EXTEND_I32_U, _LOCAL_SET = 0x7D, 0x7E, 0x83, 0x85, 0xAD, 0x21
_NUMBERED, _LENGTH, _HASHES = 4, 12, 16
_ONES, _HIGHS = 0x0001000100010001, 0x8000800080008000 - (1 << 64)
_TAKES_POOL_AND_HASHES: Final = bytes([0x60, 2, wasm.I32, wasm.I64, 1, wasm.I32])
_FIELDS: Final = tuple(bytes([_I32_LOAD, 2, field]) for field in (_NUMBERED, _LENGTH, _HASHES))


@dataclass(frozen=True, slots=True)
class _Found:
    """The numbers of the search and of the function that makes a hash, and where the newest pool's address stands."""

    search: int
    hash: int
    newest_pool: int


def quicken_names(module: bytes) -> bytes:
    """Return the module with the faster search; raises UnknownFormat where the search is not as expected."""
    made = dict(sections(module))
    imported = _count_imports(made[_IMPORTS])
    kinds = _numbers(made[_FUNCTIONS])
    reader = Reader(made[_CODE])
    bodies = [reader.take(reader.unsigned()) for _ in range(reader.unsigned())]
    found = _find(bodies, imported)
    quick = imported + len(bodies)
    bodies = [_calling(body, found.search, quick) for body in bodies] + [_quick_search(found, quick + 1), _candidate()]
    types = Reader(made[_TYPES]).unsigned()
    kinds += [kinds[found.search - imported], types]
    changed = {
        _TYPES: unsigned(types + 1) + _after_count(made[_TYPES]) + _TAKES_POOL_AND_HASHES,
        _FUNCTIONS: unsigned(len(kinds)) + b"".join(map(unsigned, kinds)),
        _CODE: unsigned(len(bodies)) + b"".join(unsigned(len(body)) + body for body in bodies),
    }
    parts = [(kind, changed.get(kind, content)) for kind, content in sections(module)]
    return module[:8] + b"".join(bytes([kind]) + unsigned(len(content)) + content for kind, content in parts)


def _count_imports(section: bytes) -> int:
    return Reader(section).unsigned()


def _after_count(section: bytes) -> bytes:
    reader = Reader(section)
    reader.unsigned()
    return reader.rest


def _numbers(section: bytes) -> list[int]:
    reader = Reader(section)
    return [reader.unsigned() for _ in range(reader.unsigned())]


def _find(bodies: list[bytes], imported: int) -> _Found:
    """Find the search: of the functions that make a hash, the one with two calls (both compare); the hash has none."""
    calls = {number: _calls(body) for number, body in enumerate(bodies) if _HASH_BEGINS_WITH in body}
    hashes = [number for number, called in calls.items() if not called]
    searches = [number for number, called in calls.items() if len(called) == 2]
    if len(hashes) != 1 or len(searches) != 1:
        raise UnknownFormat(f"the search for names: {hashes} {searches}")
    body = bodies[searches[0]]
    if not all(field in body for field in _FIELDS):
        raise UnknownFormat("the pools of names have another layout")
    return _Found(imported + searches[0], imported + hashes[0], _first_address(body))


def _calls(body: bytes) -> list[int]:
    return [Reader(body, place).unsigned() for operator, place in _operators(body) if operator == wasm.CALL]


def _first_address(body: bytes) -> int:
    """Return the first constant address that a function reads at."""
    constant = 0
    for operator, place in _operators(body):
        if operator == _I32_LOAD and constant:
            return constant
        constant = Reader(body, place).signed() if operator == wasm.I32_CONST else 0
    raise UnknownFormat("the search for names reads nothing")


def _operators(body: bytes) -> list[tuple[int, int]]:
    """Return each operator with the place of what follows it."""
    reader, found = Reader(body), []
    for _ in range(reader.unsigned()):
        reader.unsigned()
        reader.byte()
    while not reader.is_over:
        operator = reader.byte()
        found.append((operator, reader.place))
        reader.skip_immediates(operator)
    return found


def _calling(body: bytes, before: int, after: int) -> bytes:
    """Return a function that calls one in place of the other."""
    out, begin = bytearray(), 0
    for operator, place in _operators(body):
        reader = Reader(body, place)
        if operator == wasm.CALL and reader.unsigned() == before:
            out += body[begin:place] + unsigned(after)
            begin = reader.place
    return bytes(out) + body[begin:]


def _get(number: int) -> bytes:
    return bytes([wasm.LOCAL_GET, number])


def _put(number: int) -> bytes:
    return bytes([_LOCAL_SET, number])


def _read(field: int) -> bytes:
    return bytes([_I32_LOAD, 2, field])


def _call(function: int) -> bytes:
    return bytes([wasm.CALL]) + unsigned(function)


def _quick_search(found: _Found, candidate: int) -> bytes:
    """Return the code of the function that stands before the search: a text and its size are its parameters."""
    text, size, pool, last, before, answer, wanted = range(7)
    newest = bytes([wasm.I32_CONST]) + signed(found.newest_pool)
    write, begin_if, end = bytes([_I32_STORE, 2, 0]), bytes([wasm.IF, wasm.EMPTY_BLOCK]), bytes([wasm.END])
    nothing, is_none = bytes([wasm.I32_CONST, 0]), bytes([_I32_EQZ])
    code = (
        _get(size), is_none, begin_if, bytes([wasm.I32_CONST, 1, wasm.RETURN]), end,
        _get(text), _get(size), _call(found.hash), bytes([_I64_EXTEND_I32_U, wasm.I64_CONST]), signed(_ONES),
        bytes([_I64_MUL]), _put(wanted),
        newest, _read(0), _get(wanted), _call(candidate), _put(pool),
        _get(pool), is_none, begin_if, nothing, bytes([wasm.RETURN]), end,
        newest, newest, _read(0),  # both wait on the operand stack until the list is put right again
        newest, _get(pool), write,
        # Where no hash behind the sorted pools is equal, the last of these ends the list meanwhile.
        _get(pool), _put(last), _get(pool), _read(0), _put(before),
        _get(pool), _read(_NUMBERED), nothing, bytes([_I32_LT_S]), begin_if,
        bytes([wasm.BLOCK, wasm.EMPTY_BLOCK, wasm.LOOP, wasm.EMPTY_BLOCK]),
        _get(before), bytes([_I32_EQZ, wasm.BR_IF, 1]),
        _get(before), _read(_NUMBERED), nothing, bytes([_I32_LT_S, _I32_EQZ, wasm.BR_IF, 1]),
        _get(before), _put(last), _get(last), _read(0), _put(before), bytes([wasm.BR, 0, wasm.END, wasm.END]),
        _get(before), _get(wanted), _call(candidate), is_none, begin_if, _get(last), nothing, write, end, end,
        _get(text), _get(size), _call(found.search), _put(answer),
        _get(last), _get(before), write,
        write,
        _get(answer), end,
    )  # fmt: skip
    return bytes([2, 4, wasm.I32, 1, wasm.I64]) + b"".join(code)


def _candidate() -> bytes:
    """Return the code of the function that takes a pool, and a hash four times, and walks from this pool on.

    It answers the first pool that is sorted or has an equal hash, 0 where there is none.
    """
    pool, wanted, place, end, differ = range(5)
    long, loop = bytes([wasm.I64_CONST]), bytes([wasm.BLOCK, wasm.EMPTY_BLOCK, wasm.LOOP, wasm.EMPTY_BLOCK])
    again = bytes([wasm.BR, 0, wasm.END, wasm.END])
    code = (
        loop,
        _get(pool), bytes([_I32_EQZ, wasm.BR_IF, 1]),
        _get(pool), _read(_NUMBERED), bytes([wasm.I32_CONST, 0, _I32_LT_S, wasm.BR_IF, 1]),
        _get(pool), _read(_HASHES), _put(place),
        _get(place), _get(pool), _read(_LENGTH), bytes([wasm.I32_CONST, 1, _I32_SHL, _I32_ADD]), _put(end),
        loop,
        _get(place), _get(end), bytes([_I32_GE_U, wasm.BR_IF, 1]),
        _get(place), bytes([_I64_LOAD, 0, 0]), _get(wanted), bytes([_I64_XOR]), _put(differ),
        # A half word that is 0: minus one it is negative, which it was not before.
        _get(differ), long, signed(_ONES), bytes([_I64_SUB]), _get(differ), long, signed(-1),
        bytes([_I64_XOR, _I64_AND]), long, signed(_HIGHS), bytes([_I64_AND]), long, signed(0),
        bytes([_I64_NE, wasm.BR_IF, 3]),
        _get(place), bytes([wasm.I32_CONST, 8, _I32_ADD]), _put(place), again,
        _get(pool), _read(0), _put(pool), again,
        _get(pool), bytes([wasm.END]),
    )  # fmt: skip
    return bytes([2, 2, wasm.I32, 1, wasm.I64]) + b"".join(code)
