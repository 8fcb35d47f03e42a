"""A storm of TCP connections that never say who they are, and how long it silences a client that did.

Loopback only, and bounded: some seconds, at most `OPEN_AT_ONCE` connections at a time. As a program it is the storm,
`python broker_storm.py PORT SECONDS KIND`; `longest_silence` starts it beside an honest client.
"""

from __future__ import annotations

import errno
import socket
import struct
import subprocess
import sys
import time
from collections import deque
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import Final

from iot_lab.mqtt import packets
from iot_lab.mqtt.client_core import ClientCore
from iot_lab.mqtt.message import MqttMessage

KINDS: Final = ("stay", "leave")
"""Connections that stay, silent, until the broker or this program has enough of them; and those that leave at once."""
OPEN_AT_ONCE: Final = 800
BEGUN_AT_ONCE: Final = 20
ROUND_S: Final = 0.01
PATIENCE_S: Final = 30.0
_RESET: Final = struct.pack("ii", 1, 0)


@dataclass(frozen=True, slots=True)
class Silence:
    """The honest client's longest wait for an acknowledgement, a new client's for its CONNACK; connections made."""

    acknowledged_s: float
    entered_s: float
    connections: int


def longest_silence(port: int, seconds: float, kind: str) -> Silence:
    """Publish with QoS 1 on an open connection, enter by a new one now and then, while the storm blows."""
    command = [sys.executable, __file__, str(port), str(seconds), kind]
    with closing(_enter(port)[0]) as client:
        core = ClientCore(packets.Connect("honest", clean_session=True, keep_alive_s=0))
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as storm:
            acknowledged_s = entered_s = 0.0
            end_s, next_enter_s = time.monotonic() + seconds, time.monotonic() + 0.5
            while time.monotonic() < end_s:
                acknowledged_s = max(acknowledged_s, _round_trip(client, core))
                if time.monotonic() >= next_enter_s:
                    newcomer, lasted_s = _enter(port)
                    newcomer.close()
                    entered_s = max(entered_s, lasted_s)
                    next_enter_s = time.monotonic() + 0.5
                time.sleep(ROUND_S)
            made = int((storm.stdout.read() if storm.stdout else "") or 0)
    return Silence(acknowledged_s, entered_s, made)


def _enter(port: int) -> tuple[socket.socket, float]:
    begin_s = time.monotonic()
    client = socket.create_connection(("127.0.0.1", port), PATIENCE_S)
    asked = packets.Connect(f"honest-{time.monotonic_ns()}", clean_session=True, keep_alive_s=0, username="honest")
    client.sendall(ClientCore(asked).opening())
    assert client.recv(4)[:1] == bytes((packets.CONNACK << 4,))
    return client, time.monotonic() - begin_s


def _round_trip(client: socket.socket, core: ClientCore) -> float:
    begin_s = time.monotonic()
    client.sendall(core.publish(MqttMessage("bench/honest", b"x", 1))[0])
    assert len(client.recv(4)) == 4
    return time.monotonic() - begin_s


def blow(port: int, seconds: float, kind: str) -> int:
    """Connect again and again without a word, as fast as this computer lets us; return how often."""
    made, held = 0, deque[socket.socket]()
    end_s = time.monotonic() + seconds
    most = OPEN_AT_ONCE if kind == "stay" else BEGUN_AT_ONCE
    while time.monotonic() < end_s:
        one = socket.socket()
        # Reset, not closed: a storm of closed connections would use up the computer's ports.
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        one.setblocking(False)
        with suppress(OSError):
            made += one.connect_ex(("127.0.0.1", port)) in {0, errno.EINPROGRESS}
        held.append(one)
        if len(held) > most:
            held.popleft().close()
    for one in held:
        one.close()
    return made


if __name__ == "__main__":
    print(blow(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3]))
