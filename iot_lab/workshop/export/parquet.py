"""Parquet files of measurements, written as a stream with what Python has: no library of 50 MB for six columns. Pure.

The theory (apache/parquet-format, README.md and parquet.thrift). A file is `PAR1`, row groups, a footer that says where
each column of each group begins, its length, `PAR1`. Nothing refers forwards, so it can be written as it goes. A group
here is one block of one series: the names are the same in all its rows, so they are a dictionary of one entry and one
run; times and values are plain 64-bit columns; `n` may be absent, so runs of 0 and 1 say where it is. Pages are
compressed with gzip, which every reader knows.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from iot_lab.workshop.export.thrift import I64, Struct, ThriftValue, encode_struct, varint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from iot_lab.store.telemetry.measurements import MeasurementBlock

MAGIC: Final = b"PAR1"
_INT64, _DOUBLE, _BYTE_ARRAY = 2, 5, 6
_PLAIN, _RLE, _RLE_DICTIONARY = 0, 3, 8
_GZIP: Final = 2
_DATA_PAGE, _DICTIONARY_PAGE = 0, 2
_STRING: Final = Struct(((1, Struct()),))
_UTC_MS: Final = Struct(((8, Struct(((1, True), (2, Struct(((1, Struct()),)))))),))
_UTF8, _TIMESTAMP_MILLIS = 0, 9
_COLUMNS: Final = ("room", "board", "series", "unit", "time", "n", "value")


class _Column(NamedTuple):
    """One column of one group, as it stands in the file: where, and how large."""

    name: str
    kind: int
    encodings: list[int]
    start: int
    data_start: int
    raw_bytes: int
    bytes: int


def parquet(room: str, blocks: Iterable[MeasurementBlock], zone: str) -> Iterator[bytes]:
    """Give a file piece by piece; `zone` is told in its metadata, times are instants in UTC."""
    position = len(MAGIC)
    groups: list[Struct] = []
    total = 0
    yield MAGIC
    for block in blocks:
        pages, group = _row_group(room, block, position)
        yield pages
        position += len(pages)
        groups.append(group)
        total += len(block.t_ms)
    footer = encode_struct(_file(groups, total, zone))
    yield footer + len(footer).to_bytes(4, "little") + MAGIC


def _row_group(room: str, block: MeasurementBlock, position: int) -> tuple[bytes, Struct]:
    one, rows = block.series, len(block.t_ms)
    names = zip(_COLUMNS, (room, one.board, one.series, one.unit), strict=False)
    pages = bytearray()
    columns: list[_Column] = []

    def add(name: str, kind: int, encodings: list[int], *parts: tuple[bytes, int]) -> None:
        start = position + len(pages)
        pages.extend(b"".join(part for part, _ in parts))
        size = sum(len(part) for part, _ in parts)
        last = start + size - len(parts[-1][0])
        columns.append(_Column(name, kind, encodings, start, last, sum(raw for _, raw in parts), size))

    for name, text in names:
        add(name, _BYTE_ARRAY, [_PLAIN, _RLE_DICTIONARY], *_same_in_all_rows(text, rows))
    add("time", _INT64, [_PLAIN], _data_page(_raw("q", block.t_ms), rows, _PLAIN))
    levels = _presence(block.n)
    present = _raw("q", [n for n in block.n if n is not None])
    add("n", _INT64, [_PLAIN, _RLE], _data_page(len(levels).to_bytes(4, "little") + levels + present, rows, _PLAIN))
    add("value", _DOUBLE, [_PLAIN], _data_page(_raw("d", block.values), rows, _PLAIN))
    return bytes(pages), _group(columns, rows)


def _raw(kind: str, values: Sequence[Any]) -> bytes:
    column = array(kind, values)
    if sys.byteorder == "big":
        column.byteswap()
    return column.tobytes()


def _same_in_all_rows(text: str, rows: int) -> tuple[tuple[bytes, int], tuple[bytes, int]]:
    """Return a dictionary page of one text, and a data page that says it in each row."""
    raw = text.encode()
    entry = len(raw).to_bytes(4, "little") + raw
    head = Struct(((1, 1), (2, _PLAIN)))
    return _page(_DICTIONARY_PAGE, (7, head), entry), _data_page(
        b"\1" + varint(rows << 1) + b"\0", rows, _RLE_DICTIONARY
    )


def _presence(numbers: Sequence[int | None]) -> bytes:
    """Return the runs of present (1) and absent (0)."""
    if None not in numbers:
        return varint(len(numbers) << 1) + b"\1"
    runs = groupby(n is not None for n in numbers)
    return b"".join(varint(sum(1 for _ in run) << 1) + bytes((is_there,)) for is_there, run in runs)


def _data_page(body: bytes, rows: int, encoding: int) -> tuple[bytes, int]:
    return _page(_DATA_PAGE, (5, Struct(((1, rows), (2, encoding), (3, _RLE), (4, _RLE)))), body)


def _page(kind: int, head: tuple[int, Struct], body: bytes) -> tuple[bytes, int]:
    """Return a page, and its size without compression."""
    compressor = zlib.compressobj(1, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    packed = compressor.compress(body) + compressor.flush()
    header = encode_struct(Struct(((1, kind), (2, len(body)), (3, len(packed)), head)))
    return header + packed, len(header) + len(body)


def _group(columns: Sequence[_Column], rows: int) -> Struct:
    chunks = [Struct(((2, I64(one.start)), (3, _about(one, rows)))) for one in columns]
    return Struct(((1, list(chunks)), (2, I64(sum(one.raw_bytes for one in columns))), (3, I64(rows))))


def _about(one: _Column, rows: int) -> Struct:
    encodings: list[ThriftValue] = list(one.encodings)
    facts: tuple[tuple[int, ThriftValue], ...] = (
        (1, one.kind),
        (2, encodings),
        (3, [one.name]),
        (4, _GZIP),
        (5, I64(rows)),
        (6, I64(one.raw_bytes)),
        (7, I64(one.bytes)),
        (9, I64(one.data_start)),
    )
    return Struct(facts if one.kind != _BYTE_ARRAY else (*facts, (11, I64(one.start))))


def _file(groups: list[Struct], rows: int, zone: str) -> Struct:
    root = Struct(((4, "measurements"), (5, len(_COLUMNS))))
    texts = [Struct(((1, _BYTE_ARRAY), (3, 0), (4, name), (6, _UTF8), (10, _STRING))) for name in _COLUMNS[:4]]
    time = Struct(((1, _INT64), (3, 0), (4, "time"), (6, _TIMESTAMP_MILLIS), (10, _UTC_MS)))
    number = Struct(((1, _INT64), (3, 1), (4, "n")))
    value = Struct(((1, _DOUBLE), (3, 0), (4, "value")))
    schema = [root, *texts, time, number, value]
    said = [Struct(((1, "iot-lab.time_zone"), (2, zone)))]
    return Struct(((1, 1), (2, list(schema)), (3, I64(rows)), (4, list(groups)), (5, list(said)), (6, "iot-lab")))
