"""Calls about AES, which an ESP32 has from its TLS library and the interpreter here lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.simulator.calls.arguments import octets
from iot_lab.simulator.errno import EINVAL, Refused

if TYPE_CHECKING:
    from iot_lab.simulator.board_host import BoardHost, Call

BLOCK: Final = 16
KEYS: Final = (16, 32)


def aes(_host: BoardHost, text: str) -> str:
    """`<encrypt or decrypt> <key> <first block of CBC, nothing for ECB> <blocks>` -> blocks, all in hexadecimal."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    words = text.split(" ")
    if len(words) != 4 or words[0] not in ("encrypt", "decrypt"):
        raise Refused(EINVAL)
    key, first, blocks = map(octets, words[1:])
    if len(key) not in KEYS or len(first) not in (0, BLOCK) or len(blocks) % BLOCK:
        raise Refused(EINVAL)
    mode = modes.CBC(first) if first else modes.ECB()  # noqa: S305 - what the firmware offers
    cipher = Cipher(algorithms.AES(key), mode)
    changing = cipher.encryptor() if words[0] == "encrypt" else cipher.decryptor()
    return (changing.update(blocks) + changing.finalize()).hex()


CALLS: dict[str, Call] = {"aes": aes}
