"""A long run of hostile clients against our broker, while an honest pair keeps exchanging messages.

`python bench/broker_fuzz.py [--quick]`: mutated packets, garbage, truncations, half-open connections, by one who knows
the secret of a board. Goal: every honest message arrives, the broker answers at the end, its memory stays flat.
"""

from __future__ import annotations

import argparse
import random
import socket
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psutil
from broker_load import Client, Subscriber, publish_packet
from hub import BROKER, ROOM, _line, _start

from iot_lab.room import Register

HALF_OPEN = 10_000
MOST_GROWTH_MB = 20.0
EVIL = "capteur-66"
TOPIC = b"lab/atelier/capteur-66/data/x"
PACKETS = (
    b"\x82\x0a\0\1\0\5lab/#\1",
    b"\xa2\x09\0\1\0\5lab/#",
    b"\x32\x23\0\x1d" + TOPIC + b"\0\1hi",
    b"\x33\x23\0\x1d" + TOPIC + b"\0\1hi",
    b"\x34\x23\0\x1d" + TOPIC + b"\0\2hi",
    b"\x62\x02\0\2",
    b"\x40\x02\0\1",
    b"\xc0\x00",
    b"\xe0\x00",
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="20 s of fuzzing instead of 5 minutes")
    parser.add_argument("--seconds", type=float, default=300, help="how long to fuzz")
    wanted = parser.parse_args()
    seconds = 20 if wanted.quick else wanted.seconds
    with tempfile.TemporaryDirectory(prefix="iot-lab-bench-") as folder:
        register = Register.open(Path(folder), ROOM)
        honest_accounts = [register.add("hub", "hub"), register.add("board-001", "board")]
        evil = connect_packet(register.add(EVIL, "board").secret)
        broker = _start(BROKER, 0, folder)
        process, port = psutil.Process(broker.pid), int(_line(broker))
        honest = Honest(port, *(account.secret for account in honest_accounts))
        half_open(port, honest)
        clients = fuzz(port, honest, evil, seconds / 2)
        before_mb = process.memory_info().rss / 1e6
        clients += fuzz(port, honest, evil, seconds / 2)
        growth_mb = process.memory_info().rss / 1e6 - before_mb
        honest.finish()
        answers = is_answering(port, honest_accounts[1].secret)
        broker.terminate()
        broker.wait(10)
    is_met = honest.lost == 0 and answers and growth_mb < MOST_GROWTH_MB
    print(
        f"goal: {'met' if is_met else 'missed'}: {clients:,} hostile clients and {HALF_OPEN:,} half-open connections, "
        f"{honest.lost} of {honest.sent} honest messages lost (none), memory {growth_mb:+.1f} MB in the second half "
        f"(under {MOST_GROWTH_MB:.0f}), {'answers' if answers else 'does not answer'} at the end"
    )
    return 0 if is_met else 1


class Honest:
    """A publisher and a subscriber that do everything right."""

    def __init__(self, port: int, hub_secret: str, board_secret: str) -> None:
        self._subscriber = Subscriber(port, 1, b"lab/atelier/board-001/#", ("hub", hub_secret))
        self._publisher = Client(port, "honest", ("board-001", board_secret))
        self._publisher.socket.setblocking(False)
        self.sent = 0

    def step(self) -> None:
        """Publish one message and read what came."""
        self._publisher.socket.send(publish_packet(1, 1, self.sent))
        self.sent += 1
        self._read()

    def finish(self) -> None:
        """Wait for what is on its way."""
        end = time.monotonic() + 5
        while self.lost and time.monotonic() < end:
            self._read()
            time.sleep(0.01)

    @property
    def lost(self) -> int:
        return self.sent - self._subscriber.received

    def _read(self) -> None:
        self._subscriber.read()
        with suppress(BlockingIOError):
            self._publisher.socket.recv(65536)


def half_open(port: int, honest: Honest) -> None:
    """Open ten thousand connections that never speak, a few hundred at a time."""
    silent: list[socket.socket] = []
    for number in range(HALF_OPEN):
        silent.append(socket.create_connection(("127.0.0.1", port)))
        if len(silent) > 400:
            silent.pop(0).close()
        if number % 100 == 0:
            honest.step()
    for one in silent:
        one.close()


def fuzz(port: int, honest: Honest, evil: bytes, seconds: float) -> int:
    """Send mutated conversations until the time is over; return how many."""
    chance = random.Random(7)
    end = time.monotonic() + seconds
    count = 0
    while time.monotonic() < end:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=2) as intruder:
            intruder.sendall(conversation(chance, evil))
        count += 1
        if count % 20 == 0:
            honest.step()
    return count


def conversation(chance: random.Random, evil: bytes) -> bytes:
    """Return packets of one client, some bytes of which are wrong."""
    if chance.random() < 0.1:
        return chance.randbytes(chance.randint(1, 2000))
    raw = bytearray(evil + b"".join(chance.choice(PACKETS) for _ in range(chance.randint(0, 8))))
    for _ in range(chance.choice((0, 1, 1, 2, 5))):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    return bytes(raw[: chance.randint(1, len(raw))]) if chance.random() < 0.3 else bytes(raw)


def connect_packet(secret: str) -> bytes:
    """Return the CONNECT of a client that knows a board's secret, with a persistent session."""
    fields = b"".join(len(part).to_bytes(2, "big") + part for part in (b"evil", EVIL.encode(), secret.encode()))
    body = b"\0\4MQTT\4\xc0\0\x3c" + fields
    return bytes((0x10, len(body))) + body


def is_answering(port: int, secret: str) -> bool:
    """Say whether a new client is let in."""
    try:
        Client(port, "late", ("board-001", secret)).socket.close()
    except (OSError, AssertionError):
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
