"""A learner's dashboard as it is kept: a list of widgets, checked field by field; whatever is unknown is refused. Pure.

A widget shows one series of one board, or sends a text to the learner's own board, or is a text, or the map of the
room: boards at places that are hundredths of the map. What is sent is an order of the learner's own (`lab.on` in the
board's program): `sent_topic` refuses those of the kit, which have buttons of their own.
"""

from __future__ import annotations

import json
from typing import Any, Final

from iot_lab.contract.orders import KIT_ORDERS
from iot_lab.contract.topics import is_name
from iot_lab.errors import LabError
from iot_lab.foreign_text import clean, finite_number

MOST_WIDGETS: Final = 24
MOST_PLACES: Final = 60
LONGEST_TEXT, LONGEST_NAME, LONGEST_PAYLOAD = 400, 80, 200
SHOWS: Final = frozenset({"value", "gauge", "chart"})
SENDS: Final = frozenset({"switch", "button"})


class DashboardWrong(LabError):
    """What a page sent is no dashboard, or has too many widgets. Details: most."""

    code = "dashboard-wrong"


class TopicNotYours(LabError):
    """A topic on which a learner's page may not publish. Details: topic."""

    code = "topic-not-yours"


def checked_dashboard(content: Any) -> list[dict[str, Any]]:
    """Return the widgets of a dashboard with their known fields alone. Raises DashboardWrong, TopicNotYours."""
    if not isinstance(content, list) or len(content) > MOST_WIDGETS:
        raise DashboardWrong(most=MOST_WIDGETS)
    return [_widget(one) for one in content]


def dashboard_text(widgets: list[dict[str, Any]]) -> str:
    """Return a dashboard as it is stored."""
    return json.dumps(widgets, ensure_ascii=False, sort_keys=True)


def dashboard_in(text: str) -> list[dict[str, Any]]:
    """Return a stored dashboard; an empty one where its text is damaged."""
    try:
        return checked_dashboard(json.loads(text))
    except (ValueError, LabError):
        return []


def sent_topic(name: Any) -> str:
    """Return the order on which a widget speaks to the own board: `do/lamp`. Raises TopicNotYours."""
    parts = name.split("/") if isinstance(name, str) else []
    if len(parts) != 2 or parts[0] != "do" or not is_name(parts[1]) or parts[1] in {*KIT_ORDERS, "time"}:
        raise TopicNotYours(topic=clean(str(name))[:LONGEST_NAME])
    return "/".join(parts)


def _widget(given: Any) -> dict[str, Any]:
    kind = given.get("kind") if isinstance(given, dict) else None
    made: dict[str, Any]
    if kind in SHOWS:
        low, high = _number(given, "low", 0.0), _number(given, "high", 100.0)
        shown = {"board": _text(given, "board", LONGEST_NAME), "series": _text(given, "series", LONGEST_NAME)}
        made = shown | {"low": low, "high": high if high > low else low + 1}
    elif kind in SENDS:
        made = {
            "topic": sent_topic(given.get("topic")),
            "on": _text(given, "on", LONGEST_PAYLOAD),
            "off": _text(given, "off", LONGEST_PAYLOAD),
        }
    elif kind == "text":
        made = {"text": _text(given, "text", LONGEST_TEXT)}
    elif kind == "map":
        made = {"places": _places(given.get("places", []))}
    else:
        raise DashboardWrong(most=MOST_WIDGETS)
    return {"kind": kind, "title": _text(given, "title", LONGEST_NAME)} | made


def _places(given: Any) -> list[dict[str, Any]]:
    if not isinstance(given, list) or len(given) > MOST_PLACES or not all(isinstance(one, dict) for one in given):
        raise DashboardWrong(most=MOST_WIDGETS)
    return [
        {
            "board": _text(one, "board", LONGEST_NAME),
            "x": min(100.0, max(0.0, _number(one, "x", 50.0))),
            "y": min(100.0, max(0.0, _number(one, "y", 50.0))),
        }
        for one in given
    ]


def _text(given: dict[str, Any], field: str, longest: int) -> str:
    value = given.get(field, "")
    if not isinstance(value, str) or len(value) > longest:
        raise DashboardWrong(most=MOST_WIDGETS)
    return clean(value)


def _number(given: dict[str, Any], field: str, default: float) -> float:
    value = finite_number(given.get(field, default))
    if value is None:
        raise DashboardWrong(most=MOST_WIDGETS)
    return value
