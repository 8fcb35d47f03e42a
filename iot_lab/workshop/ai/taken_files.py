"""Between takes of the bench and those that models learn from: whole numbers of 16 bits, axes that are identifiers."""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING, Final

import numpy as np

from iot_lab.learning.takes import LARGEST_SAMPLE, MOST_PER, SMALLEST, Take, is_label, is_person
from iot_lab.store import SampleBlock, TakeRecord, block_bytes, read_block
from iot_lab.workshop.ai.take_samples import UNSCALED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iot_lab.workshop.ai.take_samples import RecordedTake

FROM_A_FILE: Final = "file"
MOST_SAMPLES: Final = 60_000
SCALES: Final = (1000, 100, 10, 1)
_UNFIT: Final = re.compile(r"[^A-Za-z0-9_]")


def learning_takes_of(takes: Sequence[RecordedTake]) -> list[Take]:
    """Return takes for models; ordinary series are brought to the largest scale at which all of them fit."""
    largest = max(
        (abs(v) for one in takes if one.samples.per == UNSCALED for c in one.samples.columns for v in c), default=0
    )
    scale = next((per for per in SCALES if largest * per <= LARGEST_SAMPLE), 1)
    return [learning_take(one, scale) for one in takes]


def learning_take(one: RecordedTake, scale: int = 1000) -> Take:
    """Return a take for models; values that are not whole at its scale are brought to thousandths."""
    samples, record = one.samples, one.record
    per = int(samples.per) if samples.per == int(samples.per) and 1 <= samples.per <= MOST_PER else scale
    factor = per / (samples.per or 1)
    axes = {
        _axis(name): np.clip(np.rint(np.array(column, np.float64) * factor), SMALLEST, LARGEST_SAMPLE).astype(np.int16)
        for name, column in zip(samples.names, samples.columns, strict=True)
    }
    return Take(
        id=str(record.id),
        label=record.label if is_label(record.label) else "?",
        person=record.person if is_person(record.person) else "A",
        rate_hz=1000 / samples.dt_ms,
        axes=axes,
        day=record.day,
        per=per,
        late=samples.late,
        missing=samples.missing,
        saturated=samples.saturated,
    )


def record_of(project: str, take: Take, now_ms: int, day: str) -> TakeRecord:
    """Return a take that came in a file, as it is kept: with its samples, ending now."""
    dt_ms = 1000 / take.rate_hz
    size = min(len(take), MOST_SAMPLES)
    columns = tuple(array("h", one[:size].tolist()) for one in take.axes.values())
    start_ms = now_ms - round(size * dt_ms)
    block = SampleBlock(start_ms, dt_ms, 0, float(take.per), tuple(take.axes), columns, False, now_ms)
    return TakeRecord(
        project, FROM_A_FILE, take.id[:32], take.label, take.person, take.day or day,
        start_ms, now_ms, data=block_bytes(block), data_ms=start_ms,
    )  # fmt: skip


def block_of(take: TakeRecord) -> SampleBlock:
    """Return the samples of a take that came in a file."""
    return read_block(take.data_ms or 0, 0, take.data_ms or 0, take.data or b"")


def _axis(name: str) -> str:
    found = _UNFIT.sub("_", name)[:24] or "value"
    return f"_{found}"[:24] if found[0].isdigit() else found
