"""What Prometheus reads of a room: boards, samples, lag, queue, graders, in its text format 0.0.4. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iot_lab.hub.state import HubState
    from iot_lab.store import BoardRecord

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True)
class GraderFacts:
    """The workers that check programs, and how many programs wait."""

    workers: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Metric:
    """One family: samples are (labels, value)."""

    name: str
    kind: str
    help: str
    samples: Sequence[tuple[dict[str, str], float]]


def metrics_text(
    room: str, boards: Sequence[BoardRecord], hub: HubState, graders: GraderFacts, threads_in_trouble: int
) -> str:
    """Return everything as Prometheus reads it."""
    families = (*_of_boards(room, boards), *_of_hub(room, hub), *_of_graders(room, graders, threads_in_trouble))
    return "".join(line for family in families for line in _lines(family))


def _of_boards(room: str, boards: Sequence[BoardRecord]) -> Iterator[Metric]:
    counts = {
        (kind, state): sum((one.kind, one.state) == (kind, state) for one in boards)
        for kind in ("board", "device")
        for state in ("online", "offline")
    }
    by_kind = [({"room": room, "kind": kind, "state": state}, float(n)) for (kind, state), n in counts.items()]
    yield Metric("iotlab_boards", "gauge", "Boards and devices of the room, by state.", by_kind)
    online = [({"room": room, "board": one.name}, float(one.state == "online")) for one in boards]
    yield Metric("iotlab_board_online", "gauge", "1 where the board is there.", online)
    seen = [({"room": room, "board": one.name}, one.seen_ms / 1000) for one in boards if one.seen_ms]
    yield Metric("iotlab_board_seen_timestamp_seconds", "gauge", "When the board last spoke, since 1970.", seen)


def _of_hub(room: str, hub: HubState) -> Iterator[Metric]:
    here = {"room": room}
    samples = {"stored": hub.stored, "duplicate": hub.duplicates, "late": hub.late, "missing": hub.missing}
    labelled = [({"room": room, "kind": kind}, float(number)) for kind, number in samples.items()]
    # Missing ones may still come, so this is no counter.
    yield Metric("iotlab_samples", "gauge", "Samples of the room since it began, by what became of them.", labelled)
    yield Metric("iotlab_messages_total", "counter", "Messages since the kit started.", [(here, hub.messages)])
    refused = [({"room": room, "reason": reason}, float(n)) for reason, n in sorted(hub.refused.items())]
    yield Metric("iotlab_messages_refused_total", "counter", "Messages that were refused, by reason.", refused)
    yield Metric("iotlab_queue_messages", "gauge", "Messages that wait to be stored.", [(here, hub.waiting)])
    yield Metric("iotlab_queue_bytes", "gauge", "Bytes that wait to be stored.", [(here, hub.waiting_bytes)])
    yield Metric("iotlab_lag_seconds", "gauge", "How long the oldest of them waits.", [(here, hub.lag_ms / 1000)])
    yield Metric("iotlab_hub_up", "gauge", "1 where broker and store are reached.", [(here, float(hub.state == "ok"))])


def _of_graders(room: str, graders: GraderFacts, threads_in_trouble: int) -> Iterator[Metric]:
    here = {"room": room}
    yield Metric("iotlab_graders", "gauge", "Processes that check programs.", [(here, graders.workers)])
    yield Metric("iotlab_checks_waiting", "gauge", "Programs that wait to be checked.", [(here, graders.waiting)])
    said = "Threads of the kit that died or fell within a minute."
    yield Metric("iotlab_threads_in_trouble", "gauge", said, [(here, threads_in_trouble)])


def _lines(family: Metric) -> Iterator[str]:
    yield f"# HELP {family.name} {family.help}\n# TYPE {family.name} {family.kind}\n"
    for labels, value in family.samples:
        shown = ",".join(f'{name}="{_escaped(text)}"' for name, text in labels.items())
        yield f"{family.name}{{{shown}}} {float(value)!r}\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
