"""The topics and payloads of a computer as a board (docs/protocol.md), the same as an ESP32's. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from iot_lab import __version__
from iot_lab.contract.discovery import discovery
from iot_lab.contract.info import info_json, program_facts
from iot_lab.contract.topics import board_root

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iot_lab.node.lines import QueuedSample


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

    def sample(self, sample: QueuedSample, offset_ms: int) -> tuple[str, str]:
        """Return topic and payload of a sample, its time put right by `offset_ms`."""
        content = {"v": sample.value, "t": sample.t_ms + offset_ms, "n": sample.number}
        return f"{self.root}data/{sample.series}", json.dumps(content, ensure_ascii=False)

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
            "program": program_facts("running" if health.is_reading else "stopped", self.sha256),
            "series": dict(self.units),
        }
        return info_json(content | ({"trouble": health.trouble[:200]} if health.trouble else {})).decode()

    def discoveries(self, sample: QueuedSample) -> list[tuple[str, str]]:
        """Return what tells Home Assistant of a sample's series (MQTT discovery): topic and payload, each retained."""
        keys = sorted(sample.value) if isinstance(sample.value, dict) else [None]
        unit = self.units.get(sample.series, "")
        return [discovery(self.room, self.name, sample.series, key, unit) for key in keys]
