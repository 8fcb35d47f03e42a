"""How a call fails in the guest: with an ESP32's error numbers, which are not those of the computer that simulates it.

They are newlib's, which the mended runtime prints (build_hook/runtime.py). Everything of the simulator that refuses
something to a program says so by `Refused`, from the files of its flash to its network.
"""

from __future__ import annotations

import errno
from typing import Final

EPERM, ENOENT, EIO, EBADF, EAGAIN, ENODEV, EINVAL, EROFS = 1, 2, 5, 9, 11, 19, 22, 30
ECONNRESET, ECONNREFUSED, ECONNABORTED, ETIMEDOUT, EHOSTUNREACH, ENOTCONN = 104, 111, 113, 116, 118, 128
_OURS: Final = {
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


def newlib_errno(error: OSError) -> int:
    """Return an ESP32's number for a socket error of this computer; a name that is not found is EHOSTUNREACH."""
    return _OURS.get(error.errno or 0, ETIMEDOUT if isinstance(error, TimeoutError) else EHOSTUNREACH)
