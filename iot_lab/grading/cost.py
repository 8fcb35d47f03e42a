"""What a program cost on the board: time, work, memory, messages, and how long the board was awake."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from iot_lab.grading.expectations.tolerance import US_PER_S
from iot_lab.grading.sentences import format_number, percent, seconds

if TYPE_CHECKING:
    from iot_lab.grading.trial import Trial
    from iot_lab.simulator.board import Event
    from iot_lab.texts import Texts

# Within x0.6-1.75 of an ESP32 at 240 MHz (docs/simulator.md).
FUEL_PER_US: Final = 265
KILOBYTE: Final = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of one trial. `esp32_us` is an estimate; `message_bytes` counts topics and payloads it published."""

    virtual_s: float
    esp32_us: int
    heap_peak_bytes: int | None
    messages: int
    message_bytes: int
    awake_percent: float


def read_cost(trial: Trial) -> Cost:
    """Return the cost of a trial."""
    published = [event for event in trial.events if event.kind == "mqtt-publish"]
    return Cost(
        virtual_s=trial.duration_s,
        esp32_us=trial.fuel // FUEL_PER_US,
        heap_peak_bytes=trial.heap_peak_bytes,
        messages=len(published),
        message_bytes=sum(_size(event) for event in published),
        awake_percent=round(100 - 100 * trial.asleep_us / trial.virtual_us, 2) if trial.virtual_us else 100.0,
    )


def say_cost(cost: Cost, t: Texts) -> str:
    """Return the cost in one line."""
    parts = [
        t("grading.cost.time", duration=seconds(round(cost.virtual_s, 1))(t)),
        t("grading.cost.work", duration=seconds(round(cost.esp32_us / US_PER_S, 2))(t)),
    ]
    if cost.heap_peak_bytes is not None:
        parts.append(t("grading.cost.heap", size=_bytes(cost.heap_peak_bytes, t)))
    if cost.messages:
        parts.append(t.count("grading.cost.messages", cost.messages, size=_bytes(cost.message_bytes, t)))
    if cost.awake_percent < 100:
        parts.append(t("grading.cost.awake", share=percent(cost.awake_percent / 100)(t)))
    return ", ".join(parts)


def _size(event: Event) -> int:
    payload = event.value.get("payload") if isinstance(event.value, dict) else None
    return len(event.where.encode()) + (len(payload) if isinstance(payload, bytes) else 0)


def _bytes(size_bytes: int, t: Texts) -> str:
    if size_bytes < KILOBYTE:
        return t.count("grading.cost.bytes", size_bytes)
    return t("grading.cost.kilobytes", number=format_number(round(size_bytes / KILOBYTE, 1), t.language))
