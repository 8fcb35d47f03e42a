"""A mosquitto of the system's package, on a free port, with the settings of docs/protocol.md."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.rigs.running_kit import free_port, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SETTINGS = """listener {port} 127.0.0.1
allow_anonymous true
max_inflight_messages 2000
max_queued_messages 100000
"""


@contextlib.contextmanager
def running_mosquitto(folder: Path, *more: str) -> Iterator[tuple[str, Path]]:
    """Start one with `more` settings; yield its address, and the file of its log."""
    program = shutil.which("mosquitto") or shutil.which("/usr/sbin/mosquitto")
    if program is None:
        pytest.skip("mosquitto is not installed")
    port, settings, log = free_port(), folder / "mosquitto.conf", folder / "mosquitto.log"
    settings.write_text(SETTINGS.format(port=port) + "\n".join(more), encoding="utf-8")
    with log.open("wb") as said, subprocess.Popen([program, "-v", "-c", str(settings)], stderr=said) as process:
        wait_until(lambda: accepts(port))
        yield f"mqtt://127.0.0.1:{port}", log
        process.terminate()


def accepts(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False
