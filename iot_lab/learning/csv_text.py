"""CSV as strangers write it, as lines of fields: separators, decimal commas, byte-order marks; hostile ones too.

The first line names the columns, one of which is `label`. The separator is a comma, a semicolon or a tabulator,
whichever that line holds most of, or what a line `sep=;` before it says; after all but a comma, a comma in a number is
a decimal point. Spreadsheets also save "Unicode text", which is UTF-16 with its mark.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from iot_lab.learning.errors import (
    RecordingAxes,
    RecordingCell,
    RecordingColumns,
    RecordingEmpty,
    RecordingLine,
    RecordingNotText,
    RecordingNumber,
    RecordingTooLarge,
    RecordingTooLong,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

MOST_BYTES: Final = 96 << 20
MOST_LINES: Final = 2_000_000
MOST_COLUMNS: Final = 256
SHOWN: Final = 24
BLOCK: Final = 20_000
LARGEST: Final = 1e15
SEPARATOR_LINE: Final = re.compile(r'"?sep=([,;\t|:])"?[ ,;\t]*(?:\r\n?|\n)', re.IGNORECASE)
BEGINNING: Final = 4096
UTF_16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class CsvText:
    """`facts` are the fields of columns that are no measure, `values` the measures (lines, measures).

    `numbers[i]` is the place of line i in the file.
    """

    measures: tuple[str, ...]
    facts: dict[str, list[str]]
    values: NDArray[np.float64]
    numbers: list[int]

    def column(self, name: str) -> list[str]:
        """Return the fields of a column that is no measure; empty texts where there is none."""
        return self.facts.get(name) or [""] * len(self.numbers)


def read_csv_text(raw: bytes, *, has_label: bool = True) -> CsvText:
    """Return a CSV file's lines. Raises the errors of recordings, which say the line."""
    text = decoded(raw, MOST_BYTES)
    told = SEPARATOR_LINE.match(text)
    text = text[told.end() :] if told else text
    head = text.partition("\n")[0]
    separator = told[1] if told else max(",;\t", key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    lines, number = _lines(rows), 0
    try:
        number, first = next(lines)
        reading = _Reading(_columns(first, has_label=has_label), has_decimal_comma=separator != ",")
        for number, row in lines:
            reading.take(number, row)
    except StopIteration:
        raise RecordingEmpty from None
    except csv.Error:
        raise RecordingCell(line=number + 1) from None
    return reading.text()


def _lines(rows: Any) -> Iterator[tuple[int, list[str]]]:
    for row in rows:
        if any(field and not field.isspace() for field in row):
            yield rows.line_num, row


class _Reading:
    """Lines become numbers in blocks, so that a long file needs no more than them."""

    def __init__(self, columns: tuple[str, ...], *, has_decimal_comma: bool) -> None:
        self._columns = columns
        self._has_decimal_comma = has_decimal_comma
        self._places = [place for place, name in enumerate(columns) if name not in KNOWN]
        self._measures = tuple(columns[place] for place in self._places)
        self._facts: dict[str, list[str]] = {name: [] for name in columns if name in KNOWN}
        self._told = [(place, self._facts[name]) for place, name in enumerate(columns) if name in KNOWN]
        self._same: dict[str, str] = {}
        self._waiting: list[list[str]] = []
        self._blocks: list[NDArray[np.float64]] = []
        self._numbers: list[int] = []

    def take(self, number: int, row: list[str]) -> None:
        """Keep one line. Raises RecordingLine, RecordingTooLong, RecordingNumber."""
        if len(row) != len(self._columns):
            raise RecordingLine(line=number, seen=len(row), wanted=len(self._columns))
        if len(self._numbers) == MOST_LINES:
            raise RecordingTooLong(most=MOST_LINES)
        self._numbers.append(number)
        for place, told in self._told:
            said = row[place].strip()
            told.append(self._same.setdefault(said, said))
        self._waiting.append([row[place] for place in self._places])
        if len(self._waiting) == BLOCK:
            self._convert()

    def text(self) -> CsvText:
        """Return what was read. Raises RecordingEmpty, RecordingNumber."""
        if not self._numbers:
            raise RecordingEmpty
        self._convert()
        return CsvText(self._measures, self._facts, np.concatenate(self._blocks), self._numbers)

    def _convert(self) -> None:
        fields, self._waiting = self._waiting, []
        if self._has_decimal_comma:
            fields = [[field.replace(",", ".") for field in line] for line in fields]
        try:
            found = np.array([[float(field) for field in line] for line in fields], np.float64)
            is_good = bool((np.abs(found) <= LARGEST).all())
        except ValueError:
            is_good = False
        if not is_good:
            raise self._wrong(fields)
        self._blocks.append(found.reshape(len(fields), len(self._places)))

    def _wrong(self, fields: list[list[str]]) -> RecordingNumber:
        """Return the error that names the first field that is no number of ours."""
        for number, line in zip(self._numbers[-len(fields) :], fields, strict=True):
            for name, field in zip(self._measures, line, strict=True):
                if not is_number(field):
                    return RecordingNumber(line=number, column=shown(name), text=shown(field))
        raise AssertionError("every field is a number")


def decoded(raw: bytes, most_bytes: int) -> str:
    """Return the text of a file. Raises RecordingTooLarge, RecordingEmpty, RecordingNotText."""
    refuse_large(len(raw), most_bytes)
    if not raw.strip():
        raise RecordingEmpty
    try:
        text = raw.decode("utf-16" if raw.startswith(UTF_16_MARKS) else "utf-8-sig")
    except UnicodeDecodeError:
        raise RecordingNotText from None
    if "\0" in text:
        raise RecordingNotText
    return text


def refuse_large(size: int, most_bytes: int) -> None:
    """Raise RecordingTooLarge where a file of that size is not read."""
    if size > most_bytes:
        raise RecordingTooLarge(size_mb=f"{size / 1e6:.0f}", most_mb=f"{most_bytes / 1e6:.0f}")


def beginning(raw: bytes) -> str:
    """Return how a file begins, without its mark and a line of its separator: to see what it is."""
    head = raw[:BEGINNING].decode("utf-16" if raw.startswith(UTF_16_MARKS) else "utf-8-sig", "replace")
    return SEPARATOR_LINE.sub("", head, count=1) if SEPARATOR_LINE.match(head) else head


def _columns(row: list[str], *, has_label: bool) -> tuple[str, ...]:
    if len(row) > MOST_COLUMNS:
        raise RecordingAxes(axis=str(len(row)))
    names = tuple(field.strip() for field in row)
    known = tuple(name.lower() if name.lower() in KNOWN else name for name in names)
    for place, name in enumerate(known):
        if not name or name in known[:place]:
            raise RecordingColumns(column=shown(name) or str(place + 1))
    if has_label and "label" not in known:
        raise RecordingColumns(column="label")
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
