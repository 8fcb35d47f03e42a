"""Samples kept: tables and queries. Its rule: one transaction holds samples, roll-ups and counts together."""

from iot_lab.store.errors import (
    StoreError,
    StoreFull,
    StoreLocked,
    StoreReadOnly,
    StoreUnreachable,
    StoreUnreadable,
)
from iot_lab.store.records import (
    Batch,
    BoardKind,
    BoardRecord,
    BoardState,
    Chart,
    Counts,
    LogLine,
    Reading,
    Sample,
    SeriesRecord,
    Written,
)
from iot_lab.store.store import Store, unit_of

__all__ = [
    "Batch",
    "BoardKind",
    "BoardRecord",
    "BoardState",
    "Chart",
    "Counts",
    "LogLine",
    "Reading",
    "Sample",
    "SeriesRecord",
    "Store",
    "StoreError",
    "StoreFull",
    "StoreLocked",
    "StoreReadOnly",
    "StoreUnreachable",
    "StoreUnreadable",
    "Written",
    "unit_of",
]
