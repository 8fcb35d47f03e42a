"""Read the text arguments of a guest's call. They are untrusted: anything odd is refused with an errno."""

from __future__ import annotations

import errno

# newlib's numbers, which an ESP32 reports and the mended runtime prints (build_hook/runtime.py).
EPERM, ENOENT, EIO, EBADF, EAGAIN, ENODEV, EINVAL, EROFS = 1, 2, 5, 9, 11, 19, 22, 30
ECONNRESET, ECONNREFUSED, ECONNABORTED, ETIMEDOUT, EHOSTUNREACH, ENOTCONN = 104, 111, 113, 116, 118, 128
LARGEST = 1 << 53
_NEWLIB = {
    errno.ECONNREFUSED: ECONNREFUSED,
    errno.ECONNRESET: ECONNRESET,
    errno.ECONNABORTED: ECONNABORTED,
    errno.EHOSTUNREACH: EHOSTUNREACH,
}


class Refused(Exception):
    """The call fails in the guest as `OSError(number)`."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def integers(text: str, count: int) -> list[int]:
    """Return exactly `count` whole numbers, space-separated; raises Refused(EINVAL)."""
    words = text.split(" ")
    if len(words) != count or any(len(word) > 17 for word in words):
        raise Refused(EINVAL)
    try:
        return [int(word) for word in words]
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


def newlib_errno(error: OSError) -> int:
    """Return an ESP32's number for a socket error of this computer; a name that is not found is EHOSTUNREACH."""
    return _NEWLIB.get(error.errno or 0, ETIMEDOUT if isinstance(error, TimeoutError) else EHOSTUNREACH)
