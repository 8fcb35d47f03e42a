"""What stands in the course at home for modules of Python's library of which a worker uses next to nothing.

Pyodide's own start imports `asyncio`, for which it brings a loop of its own: the loops of other systems, their sockets,
processes and streams, 20 modules, would each be found, read and run before a learner's first check.
"""

from __future__ import annotations

from typing import Final

_ASYNCIO: Final = b"""
from .coroutines import *
from .events import *
from .exceptions import *
from .futures import *
from .locks import *
from .queues import *
from .runners import *
from .tasks import *
from .timeouts import *
DefaultEventLoopPolicy = events._BaseDefaultEventLoopPolicy
"""
# What `traceback` asks of colours: the library's own takes a tenth of a start to write its dataclasses.
_COLOURLESS: Final = b"""
class _Plain:
    def __getattr__(self, name):
        return ""
class _Theme:
    traceback = syntax = argparse = difflib = unittest = _Plain()
def can_colorize(**_):
    return False
def get_theme(**_):
    return _Theme
"""
STAND_INS: Final = {
    "asyncio/__init__.py": _ASYNCIO,
    "socket.py": b"AF_UNSPEC, AI_PASSIVE = 0, 1",
    "subprocess.py": b"PIPE, STDOUT, DEVNULL = -1, -2, -3",
    "_colorize.py": _COLOURLESS,
}
"""A module's path in the library -> its text."""
DONE_WITHOUT: Final = (
    "ssl.py",
    "lzma.py",
    "bz2.py",
    "compression/",
    "selectors.py",
    *(f"asyncio/{name}.py" for name in ("base_events", "base_subprocess", "graph", "proactor_events", "protocols")),
    *(f"asyncio/{name}.py" for name in ("selector_events", "sslproto", "staggered", "streams", "subprocess")),
    *(f"asyncio/{name}.py" for name in ("taskgroups", "threads", "tools", "transports", "trsock", "unix_events")),
)
"""Whoever imports these does without them, or is stood in for; each costs a start more than it is worth to a worker."""
