"""Thrift's compact protocol, as far as Parquet's metadata needs it: structures out, bytes back. Pure.

A structure is a list of (field number, value) with rising numbers; values say their type by their class. The protocol:
apache/thrift, doc/specs/thrift-compact-protocol.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_TRUE, _FALSE, _I32, _I64, _BINARY, _LIST, _STRUCT = 1, 2, 5, 6, 8, 9, 12
_SHORT_LIST: Final = 15


@dataclass(frozen=True, slots=True)
class I64:
    """A number of 64 bits; a plain int is one of 32."""

    value: int


@dataclass(frozen=True, slots=True)
class Struct:
    """Fields by rising number."""

    fields: tuple[tuple[int, ThriftValue], ...] = ()


ThriftValue = bool | int | I64 | str | Struct | list["ThriftValue"]


def encode_struct(struct: Struct) -> bytes:
    """Return the bytes of a structure."""
    out = bytearray()
    last = 0
    for number, value in struct.fields:
        out.append((number - last) << 4 | _type_of(value))
        last = number
        if not isinstance(value, bool):
            out += _encode(value)
    out.append(0)
    return bytes(out)


def varint(value: int) -> bytes:
    """Return a number, not negative, seven bits a byte, the lowest first."""
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def _type_of(value: ThriftValue) -> int:
    if isinstance(value, bool):
        return _TRUE if value else _FALSE
    if isinstance(value, list):
        return _LIST
    return {int: _I32, I64: _I64, str: _BINARY, Struct: _STRUCT}[type(value)]


def _encode(value: ThriftValue) -> bytes:
    if isinstance(value, Struct):
        return encode_struct(value)
    if isinstance(value, list):
        kind = _type_of(value[0]) if value else _I32
        size = len(value)
        head = bytes((size << 4 | kind,)) if size < _SHORT_LIST else bytes((0xF0 | kind,)) + varint(size)
        return head + b"".join(map(_encode, value))
    if isinstance(value, str):
        raw = value.encode()
        return varint(len(raw)) + raw
    number = value.value if isinstance(value, I64) else int(value)
    return varint(number << 1 if number >= 0 else (-number << 1) - 1)
