"""Blocks of streams as site and centre say them to each other, as JSON. Pure. A centre believes nothing (words.py)."""

from __future__ import annotations

import base64
import itertools
import math
from typing import Any, Final

from iot_lab.contract.limits import LARGEST_NUMBER, LIST_NUMBERS, LIST_SAMPLES
from iot_lab.contract.topics import is_name
from iot_lab.store.telemetry.block_writing import series_of
from iot_lab.store.telemetry.blocks import from_bytes
from iot_lab.store.telemetry.site_blocks import BlockRow, SiteBlocks
from iot_lab.workshop.sync.words import (
    SiteWordsRefused,
    about_board_in,
    about_series_in,
    series_name_in,
    time_in,
)

MOST_BLOCKS: Final = 2_000
"""In one message: half an hour of a stream at two blocks a second."""
MOST_SERIES: Final = 64
_SLOWEST_MS: Final = 60_000
_GREATEST_DIVISOR: Final = 1e9


def blocks_to_json(part: SiteBlocks) -> dict[str, Any]:
    """Return blocks as they travel."""
    return {
        "board": part.board,
        "stream": part.stream,
        "about_board": part.about_board,
        "about_series": part.about_series,
        "rows": [[t_ms, n, arrived_ms, base64.b64encode(data).decode()] for t_ms, n, arrived_ms, data in part.rows],
    }


def blocks_from_json(said: Any) -> list[SiteBlocks]:
    """Return blocks; raises SiteWordsRefused."""
    if not isinstance(said, list):
        raise SiteWordsRefused
    try:
        parts = [_part(one) for one in said]
        if sum(len(part.rows) for part in parts) > MOST_BLOCKS:
            raise SiteWordsRefused
    except (TypeError, ValueError, KeyError, AttributeError, RecursionError, OverflowError) as error:
        raise SiteWordsRefused from error
    return parts


def _part(said: dict[str, Any]) -> SiteBlocks:
    board, stream = series_name_in(said["board"], said["stream"])
    about = said["about_series"]
    if not is_name(stream) or not isinstance(about, dict) or len(about) > MOST_SERIES:
        raise ValueError("stream")
    of_series = {series_name_in(board, name)[1]: about_series_in(one) for name, one in about.items()}
    rows = [_row(one, stream, of_series) for one in said["rows"]]
    if any(one[:2] >= other[:2] for one, other in itertools.pairwise(rows)):
        raise ValueError("rows are not in order")
    return SiteBlocks(board, stream, about_board_in(said["about_board"]), of_series, rows)


def _row(said: list[Any], stream: str, of_series: dict[str, Any]) -> BlockRow:
    t_ms, n, arrived_ms, text = said
    if type(n) is not int or abs(n) > 2**53:
        raise ValueError("number")
    row = time_in(t_ms), n, time_in(arrived_ms), base64.b64decode(text, validate=True)
    block = from_bytes(*row)
    if block.size > LIST_SAMPLES or block.size * len(block.names) > LIST_NUMBERS:
        raise ValueError("size")
    if not (0 < block.dt_ms <= _SLOWEST_MS and 0 < block.per <= _GREATEST_DIVISOR):
        raise ValueError("pace or divisor")
    if len(set(block.names)) != len(block.names) or any(series_of(stream, one) not in of_series for one in block.names):
        raise ValueError("names")
    numbers = (value / block.per for column in block.columns for value in column)
    if not all(math.isfinite(number) and abs(number) <= LARGEST_NUMBER for number in numbers):
        raise ValueError("value")
    return row
