"""The brokers that bench/broker.py compares, each started as one process on one core, with no limits of its own.

amqtt and iotcore live in an environment of the bench, made once; a peer that cannot be had is reported, not hidden.
"""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import venv
from contextlib import closing, suppress
from pathlib import Path

import psutil

ENVIRONMENT = Path(__file__).parent / ".environments" / "broker"
PEERS = ("amqtt==0.12.1", "iotcore==0.4.0")
BROKER_CORE = 0
OURS = """
import sys, threading
from pathlib import Path
from iot_lab.broker import Broker, BrokerLimits
class Open:
    def authenticate(self, username, password): return username or "anyone"
    def may_write(self, account, topic): return True
    def may_read(self, account, topic): return True
state = Path(sys.argv[2]) if len(sys.argv) > 2 else None
Broker(Open(), host="127.0.0.1", port=int(sys.argv[1]), state=state, limits=BrokerLimits(messages_per_s=10**9)).start()
threading.Event().wait()
"""
AMQTT = """
listeners:
  default:
    type: tcp
    bind: 127.0.0.1:{port}
    max_connections: 1000
plugins:
  amqtt.plugins.authentication.AnonymousAuthPlugin:
    allow_anonymous: true
"""


class Peer:
    """A running broker; `close` ends it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.port = _free_port()
        self._folder = Path(tempfile.mkdtemp(prefix="iot-lab-bench-"))
        self._process = subprocess.Popen(
            self._command(), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._wait()
        for process in self._family():
            with suppress(psutil.Error, AttributeError):
                process.cpu_affinity([BROKER_CORE])

    def memory_mb(self) -> float:
        """Resident memory of the broker's process, in MB."""
        return max(process.memory_info().rss for process in self._family()) / 1e6

    def close(self) -> None:
        """End the broker and remove what it wrote."""
        for process in reversed(self._family()):
            with suppress(psutil.Error):
                process.terminate()
        self._process.wait(10)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _family(self) -> list[psutil.Process]:
        me = psutil.Process(self._process.pid)
        return [me, *me.children(recursive=True)]

    def _command(self) -> list[str]:
        port = str(self.port)
        if self.name == "ours":
            return [sys.executable, "-c", OURS, port]
        if self.name == "ours, journal":
            return [sys.executable, "-c", OURS, port, str(self._folder)]
        if self.name == "mosquitto":
            settings = self._folder / "settings"
            lines = (
                f"listener {port} 127.0.0.1",
                "allow_anonymous true",
                "max_queued_messages 0",
                f"user {getpass.getuser()}",
            )
            settings.write_text("\n".join((*lines, "max_inflight_messages 0", "max_connections -1\n")))
            return [shutil.which("mosquitto") or "/usr/sbin/mosquitto", "-c", str(settings)]
        if self.name == "amqtt":
            settings = self._folder / "settings.yaml"
            settings.write_text(AMQTT.format(port=port))
            return [str(_program("amqtt")), "-c", str(settings)]
        start = f"iotcore.Broker(port={port}, listen='127.0.0.1').start()"
        return [str(_program("python")), "-c", f"import iotcore, threading; {start}; threading.Event().wait()"]

    def _wait(self) -> None:
        end = time.monotonic() + 20
        while time.monotonic() < end:
            with suppress(OSError), closing(socket.create_connection(("127.0.0.1", self.port), 0.3)):
                return
            time.sleep(0.05)
        self.close()
        raise RuntimeError(f"{self.name} did not start")


def prepare() -> list[str]:
    """Install the peers that come from PyPI; return what cannot be compared, each with the reason."""
    missing = []
    if not (shutil.which("mosquitto") or Path("/usr/sbin/mosquitto").exists()):
        missing.append("mosquitto: not installed (sudo apt install mosquitto)")
    if not (ENVIRONMENT / ".ready").exists():
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
        install = subprocess.run(
            [_program("python"), "-m", "pip", "install", "-q", *PEERS], capture_output=True, text=True, check=False
        )
        if install.returncode:
            return [*missing, f"amqtt: {install.stderr[-200:]}", "iotcore: the same"]
        (ENVIRONMENT / ".ready").touch()
    return missing


def _program(name: str) -> Path:
    return ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin") / name


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
