"""What a room keeps: `telemetry/` (the hub writes it) and `progress/` (learners, programs, checks), in one database.

Each half has its own tables and its own class; neither knows the other. Both stand on one `Database`: one engine from
one address, SQLite or PostgreSQL, brought to the present format by migrations when it is opened.
"""

from iot_lab.store.database import Database
from iot_lab.store.errors import (
    StoreAddressWrong,
    StoreDriverMissing,
    StoreError,
    StoreFromLater,
    StoreFull,
    StoreLocked,
    StoreReadOnly,
    StoreUnreachable,
    StoreUnreadable,
)
from iot_lab.store.progress.store import NicknameTaken, ProgramChanged, ProgressStore
from iot_lab.store.telemetry.records import (
    Batch,
    BoardKind,
    BoardRecord,
    BoardState,
    Chart,
    LogLine,
    Reading,
    Sample,
    SampleCounts,
    SeriesRecord,
    Written,
)
from iot_lab.store.telemetry.store import TelemetryStore, unit_of

__all__ = [
    "Batch",
    "BoardKind",
    "BoardRecord",
    "BoardState",
    "Chart",
    "Database",
    "LogLine",
    "NicknameTaken",
    "ProgramChanged",
    "ProgressStore",
    "Reading",
    "Sample",
    "SampleCounts",
    "SeriesRecord",
    "StoreAddressWrong",
    "StoreDriverMissing",
    "StoreError",
    "StoreFromLater",
    "StoreFull",
    "StoreLocked",
    "StoreReadOnly",
    "StoreUnreachable",
    "StoreUnreadable",
    "TelemetryStore",
    "Written",
    "unit_of",
]
