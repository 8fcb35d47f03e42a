"""The lines of the queue's files: each with its checksum, so that a power cut costs the last line at most. Pure.

A list is a sample [place, series, value, t, n]; a number says that all samples up to this place were acknowledged; an
object holds the greatest sequence number of each series, the first line of every file.
"""

from __future__ import annotations

import binascii
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iot_lab.node.values import Value


@dataclass(frozen=True, slots=True)
class QueuedSample:
    """One sample: its place in the queue, its series, value, time (ms since 1970, the computer's clock) and number."""

    place: int
    series: str
    value: Value
    t_ms: int
    number: int

    def as_list(self) -> list[Any]:
        """Return what a line holds."""
        return [self.place, self.series, self.value, self.t_ms, self.number]


@dataclass(slots=True)
class Replayed:
    """What the lines of all files say, the oldest file first."""

    samples: list[QueuedSample] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    last_place: int = 0


def line(content: Any) -> bytes:
    """Return one line of a file."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return b"%08x %s\n" % (binascii.crc32(text), text)


def replay(files: Iterable[bytes]) -> Replayed:
    """Return what waits, from the files' bytes; lines that are cut or damaged are passed over."""
    found = Replayed()
    acknowledged = 0
    for content in (one for data in files for one in _contents(data)):
        if isinstance(content, dict):
            found.numbers |= {series: max(int(n), found.numbers.get(series, 0)) for series, n in content.items()}
        elif isinstance(content, int):
            acknowledged = max(acknowledged, content)
        else:
            sample = QueuedSample(*content)
            # A line that was written twice because the disk was full the first time.
            if not found.samples or sample.place > found.samples[-1].place:
                found.samples.append(sample)
            found.numbers[sample.series] = max(sample.number, found.numbers.get(sample.series, 0))
    found.last_place = max([acknowledged, *(sample.place for sample in found.samples)])
    found.samples = [sample for sample in found.samples if sample.place > acknowledged]
    return found


def _contents(data: bytes) -> Iterable[Any]:
    for one in data.split(b"\n")[:-1]:
        text = one[9:]
        try:
            if int(one[:8], 16) == binascii.crc32(text):
                yield json.loads(text)
        except ValueError:
            continue
