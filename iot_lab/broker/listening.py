"""The listening socket of the broker."""

from __future__ import annotations

import contextlib
import errno
import socket
import sys
from typing import Final

from iot_lab.broker.errors import PortRefused, PortTaken
from iot_lab.free_port import next_free_port

BACKLOG: Final = 4096
"""Connections that may wait in the system until they are accepted."""
LOOKED_AT_ONCE: Final = 16
"""Newcomers in one round of the event loop: the clients that are in are served between two rounds, whoever knocks."""
_TAKEN = {errno.EADDRINUSE}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EADDRNOTAVAIL}
_PROBES = (("TCP_KEEPIDLE", 60), ("TCP_KEEPINTVL", 10), ("TCP_KEEPCNT", 3))


def listen(host: str, port: int) -> socket.socket:
    """Open the listening socket, on IPv6 too where `host` is `::`; raises PortTaken, PortRefused."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if host == "::":
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        listener.bind((host, port))
        listener.listen(BACKLOG)
        listener.setblocking(False)
    except OSError as error:
        listener.close()
        if error.errno in _TAKEN:
            raise PortTaken(port=port, host=host, free=next_free_port(port, host)) from error
        if error.errno in _REFUSED or isinstance(error, socket.gaierror):
            raise PortRefused(port=port, host=host) from error
        raise
    return listener


def probe_when_silent(connection: socket.socket) -> None:
    """Let the system find out, in 90 s, that a client without keep-alive (umqtt's default) was unplugged."""
    with contextlib.suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for name, value in _PROBES:
            if hasattr(socket, name):
                connection.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
