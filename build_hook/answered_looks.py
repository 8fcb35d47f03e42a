"""Two functions put before imports of the runtime: the guest answers itself what its host foresaw.

A program that polls asks for the time, a pin, the time again, thousands of times, and each question costs the host a
hundred times what it costs the guest. So the host may *grant* a number of looks (iot_lab/simulator/looks.py, where the
table is laid out): until they are used, `clock_time_get` adds a step to the time that was told last, and `host_call`
answers those of the few calls in the table that are asked word for word. Any other question, and a turn of the loop
that computes for long, goes to the host as ever; with nothing granted everything does. Neither function is metered: a
look costs what the import would.

The table is in the guest's memory, below the address at which the linker begins to put anything.
"""

from __future__ import annotations

from typing import Final

from build_hook import wasm_format as wasm
from build_hook.wasm_format import Reader, UnknownFormat, signed, skip_expression, unsigned
from iot_lab.simulator.looks import LEFT, NOW, SEEN, SLOT_BYTES, SLOTS, STEP, TABLE, TABLE_END, TURN, WORDS

CLOCK: Final = b"clock_time_get"
ASKS: Final = b"host_call"
_I32_EQ, _I32_SUB, _I32_AND, _I32_LOAD, _I32_STORE = 0x46, 0x6B, 0x71, 0x28, 0x36
_I64_LOAD_32: Final = 0x35
_I64_EQ, _I64_LE_S, _I64_ADD, _I64_SUB, _I64_AND, _I64_LOAD, _I64_STORE = 0x51, 0x57, 0x7C, 0x7D, 0x83, 0x29, 0x37
# Parameters: where `clock_time_get` writes; the name, the text, its size and where `host_call` answers.
_WHERE: Final = 2
_NAME, _TEXT, _SIZE, _ANSWER = 0, 2, 3, 4


def check_room(data: bytes) -> None:
    """Raise UnknownFormat where something stands in the memory of the table."""
    reader = Reader(data)
    for _ in range(reader.unsigned()):
        kind = reader.unsigned()
        if kind == 2:  # which names its memory
            reader.unsigned()
        if kind != 1:
            is_constant, start = reader.byte() == wasm.I32_CONST, Reader(reader.content, reader.place)
            if not is_constant or start.signed() < TABLE_END:
                raise UnknownFormat("data below the first address of the linker's")
            reader.place = start.place
            skip_expression(reader)
        reader.take(reader.unsigned())


def clock_code(import_: int, fuel: bytes) -> bytes:
    """Return the code that stands before `clock_time_get`."""
    now = _table(_I64_LOAD, NOW)
    answer = (
        _store(_I32_STORE, LEFT, _table(_I32_LOAD, LEFT) + _number(1) + bytes([_I32_SUB]))
        + _store(_I64_STORE, SEEN, _fuel(fuel))
        + _store(_I64_STORE, NOW, now + _table(_I64_LOAD, STEP) + bytes([_I64_ADD]))
        + _local(_WHERE) + now + bytes([_I64_STORE, 0, 0])
        + _number(0) + bytes([wasm.RETURN])
    )  # fmt: skip
    return _function(answer, import_, 3, fuel)


def ask_code(import_: int, fuel: bytes) -> bytes:
    """Return the code that stands before `host_call`."""
    return _function(b"".join(_slot(TABLE + 32 + SLOT_BYTES * one) for one in range(SLOTS)), import_, 6, fuel)


def _function(answered: bytes, import_: int, parameters: int, fuel: bytes) -> bytes:
    turn = _table(_I64_LOAD, SEEN) + _fuel(fuel) + bytes([_I64_SUB]) + _table(_I64_LOAD_32, TURN)
    when_granted = _table(_I32_LOAD, LEFT) + _when(turn + bytes([_I64_LE_S]) + _when(answered))
    otherwise = b"".join(map(_local, range(parameters))) + bytes([wasm.CALL]) + unsigned(import_)
    return b"\0" + when_granted + otherwise + bytes([wasm.END])


def _slot(at: int) -> bytes:
    is_named = _local(_NAME) + _table(_I32_LOAD, at) + bytes([_I32_EQ])
    is_sized = _local(_SIZE) + _table(_I32_LOAD, at + 4) + bytes([_I32_EQ, _I32_AND])
    said = _local(_ANSWER) + _table(_I64_LOAD, at + 8) + bytes([_I64_STORE, 0, 0])
    answer = said + _table(_I32_LOAD, at + 16) + bytes([wasm.RETURN])
    for word in range(WORDS):
        there = _local(_TEXT) + bytes([_I64_LOAD, 0]) + unsigned(8 * word)
        masked = there + _table(_I64_LOAD, at + 32 + 16 * word) + bytes([_I64_AND])
        answer = masked + _table(_I64_LOAD, at + 24 + 16 * word) + bytes([_I64_EQ]) + _when(answer)
    return is_named + is_sized + _when(answer)


def _table(load: int, at: int) -> bytes:
    return _number(0) + bytes([load, 0]) + unsigned(at)


def _store(store: int, at: int, value: bytes) -> bytes:
    return _number(0) + value + bytes([store, 0]) + unsigned(at)


def _fuel(fuel: bytes) -> bytes:
    return bytes([wasm.GLOBAL_GET]) + fuel


def _when(then: bytes) -> bytes:
    return bytes([wasm.IF, wasm.EMPTY_BLOCK]) + then + bytes([wasm.END])


def _local(place: int) -> bytes:
    return bytes([wasm.LOCAL_GET]) + unsigned(place)


def _number(number: int) -> bytes:
    return bytes([wasm.I32_CONST]) + signed(number)
