"""Read the text arguments of a guest's call. They are untrusted: anything odd is refused with an errno."""

from __future__ import annotations

from functools import lru_cache

from iot_lab.simulator.errno import EINVAL, Refused

LARGEST = 1 << 53


@lru_cache(maxsize=4096)  # a loop asks the same again and again
def integers(text: str, count: int) -> tuple[int, ...]:
    """Return exactly `count` whole numbers, space-separated; raises Refused(EINVAL)."""
    words = text.split(" ")
    if len(words) != count or any(len(word) > 17 for word in words):
        raise Refused(EINVAL)
    try:
        return tuple(map(int, words))
    except ValueError:
        raise Refused(EINVAL) from None


def duration_us(text: str) -> int:
    """Return a duration in microseconds, 0 for a negative one; raises Refused(EINVAL)."""
    (number,) = integers(text, 1)
    return max(0, min(number, LARGEST))


def octets(text: str) -> bytes:
    """Return bytes written in hexadecimal; raises Refused(EINVAL)."""
    try:
        return bytes.fromhex(text)
    except ValueError:
        raise Refused(EINVAL) from None
