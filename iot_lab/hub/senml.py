"""SenML in JSON (RFC 8428): a list of records, each a name, a unit, a time and a value; base fields hold for the next.

A record is resolved as section 4.6 says: the base name goes before the name, base value and base time are added; times
below 2**28 are relative to now (4.5.3). Texts and opaque data are passed over.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from iot_lab.hub.units import UNITS

_LABELS: Final = frozenset({"bn", "bt", "bu", "bv", "bs", "bver", "n", "u", "v", "vs", "vb", "vd", "s", "t", "ut"})
_VALUES: Final = frozenset({"v", "vs", "vb", "vd", "s", "bv"})
_ABSOLUTE_S: Final = 2**28
_ENORMOUS: Final = 1e300


class SenmlRecord(NamedTuple):
    """One resolved record; `t_s` is seconds since 1970, or relative to now where `is_relative`."""

    name: str
    wish: str
    value: Any
    unit: str
    t_s: float
    is_relative: bool


def is_senml(said: Any) -> bool:
    """Say whether a JSON payload is a SenML pack: its records have labels of SenML, a name and a value."""
    return (
        isinstance(said, list)
        and bool(said)
        and all(isinstance(record, dict) and record.keys() <= _LABELS for record in said)
        and any(record.keys() & {"n", "bn"} for record in said)
        and any(record.keys() & _VALUES for record in said)
    )


def resolved(said: list[dict[str, Any]]) -> list[SenmlRecord]:
    """Return the records of a pack that hold a number or a switch."""
    base: dict[str, Any] = {}
    found = []
    for record in said:
        base |= {label: value for label, value in record.items() if label.startswith("b")}
        value = _value(record, base)
        if value is None:
            continue
        prefix, name = _text(base.get("bn")), _text(record.get("n"))
        unit = _text(record.get("u")) or _text(base.get("bu"))
        t_s = _number(base.get("bt")) + _number(record.get("t"))
        wish = name or prefix.rstrip(":/").replace("/", ":").rpartition(":")[2]
        found.append(SenmlRecord(prefix + name, wish, value, UNITS.get(unit, unit[:16]), t_s, t_s < _ABSOLUTE_S))
    return found


def _value(record: dict[str, Any], base: dict[str, Any]) -> Any:
    if isinstance(record.get("vb"), bool):
        return record["vb"]
    if record.keys() & {"vs", "vd"}:
        return None
    own = record.get("v", record.get("s"))
    if own is None and "bv" not in base:
        return None
    return _number(own) + _number(base.get("bv"))


def _number(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return 0.0
    return float(value) if abs(value) < _ENORMOUS else float("nan")


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
