"""The topics and payloads of a computer as a board (docs/protocol.md), the same as an ESP32's. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from iot_lab import __version__
from iot_lab.contract.topics import board_root

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iot_lab.node.lines import Sample

LOG_BYTES = 8_000
"""Of one message; the room refuses more than 8 KB."""


@dataclass(frozen=True, slots=True)
class Health:
    """What `info` says of the computer now."""

    chip: str
    python: str
    address: str
    is_simulated: bool
    uptime_s: int
    queue: int
    dropped: int
    is_reading: bool
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Payloads:
    """The messages of one board."""

    room: str
    name: str
    units: Mapping[str, str]
    sha256: str = ""

    @property
    def root(self) -> str:
        """The board's prefix, with its final slash."""
        return board_root(self.room, self.name)

    def sample(self, sample: Sample, offset_ms: int) -> tuple[str, str]:
        """Return topic and payload of a sample, its time put right by `offset_ms`."""
        content = {"v": sample.value, "t": sample.t_ms + offset_ms, "n": sample.number}
        return f"{self.root}data/{sample.series}", _json(content)

    def info(self, health: Health) -> str:
        """Return the payload of `info`."""
        content: dict[str, Any] = {
            "kit": __version__,
            "chip": health.chip,
            "python": health.python,
            "address": health.address,
            "simulated": health.is_simulated,
            "queue": health.queue,
            "dropped": health.dropped,
            "uptime_s": health.uptime_s,
            "program": {"state": "running" if health.is_reading else "stopped", "sha256": self.sha256[:12]},
            "series": dict(self.units),
        }
        return _json(content | ({"trouble": health.trouble[:200]} if health.trouble else {}))

    def discoveries(self, sample: Sample) -> list[tuple[str, str]]:
        """Return what tells Home Assistant of a sample's series (MQTT discovery): topic and payload, each retained."""
        keys = sorted(sample.value) if isinstance(sample.value, dict) else [None]
        return [self._discovery(sample.series, key) for key in keys]

    def _discovery(self, series: str, key: str | None) -> tuple[str, str]:
        path = series if key is None else f"{series}-{key}"
        told = {
            "name": path,
            "unique_id": f"{self.name}-{path}",
            "device": {"identifiers": [self.name], "name": self.name},
            "state_topic": f"{self.root}data/{series}",
            "availability_topic": f"{self.root}status",
            "payload_available": "online",
            "payload_not_available": "offline",
            "value_template": "{{ value_json.v" + ("" if key is None else f"['{key}']") + " }}",
        }
        unit = self.units.get(series, "")
        return f"homeassistant/sensor/{self.name}/{path}/config", _json(
            told | ({"unit_of_measurement": unit} if unit else {})
        )


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False)
