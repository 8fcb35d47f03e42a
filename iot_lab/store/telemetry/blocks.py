"""Blocks of samples as bytes, and what a chart shows of them. Pure.

The theory. A stream of six values at 50 Hz makes three million numbers an hour on ten boards; a row each would take
30 bytes. A block keeps them as the board sent them: whole numbers of 16 bits where they all fit, doubles otherwise, so
that nothing is lost either way. It says itself what it is made of, so that a board may change its pace, its divisor or
its names between two messages.

A chart needs less: of each block its highest value or its lowest, in turn, so that a line shows how far a movement
swings. Roll-ups, counts and the order are made of every sample.
"""

from __future__ import annotations

import json
import struct
import sys
from array import array
from typing import Any, Final

from iot_lab.store.telemetry.records import Reading, SampleBlock

_HEADER: Final = struct.Struct("<cHHdd")
"""Kind of number, length of the names, samples, milliseconds between two, divisor."""
_WHOLE, _REAL = b"h", b"d"
_LEAST, _MOST = -(2**15), 2**15 - 1


def column_of(values: list[float]) -> array[Any]:
    """Return a column: of whole numbers of 16 bits where they are, else of doubles."""
    if all(_LEAST <= value <= _MOST and value == int(value) for value in values):
        return array("h", map(int, values))
    return array("d", values)


def to_bytes(block: SampleBlock) -> bytes:
    """Return a block as it is kept."""
    kind = _WHOLE if all(column.typecode == "h" for column in block.columns) else _REAL
    columns = [array(kind.decode(), column) for column in block.columns]
    if sys.byteorder == "big":
        for column in columns:
            column.byteswap()
    names = json.dumps(block.names, separators=(",", ":")).encode()
    header = _HEADER.pack(kind, len(names), block.size, block.dt_ms, block.per)
    return b"".join((header, names, *(column.tobytes() for column in columns)))


def from_bytes(t_ms: int, n: int, arrived_ms: int, data: bytes) -> SampleBlock:
    """Return the block kept in a row. Raises ValueError where its bytes are damaged."""
    try:
        kind, length, size, dt_ms, per = _HEADER.unpack_from(data)
        start = _HEADER.size + length
        names = tuple(map(str, json.loads(data[_HEADER.size : start])))
        typecode = {_WHOLE: "h", _REAL: "d"}[kind]
    except (struct.error, KeyError, TypeError, ValueError) as error:
        raise ValueError("no block") from error
    width = size * array(typecode).itemsize
    if not size or not names or len(data) != start + width * len(names):
        raise ValueError("no block")
    columns = tuple(_column(typecode, data[at : at + width]) for at in range(start, len(data), width))
    return SampleBlock(t_ms, dt_ms, n if n >= 0 else None, per, names, columns, False, arrived_ms)


def last_ms(t_ms: int, data: bytes) -> int:
    """Return when the last sample of a kept block was measured, its columns unread. Raises ValueError."""
    try:
        _, _, size, dt_ms, _ = _HEADER.unpack_from(data)
        end_ms: int = t_ms + round((size - 1) * dt_ms)
    except (struct.error, OverflowError) as error:
        raise ValueError("no block") from error
    return end_ms


def shown(block: SampleBlock, readings: list[Reading]) -> Reading:
    """Return what a chart shows of one column of a block: its highest reading or its lowest."""
    turn = block.t_ms // max(1, round(block.dt_ms * block.size))
    chosen = max if turn % 2 else min
    return chosen(readings, key=lambda reading: reading.value)


def _column(typecode: str, data: bytes) -> array[Any]:
    column = array(typecode)
    column.frombytes(data)
    if sys.byteorder == "big":
        column.byteswap()
    return column
