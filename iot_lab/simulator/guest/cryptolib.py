# `cryptolib` of an ESP32: AES with whole blocks, ECB (1) and CBC (2) (extmod/modcryptolib.c).
from _board import call as _call
from _modules import Native as _Native, octets as _octets, whole as _whole

_ECB = 1
_CBC = 2
_PIECE = 8192


class aes(_Native):
    def __init__(self, key, mode, IV=None):
        mode, key = _whole(mode), _octets(key)
        if mode not in (_ECB, _CBC):
            raise ValueError("mode")
        if len(key) not in (16, 32):
            raise ValueError("key")
        IV = IV if IV is None else _octets(IV)
        if (mode == _CBC) if IV is None else len(IV) != 16:
            raise ValueError("IV")
        self._key = key.hex()
        self._last = IV if mode == _CBC else b""
        self._way = None

    def encrypt(self, blocks, into=None):
        return self._change("encrypt", blocks, into)

    def decrypt(self, blocks, into=None):
        return self._change("decrypt", blocks, into)

    def _change(self, way, blocks, into):
        blocks = _octets(blocks)
        if len(blocks) % 16:
            raise ValueError("blksize % 16")
        if into is not None and len(memoryview(into)) < len(blocks):
            raise ValueError("output too small")
        if self._way not in (None, way):
            raise ValueError("can't encrypt & decrypt")
        self._way = way
        found = b""
        for start in range(0, len(blocks), _PIECE):
            piece = blocks[start : start + _PIECE]
            answer = bytes.fromhex(_call("aes", " ".join((way, self._key, self._last.hex() or "", piece.hex() or ""))))
            if self._last:
                self._last = (answer if way == "encrypt" else piece)[-16:]
            found += answer
        if into is None:
            return found
        into[: len(found)] = found
        return into
