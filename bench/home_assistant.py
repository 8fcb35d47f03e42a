"""A real Home Assistant beside two rooms whose boards have the same name: each series has its statistics.

`python -m bench.home_assistant [HASS]`; exit 1 where one has none, or two rooms share one. HASS is the program of an
installed Home Assistant (PyPI `homeassistant`, `paho-mqtt`, in an environment of its own: it pins what it needs, and
asks for a newer Python than ours). It installs more by itself, and makes statistics every five minutes: six in all.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion

from iot_lab.contract.discovery import discovery
from iot_lab.contract.topics import board_root
from tests.rigs.mosquitto import running_mosquitto
from tests.rigs.running_kit import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

HASS: Final = Path(__file__).parent / ".environments" / "home-assistant" / "bin" / "hass"
ROOMS: Final = ("atelier", "mediatheque")
BOARD: Final = "capteur-01"
SERIES: Final = {
    "temperature": (None, "°C"),
    "humidity": (None, "%"),
    "light": (None, "lx"),
    "turns": (None, ""),
    "motion": ("ax", ""),
}
LIMIT_S: Final = 900.0
EVERY_S: Final = 2.0
CONFIGURATION: Final = "recorder:\n  commit_interval: 1\nlogger:\n  default: warning\n"


def entry(port: int) -> dict[str, object]:
    """Return the MQTT integration as somebody would have added it from Home Assistant's page."""
    one = {
        "entry_id": "iotlab", "version": 1, "minor_version": 1, "domain": "mqtt", "title": "room", "source": "user",
        "data": {"broker": "127.0.0.1", "port": port, "discovery": True}, "options": {}, "unique_id": None,
        "disabled_by": None, "pref_disable_new_entities": False, "pref_disable_polling": False,
    }  # fmt: skip
    return {"version": 1, "minor_version": 1, "key": "core.config_entries", "data": {"entries": [one]}}


@contextlib.contextmanager
def measuring(port: int) -> Iterator[None]:
    """Announce the boards, and let them measure until the end."""
    client = paho.Client(CallbackAPIVersion.VERSION2, client_id="bench")
    client.connect("127.0.0.1", port)
    client.loop_start()
    stop = threading.Event()

    def work() -> None:
        for room in ROOMS:
            client.publish(f"{board_root(room, BOARD)}status", "online", 1, retain=True)
            for series, (key, unit) in SERIES.items():
                client.publish(*discovery(room, BOARD, series, key, unit), 1, retain=True)
        number = 0
        while not stop.wait(EVERY_S):
            number += 1
            for place, room in enumerate(ROOMS):
                for series, (key, _) in SERIES.items():
                    value = number % 30 + 100 * place
                    said = {"v": value if key is None else {key: value}, "n": number, "t": int(time.time() * 1000)}
                    client.publish(f"{board_root(room, BOARD)}data/{series}", json.dumps(said), 1)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
        client.disconnect()
        client.loop_stop()


def statistics(folder: Path) -> dict[str, float]:
    """Return the mean of each numeric series of which Home Assistant made statistics, by its name there."""
    query = (
        "SELECT statistic_id, max(mean) FROM statistics_short_term s JOIN statistics_meta m ON m.id = s.metadata_id"
        " GROUP BY 1"
    )
    address = f"file:{folder / 'home-assistant_v2.db'}?mode=ro"  # never made here: Home Assistant would call it damaged
    with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(address, uri=True)) as one:
        return dict(one.execute(query).fetchall())
    return {}


def run(hass: Path, folder: Path) -> bool:
    """Print what came of it; say whether every series of both rooms has its own statistics."""
    wanted = len(ROOMS) * len(SERIES)
    with running_mosquitto(folder) as (address, _):
        port = int(address.rpartition(":")[2])
        home = folder / "home"
        (home / ".storage").mkdir(parents=True)
        (home / "configuration.yaml").write_text(CONFIGURATION, encoding="utf-8")
        (home / ".storage" / "core.config_entries").write_text(json.dumps(entry(port)), encoding="utf-8")
        with measuring(port), (folder / "said").open("wb") as said:
            process = subprocess.Popen([hass, "--config", home], stdout=said, stderr=said)
            try:
                wait_until(lambda: len(statistics(home)) >= wanted or process.poll() is not None, LIMIT_S)
            except AssertionError:
                print((folder / "said").read_text(errors="replace")[-2000:])
            finally:
                process.terminate()
                process.wait(60)
        found = statistics(home)
    apart = {mean >= 100 for mean in found.values()} == {False, True}
    for name, mean in sorted(found.items()):
        print(f"  {name}: mean {mean:.1f}")
    print(f"home assistant: statistics of {len(found)} of {wanted} numeric series, two rooms apart: {apart}")
    return len(found) == wanted and apart


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("hass", nargs="?", type=Path, default=HASS)
    asked = parser.parse_args()
    if not asked.hass.exists():
        print(f"no Home Assistant at {asked.hass}: see the head of this file")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        return 0 if run(asked.hass, Path(folder)) else 1


if __name__ == "__main__":
    sys.exit(main())
