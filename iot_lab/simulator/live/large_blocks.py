"""Large blocks of memory go back to the system as soon as they are free.

A board that waits is compared with a copy of its whole memory (circles.py). glibc mixes blocks of that size with small
ones as soon as it has seen a few, in the heaps of several threads, and then seldom gives any of it back: a quarter of
the memory of three hundred boards was such holes. With a fixed threshold each large block is a mapping of its own.
Other systems' allocators have no such threshold; there nothing is done.
"""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from typing import Final

M_MMAP_THRESHOLD: Final = -3  # malloc.h
LARGE_BYTES: Final = 128 * 1024


@cache
def give_back_large_blocks() -> bool:
    """See to it, once for the process; False where the system's library cannot."""
    if not sys.platform.startswith("linux"):
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return bool(mallopt and mallopt(M_MMAP_THRESHOLD, LARGE_BYTES))
