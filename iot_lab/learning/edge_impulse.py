"""One take as the JSON of Edge Impulse's data acquisition format: `payload.interval_ms`, `.sensors`, `.values`.

Or as its CSV: a first column `timestamp` in milliseconds, then the axes; only read here, since ours holds many takes.

Values are in the unit (whole number / `per`). Label and person stand in the file's name, `label.person.take.json`;
what that format has no place for (day, scale, counts) is under the key `iot_lab`, and may be missing.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

import numpy as np

from iot_lab.foreign_text import ForeignRefused, clean, decode_json
from iot_lab.learning.csv_text import LARGEST, beginning, decoded, read_csv_text
from iot_lab.learning.errors import RecordingAxes, RecordingInstants, RecordingNotJson, RecordingTooLong
from iot_lab.learning.files import whole_numbers
from iot_lab.learning.takes import (
    LEAST_HZ,
    LONGEST_LABEL,
    MOST_HZ,
    MOST_PER,
    Take,
    is_axis_list,
    is_label,
    is_person,
)

MOST_BYTES: Final = 16 << 20
MOST_SAMPLES: Final = 200_000
TIMED: Final = re.compile(r'"?timestamp"?[,;\t|:](?![^\r\n]*\blabel\b)', re.IGNORECASE)
UNSIGNED: Final = "0" * 64
_UNFIT_FOR_A_NAME: Final = re.compile(r"[^\w-]+")


def write_edge_impulse(take: Take) -> tuple[str, bytes]:
    """Return the file's name and content."""
    samples = np.stack(list(take.axes.values()), axis=1) / take.per
    facts = {"label": take.label, "person": take.person, "day": take.day, "take": take.id, "rate_hz": take.rate_hz}
    counts = {"per": take.per, "late": take.late, "missing": take.missing, "saturated": take.saturated}
    content = {
        "protected": {"ver": "v1", "alg": "none"},
        "signature": UNSIGNED,
        "payload": {
            "device_type": "iot-lab",
            "interval_ms": 1000 / take.rate_hz,
            "sensors": [{"name": axis, "units": "N/A"} for axis in take.axes],
            "values": samples.tolist(),
        },
        "iot_lab": facts | counts,
    }
    name = ".".join(_UNFIT_FOR_A_NAME.sub("-", one) for one in (take.label, take.person, take.id))
    return f"{name}.json", json.dumps(content, ensure_ascii=False).encode()


def read_edge_impulse(raw: bytes, file_name: str) -> Take:
    """Return the take of one file; its name tells label and person where the content does not. Raises LearningError."""
    try:
        content = decode_json(decoded(raw, MOST_BYTES))
    except ForeignRefused:
        raise RecordingNotJson(part="JSON") from None
    payload = _part(content, "payload", dict)
    axes = _axes(_part(payload, "sensors", list))
    values = _values(_part(payload, "values", list), len(axes))
    more = content.get("iot_lab")
    more = more if isinstance(more, dict) else {}
    named = file_name.removesuffix(".json").split(".")
    rate_hz = _number(more.get("rate_hz"), LEAST_HZ, MOST_HZ) or _rate(payload.get("interval_ms"))
    whole, per = whole_numbers(values, int(_number(more.get("per"), 1, MOST_PER) or 0) or None, axes)
    if "per" in more and (values == np.rint(values)).all():
        whole, per = whole_numbers(values * per, per, axes)
    return Take(
        id=_text(more.get("take"), named[-1]),
        label=_word(more.get("label"), named[0], is_label, "label"),
        person=_word(more.get("person"), named[1] if len(named) > 1 else "A", is_person, "person", "A"),
        rate_hz=rate_hz,
        axes={axis: np.ascontiguousarray(whole[:, place]) for place, axis in enumerate(axes)},
        day=clean(_text(more.get("day"), ""), LONGEST_LABEL),
        per=per,
        **{one: int(_number(more.get(one), 0, 1e9)) for one in ("late", "missing", "saturated")},
    )


def is_timed_csv(raw: bytes) -> bool:
    """Whether a CSV file is one take, each line with its instant."""
    return TIMED.match(beginning(raw)) is not None


def read_timed_csv(raw: bytes, file_name: str) -> Take:
    """Return the take of a CSV file with instants; the file's name tells its label. Raises LearningError."""
    text = read_csv_text(raw, has_label=False)
    axes = list(text.measures[1:])
    if not is_axis_list(axes):
        raise RecordingAxes(axis=clean(" ".join(axes), LONGEST_LABEL))
    interval_ms = float(np.median(np.diff(text.values[:, 0]))) if len(text.values) > 1 else 0.0
    if not 1000 / MOST_HZ <= interval_ms <= 1000 / LEAST_HZ:
        raise RecordingInstants(line=text.numbers[-1], text=f"{text.values[-1, 0]:.9g}")
    whole, per = whole_numbers(text.values[:, 1:], None, axes, text)
    named = re.sub(r"(?i)\.csv$", "", file_name).split(".")
    return Take(
        id=clean(named[-1], LONGEST_LABEL),
        label=_word(None, named[0], is_label, "label"),
        person=_word(None, named[1] if len(named) > 1 else "A", is_person, "person", "A"),
        rate_hz=_rate(interval_ms),
        axes={axis: np.ascontiguousarray(whole[:, place]) for place, axis in enumerate(axes)},
        per=per,
    )


def _part(value: Any, name: str, kind: type) -> Any:
    found = value.get(name) if isinstance(value, dict) else None
    if not isinstance(found, kind):
        raise RecordingNotJson(part=name)
    return found


def _axes(sensors: list[Any]) -> list[str]:
    names = [one["name"] for one in sensors if isinstance(one, dict) and isinstance(one.get("name"), str)]
    if len(names) < len(sensors):
        raise RecordingNotJson(part="sensors")
    if not is_axis_list(names) or len(set(names)) < len(names):
        raise RecordingAxes(axis=clean(" ".join(map(str, names)), LONGEST_LABEL))
    return names


def _values(values: list[Any], width: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    if len(values) > MOST_SAMPLES:
        raise RecordingTooLong(most=MOST_SAMPLES)
    lines = [one if isinstance(one, list) else [one] for one in values]
    is_good = all(len(line) == width and all(map(_is_number, line)) for line in lines)
    if not lines or not is_good:
        raise RecordingNotJson(part="values")
    return np.array(lines, np.float64)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= LARGEST


def _number(value: Any, least: float, most: float) -> float:
    """Return a number between bounds, 0 where it is none."""
    return float(value) if _is_number(value) and least <= value <= most else 0.0


def _rate(interval_ms: Any) -> float:
    if not _is_number(interval_ms) or not 1000 / MOST_HZ <= interval_ms <= 1000 / LEAST_HZ:
        raise RecordingNotJson(part="interval_ms")
    return float(f"{1000 / interval_ms:.9g}")


def _text(value: Any, instead: str) -> str:
    return clean(value if isinstance(value, str) and value else instead, LONGEST_LABEL)


def _word(value: Any, named: str, is_good: Any, part: str, default: str | None = None) -> str:
    for one in (value, named, default):
        if isinstance(one, str) and is_good(one):
            return one
    raise RecordingNotJson(part=part)
