# `hashlib` of an ESP32: sha256, and sha1 and md5, which its TLS library brings (extmod/modhashlib.c).
from _board import call as _call, sys as _sys
from _modules import Native as _Native, octets as _octets

_sys.modules.pop("uhashlib")
from uhashlib import sha256

_sys.modules["uhashlib"] = _sys.modules["hashlib"]

_PIECE = 16384


class _Hash(_Native):
    def __init__(self, data=b""):
        self._number = _call("hash-begin", self._name)
        self.update(data)

    def update(self, data):
        data = _octets(data)
        for start in range(0, len(data), _PIECE):
            _call("hash-add", "%s %s" % (self._open(), data[start : start + _PIECE].hex()))

    def digest(self):
        number, self._number = self._open(), None
        return bytes.fromhex(_call("hash-end", number))

    def _open(self):
        if self._number is None:
            raise ValueError("hash is final")
        return self._number


class sha1(_Hash, _Native):
    _name = "sha1"


class md5(_Hash, _Native):
    _name = "md5"
