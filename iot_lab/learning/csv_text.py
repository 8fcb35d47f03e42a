"""CSV as strangers write it, as lines of fields: separators, decimal commas, byte-order marks; hostile ones too.

The first line names the columns. The separator is a comma, a semicolon or a tabulator, whichever that line holds most
of; after a semicolon or a tabulator, a comma in a number is a decimal point.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from iot_lab.learning.errors import (
    RecordingColumns,
    RecordingEmpty,
    RecordingLine,
    RecordingNotText,
    RecordingNumber,
    RecordingTooLarge,
    RecordingTooLong,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

MOST_BYTES: Final = 96 << 20
MOST_LINES: Final = 2_000_000
MOST_COLUMNS: Final = 256
SHOWN: Final = 24
LARGEST: Final = 1e30


@dataclass(frozen=True, slots=True)
class CsvText:
    """`columns` by their small names, `lines` of as many fields; `numbers[i]` is the place of line i in the file."""

    columns: tuple[str, ...]
    lines: list[list[str]]
    numbers: list[int]
    has_decimal_comma: bool

    def column(self, name: str) -> list[str]:
        """Return the stripped fields of a column; empty texts where there is none."""
        if name not in self.columns:
            return [""] * len(self.lines)
        place = self.columns.index(name)
        return [line[place].strip() for line in self.lines]

    def table(self, names: Sequence[str]) -> NDArray[np.float64]:
        """Return columns as finite numbers, (lines, columns). Raises RecordingNumber, which names the first other."""
        places = [self.columns.index(name) for name in names]
        fields = [[line[place] for place in places] for line in self.lines]
        if self.has_decimal_comma:
            fields = [[field.replace(",", ".") for field in line] for line in fields]
        try:
            found = np.array([[float(field) for field in line] for line in fields], np.float64)
        except ValueError:
            raise self._wrong(fields, names) from None
        if not (np.abs(found) <= LARGEST).all():
            raise self._wrong(fields, names)
        return found

    def _wrong(self, fields: list[list[str]], names: Sequence[str]) -> RecordingNumber:
        for number, line in zip(self.numbers, fields, strict=True):
            for name, field in zip(names, line, strict=True):
                if not is_number(field):
                    return RecordingNumber(line=number, column=shown(name), text=shown(field))
        raise AssertionError("every field is a number")


def read_csv_text(raw: bytes) -> CsvText:
    """Return a CSV file's lines. Raises the errors of recordings, which say the line."""
    text = decoded(raw, MOST_BYTES)
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    columns: tuple[str, ...] = ()
    lines: list[list[str]] = []
    numbers: list[int] = []
    try:
        for row in rows:
            if not any(field.strip() for field in row):
                continue
            if not columns:
                columns = _columns(row)
                continue
            if len(row) != len(columns):
                raise RecordingLine(line=rows.line_num, seen=len(row), wanted=len(columns))
            if len(lines) == MOST_LINES:
                raise RecordingTooLong(most=MOST_LINES)
            lines.append(row)
            numbers.append(rows.line_num)
    except csv.Error:
        raise RecordingLine(line=rows.line_num, seen=0, wanted=len(columns)) from None
    if not lines:
        raise RecordingEmpty
    return CsvText(columns, lines, numbers, separator != ",")


def decoded(raw: bytes, most_bytes: int) -> str:
    """Return the text of a file. Raises RecordingTooLarge, RecordingEmpty, RecordingNotText."""
    if len(raw) > most_bytes:
        raise RecordingTooLarge(size_mb=f"{len(raw) / 1e6:.0f}", most_mb=f"{most_bytes / 1e6:.0f}")
    if not raw.strip():
        raise RecordingEmpty
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RecordingNotText from None
    if "\0" in text:
        raise RecordingNotText
    return text


def _columns(row: list[str]) -> tuple[str, ...]:
    names = tuple(field.strip() for field in row)
    known = tuple(name.lower() if name.lower() in KNOWN else name for name in names)
    for place, name in enumerate(known):
        if not name or name in known[:place] or len(known) > MOST_COLUMNS:
            raise RecordingColumns(column=shown(name) or str(place + 1))
    return known


KNOWN: Final = ("take", "person", "label", "day", "hz", "per", "late", "missing", "saturated")
"""Columns that are no measure; an upper-case letter in their names does not matter."""


def is_number(field: str) -> bool:
    """Whether a field is a finite number of ours."""
    try:
        return abs(float(field)) <= LARGEST
    except ValueError:
        return False


def shown(text: str) -> str:
    """Return a stranger's text short enough for a sentence."""
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
