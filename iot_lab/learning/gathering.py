"""Several files of recordings as one: CSV and JSON, by what they hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from iot_lab.learning.csv_text import beginning
from iot_lab.learning.edge_impulse import is_timed_csv, read_edge_impulse, read_timed_csv
from iot_lab.learning.errors import RecordingColumns
from iot_lab.learning.examples import Examples
from iot_lab.learning.files import DEFAULT_HZ, free_name, read_recordings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iot_lab.learning.takes import Take


def gather_recordings(files: Sequence[tuple[str, bytes]], rate_hz: float = DEFAULT_HZ) -> list[Take] | Examples:
    """Return the takes of all files (name, content), under different names; a table has to be alone.

    Raises the errors of recordings.
    """
    if len(files) == 1 and not is_json(*files[0]) and not is_timed_csv(files[0][1]):
        return read_recordings(files[0][1], rate_hz)
    found: list[Take] = []
    taken: set[str] = set()
    for name, raw in files:
        if is_json(name, raw):
            read: list[Take] | Examples = [read_edge_impulse(raw, name)]
        else:
            read = [read_timed_csv(raw, name)] if is_timed_csv(raw) else read_recordings(raw, rate_hz)
        if isinstance(read, Examples):
            raise RecordingColumns(column="take")
        found += [replace(take, id=free_name(take.id, taken)) for take in read]
    return found


def is_json(name: str, raw: bytes) -> bool:
    """Whether a file is JSON: by its name, or by its first character."""
    return name.lower().endswith(".json") or beginning(raw).lstrip()[:1] == "{"
