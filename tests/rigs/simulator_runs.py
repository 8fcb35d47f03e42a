"""Short ways to run a program in the simulator, for the tests of this folder."""

from __future__ import annotations

import json
from textwrap import dedent

from iot_lab.simulator import Outcome, Scenario, run_virtual
from iot_lab.simulator.board_library import library

CONFIG = {
    "format": 1,
    "room": "atelier",
    "name": "capteur-01",
    "secret": "s3cret",
    "broker": {"host": "192.168.4.1", "port": 1883},
    "wifi": [{"ssid": "atelier", "password": "atelier123"}],
    "simulated": True,
}


def run(program: str, *, seconds: float = 10, files=None, seed: int = 0, limits=None, **around) -> Outcome:
    """Run a program given as an indented text."""
    return run_virtual(dedent(program), Scenario(seconds, **around), seed=seed, files=files or {}, limits=limits)


def lab_files(**changes) -> dict[str, bytes]:
    return {**library(), "config.json": json.dumps({**CONFIG, **changes}).encode()}


def seen(outcome: Outcome, kind: str, where: str | None = None) -> list[tuple[int, object]]:
    """Return (microseconds, value) of the events of one kind."""
    return [(one.t_us, one.value) for one in outcome.events if one.kind == kind and where in (None, one.where)]


def payloads(outcome: Outcome, end_of_topic: str) -> list[bytes]:
    found = [one for one in outcome.events if one.kind == "mqtt-publish" and one.where.endswith(end_of_topic)]
    return [one.value["payload"] for one in found]
