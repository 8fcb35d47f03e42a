"""How many files and connections the system gives this process.

The theory. Each connection is an open file, and so are the database, a log, a grader's pipe. Systems give few unless
they are asked (macOS 256, Linux 1,024), so the limit is raised as far as the system allows, and those who accept
connections take a share of it: whoever connects again and again never takes the file that the kit needs next. Where it
runs out all the same, a connection that says nothing makes room.
"""

from __future__ import annotations

import contextlib
import errno
import sys
from typing import Final

MOST: Final = 16_384
_ASKED: Final = (MOST, 10_240, 4_096, 1_024, 512)
"""macOS refuses more than 10,240, whatever it says that it allows (its setrlimit(2))."""
FOR_THE_KIT: Final = 80
"""Libraries, database, logs, graders, boards' cables."""
LEAST_TO_BEGIN: Final = 128
LEAST: Final = 8
NO_MORE: Final = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})
"""What the system answers where it has no file or no memory for another connection."""


def allow_many() -> int:
    """Raise the limit as far as the system allows; return it."""
    if sys.platform == "win32":
        return MOST
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    for asked in _ASKED:
        wanted = asked if hard == resource.RLIM_INFINITY else min(hard, asked)
        if soft in (wanted, resource.RLIM_INFINITY) or soft > wanted:
            break
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            return wanted
    return MOST if soft == resource.RLIM_INFINITY else soft


def share(percent: int, wanted: int, limit: int | None = None) -> int:
    """Return how many connections may be open of `wanted`, where they are to have so many percent of all."""
    limit = allow_many() if limit is None else limit
    return min(wanted, max(LEAST, (limit - FOR_THE_KIT) * percent // 100))
