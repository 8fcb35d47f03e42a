"""What a room keeps, in one database: telemetry (the hub writes it), progress of learners, and recordings.

Each part has its own folder, tables and class; none knows another. All stand on one `Database`: one engine from one
address, SQLite or PostgreSQL, brought to the present format by migrations when it is opened.
"""

from iot_lab.store.database import Database
from iot_lab.store.errors import (
    StoreAddressWrong,
    StoreDriverMissing,
    StoreError,
    StoreFromLater,
    StoreFull,
    StoreInMemory,
    StoreLocked,
    StoreReadOnly,
    StoreReplaced,
    StoreUnreachable,
    StoreUnreadable,
)
from iot_lab.store.lease import RoomLease
from iot_lab.store.progress.store import NicknameTaken, ProgramChanged, ProgressStore
from iot_lab.store.recordings.store import RecordingsStore, TakeRecord, TakeUnknown
from iot_lab.store.telemetry.block_writing import series_of
from iot_lab.store.telemetry.blocks import column_of
from iot_lab.store.telemetry.blocks import from_bytes as read_block
from iot_lab.store.telemetry.blocks import to_bytes as block_bytes
from iot_lab.store.telemetry.records import (
    Batch,
    BoardKind,
    BoardRecord,
    BoardState,
    Chart,
    LogLine,
    Reading,
    Sample,
    SampleBlock,
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
    "RecordingsStore",
    "RoomLease",
    "Sample",
    "SampleBlock",
    "SampleCounts",
    "SeriesRecord",
    "StoreAddressWrong",
    "StoreDriverMissing",
    "StoreError",
    "StoreFromLater",
    "StoreFull",
    "StoreInMemory",
    "StoreLocked",
    "StoreReadOnly",
    "StoreReplaced",
    "StoreUnreachable",
    "StoreUnreadable",
    "TakeRecord",
    "TakeUnknown",
    "TelemetryStore",
    "Written",
    "block_bytes",
    "column_of",
    "read_block",
    "series_of",
    "unit_of",
]
