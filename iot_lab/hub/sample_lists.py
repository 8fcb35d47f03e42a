"""Lists in `data/<series>`: many samples of a stream in one message (docs/protocol.md). Pure.

Whatever is wrong refuses the whole message: a part of a list would be another movement than the one that was made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from iot_lab.contract.limits import LARGEST_NUMBER
from iot_lab.hub.limits import LARGEST_SEQUENCE
from iot_lab.hub.naming import name_of
from iot_lab.hub.values import MessageRefused, board_time, checked, sequence
from iot_lab.store import SampleBlock, column_of

if TYPE_CHECKING:
    from array import array

    from iot_lab.hub.limits import HubLimits

MOST_DT_MS: Final = 60_000.0
MOST_PER: Final = 1e9


def block(message: dict[str, Any], arrival_ms: int, limits: HubLimits) -> SampleBlock:
    """Return the samples of a message that `has_lists` (values.py). Raises MessageRefused."""
    values = message["v"]
    named = values if isinstance(values, dict) else {"": values}
    names = tuple(name_of(key) if key else "" for key in named)
    if len(set(names)) < len(names) or (isinstance(values, dict) and "" in names):
        raise MessageRefused("name")  # two values would be one series
    size = _size(list(named.values()), limits)
    per, dt_ms = _factor(message.get("per", 1), MOST_PER), _factor(message.get("dt"), MOST_DT_MS)
    columns = dict(zip(names, (_column(one, per) for one in named.values()), strict=True))
    t_ms, n = board_time(message.get("t"), arrival_ms), sequence(message.get("n"))
    if n is not None and n + size - 1 > LARGEST_SEQUENCE:
        raise MessageRefused("sequence")
    is_stamped = t_ms is None
    first_ms = arrival_ms - round((size - 1) * dt_ms) if t_ms is None else t_ms
    ordered = tuple(sorted(names))  # a board's dict has an order of its own
    return SampleBlock(
        first_ms, dt_ms, n, per, ordered, tuple(columns[name] for name in ordered), is_stamped, arrival_ms
    )


def _size(columns: list[object], limits: HubLimits) -> int:
    """Return how many samples there are: the same number of each value, and not too many."""
    sizes = {len(one) if isinstance(one, list) else 0 for one in columns}
    if len(sizes) != 1 or not 0 < (size := sizes.pop()) <= limits.list_samples:
        raise MessageRefused("payload")
    if size * len(columns) > limits.list_numbers:
        raise MessageRefused("payload")
    return size


def _column(values: list[object], per: float) -> array[Any]:
    numbers = [checked(one) for one in values]
    if any(abs(number) > LARGEST_NUMBER * per for number in numbers):
        raise MessageRefused("number")
    return column_of(numbers)


def _factor(value: object, most: float) -> float:
    """Return a divisor or a pace: a number above zero."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 1e-6 <= value <= most:
        raise MessageRefused("payload")
    return float(value)
