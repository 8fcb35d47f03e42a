# `btree` of an ESP32: a dictionary of bytes, in order, in a file (extmod/modbtree.c). The file's format is our own.
from _modules import Native as _Native, octets as _octets
import struct as _struct

INCL = 1
DESC = 2
_MAGIC = b"btree1\n"
_WORDS = "<II"


def open(stream, *, flags=0, pagesize=0, cachesize=0, minkeypage=0):
    if not hasattr(stream, "seek"):
        raise OSError("stream operation not supported")
    return _Btree(stream)


class _Btree(_Native):
    def __init__(self, stream):
        self._stream = stream
        self._items = {}
        self._order = None
        stream.seek(0)
        head = stream.read(len(_MAGIC) + 8)
        if not head:
            return
        if head[: len(_MAGIC)] != _MAGIC:
            raise OSError(22)
        count, size = _struct.unpack(_WORDS, head[len(_MAGIC) :])
        data = stream.read(size)
        place = 0
        for _ in range(count):
            key_size, value_size = _struct.unpack_from(_WORDS, data, place)
            place += 8
            key = data[place : place + key_size]
            place += key_size
            self._items[key] = data[place : place + value_size]
            place += value_size

    def flush(self):
        data = b""
        for key in self._sorted():
            value = self._items[key]
            data += _struct.pack(_WORDS, len(key), len(value)) + key + value
        self._stream.seek(0)
        self._stream.write(_MAGIC + _struct.pack(_WORDS, len(self._items), len(data)) + data)
        self._stream.flush()

    def close(self):
        self.flush()

    def put(self, key, val):
        self._order = None
        self._items[_octets(key)] = _octets(val)

    def get(self, key, default=None):
        return self._items.get(_octets(key), default)

    def __getitem__(self, key):
        value = self._items.get(_octets(key))
        if value is None:
            raise KeyError
        return value

    __setitem__ = put

    def __delitem__(self, key):
        self._order = None
        if self._items.pop(_octets(key), None) is None:
            raise KeyError

    def __contains__(self, key):
        return _octets(key) in self._items

    def __iter__(self):
        return self.keys()

    def keys(self, start_key=None, end_key=None, flags=0):
        for key, _ in self.items(start_key, end_key, flags):
            yield key

    def values(self, start_key=None, end_key=None, flags=0):
        for _, value in self.items(start_key, end_key, flags):
            yield value

    def items(self, start_key=None, end_key=None, flags=0):
        start = None if start_key is None else _octets(start_key)
        end = None if end_key is None else _octets(end_key)
        order = self._sorted()
        for key in reversed(order) if flags & DESC else order:
            if start is not None and (key > start if flags & DESC else key < start):
                continue
            if end is not None and (key < end if flags & DESC else key > end):
                break
            if key == end and not flags & INCL:
                break
            if key in self._items:
                yield key, self._items[key]

    def _sorted(self):
        if self._order is None:
            self._order = sorted(self._items)
        return self._order
