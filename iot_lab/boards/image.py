"""An ESP image (bootloader or application): its header, where it ends, and whether it is whole.

Format: ESP-IDF, "App Image Format" (`esp_image_header_t`, segments, one checksum byte, SHA-256 of all before it).
"""

from __future__ import annotations

import functools
import hashlib
import struct
from dataclasses import dataclass
from typing import Final

MAGIC: Final = 0xE9
_HEADER: Final = struct.Struct("<BBBBI B3s H B HH 4s B")
_SEGMENT: Final = struct.Struct("<II")
_MOST_SEGMENTS: Final = 16
_CHECKSUM_START: Final = 0xEF
_DIGEST_BYTES: Final = 32
_DESCRIPTION_MAGIC: Final = 0xABCD5432
_DESCRIPTION: Final = struct.Struct("<II8s32s32s16s16s32s32s")


class ImageBroken(ValueError):
    """The bytes are not an ESP image, or the image is cut or damaged (its reason is for the log only)."""


@dataclass(frozen=True, slots=True)
class Image:
    """What an image's header says, once the image was found whole.

    `size` is the whole length in bytes, digest included. Revisions are major x 100 + minor, as esptool counts them.
    """

    chip_number: int
    size: int
    has_digest: bool
    least_revision: int
    greatest_revision: int

    def accepts(self, revision: int) -> bool:
        """Say whether a chip of this revision may run the image."""
        return self.least_revision <= revision <= self.greatest_revision


@dataclass(frozen=True, slots=True)
class Description:
    """What an application says of itself (`esp_app_desc_t`)."""

    project: str
    version: str


def read_image(content: bytes) -> Image:
    """Read the image at the start of `content` and check its checksum and, where it has one, its SHA-256.

    Raises ImageBroken.
    """
    fields = _unpack(_HEADER, content, 0)
    magic, segments, chip_number = fields[0], fields[1], fields[7]
    least_major, least, greatest, has_digest = fields[8], fields[9], fields[10], fields[12]
    if magic != MAGIC or not 0 < segments <= _MOST_SEGMENTS or has_digest not in (0, 1):
        raise ImageBroken("no image header")
    end, checksum = _walk(content, segments)
    end += 16 - end % 16  # the checksum is the last byte of a block of 16
    if end > len(content) or content[end - 1] != checksum:
        raise ImageBroken("cut, or wrong checksum")
    if has_digest:
        if hashlib.sha256(content[:end]).digest() != content[end : end + _DIGEST_BYTES]:
            raise ImageBroken("wrong SHA-256")
        end += _DIGEST_BYTES
    return Image(chip_number, end, bool(has_digest), *_revisions(chip_number, least_major, least, greatest))


def read_description(content: bytes) -> Description | None:
    """Return what the application at the start of `content` says of itself; the first 288 bytes are enough."""
    start = _HEADER.size + _SEGMENT.size
    if len(content) < start + _DESCRIPTION.size:
        return None
    fields = _DESCRIPTION.unpack_from(content, start)
    if content[0] != MAGIC or fields[0] != _DESCRIPTION_MAGIC:
        return None
    return Description(project=_text(fields[4]), version=_text(fields[3]))


def _walk(content: bytes, segments: int) -> tuple[int, int]:
    """Return where the last segment ends, and the checksum of all their bytes."""
    position, checksum = _HEADER.size, _CHECKSUM_START
    for _ in range(segments):
        _address, length = _unpack(_SEGMENT, content, position)
        position += _SEGMENT.size
        if position + length > len(content):
            raise ImageBroken("a segment is cut")
        checksum ^= xor_of(content[position : position + length])
        position += length
    return position, checksum


def xor_of(content: bytes) -> int:
    """Return the exclusive or of all the bytes; by halves, since a loop in Python costs 0.1 s for a firmware."""
    number, size = int.from_bytes(content, "little"), len(content)
    while size > 1:
        half = (size + 1) // 2
        number = (number >> (8 * half)) ^ (number & _mask(half))
        size = half
    return number


@functools.lru_cache(maxsize=256)
def _mask(size: int) -> int:
    return (1 << (8 * size)) - 1


def _revisions(chip_number: int, least_major: int, least: int, greatest: int) -> tuple[int, int]:
    """Older images only give a major revision (for the C3, a minor one) and leave the new fields at zero."""
    if greatest == 0 or (greatest == 0xFFFF and least == 0 and least_major):
        is_minor = chip_number == 5
        return (least_major if is_minor else least_major * 100), 0xFFFF
    return least, greatest


def _unpack(layout: struct.Struct, content: bytes, position: int) -> tuple[int, ...]:
    if position + layout.size > len(content):
        raise ImageBroken("cut")
    return layout.unpack_from(content, position)


def _text(raw: bytes) -> str:
    text = raw.split(b"\0")[0].decode("ascii", "replace")
    return "".join(letter if letter.isprintable() else "?" for letter in text)
