"""Bytes of many connections through one buffer of their thread.

asyncio's plain protocol asks for 256 KB at each reading, for the few bytes of a message, and gives them back at once:
with hundreds of connections that tears the process's memory into pieces that it never returns.
"""

from __future__ import annotations

import asyncio
import threading
from typing import Final

READ_BYTES: Final = 256 * 1024
_thread = threading.local()


class BufferedReading(asyncio.BufferedProtocol):
    """A protocol whose `data_received` gets what arrived, as a plain asyncio.Protocol's does."""

    def get_buffer(self, sizehint: int) -> memoryview:  # noqa: ARG002
        """Return the thread's buffer: what stands in it is handed on before anything else is read."""
        try:
            buffer: memoryview = _thread.buffer
        except AttributeError:
            buffer = _thread.buffer = memoryview(bytearray(READ_BYTES))
        return buffer

    def buffer_updated(self, nbytes: int) -> None:
        """Hand on what arrived."""
        self.data_received(bytes(_thread.buffer[:nbytes]))

    def data_received(self, data: bytes) -> None:
        raise NotImplementedError
