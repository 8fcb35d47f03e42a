"""The shapes of answers (JSON Schema 2020-12), by name."""

from __future__ import annotations

from typing import Any, Final

Schema = dict[str, Any]


def record(required: dict[str, Schema], **optional: Schema) -> Schema:
    """Return an object of exactly these members."""
    properties = required | optional
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def listed(items: Schema) -> Schema:
    """Return a list of one shape."""
    return {"type": "array", "items": items}


def named(name: str) -> Schema:
    """Return a reference to a shape of this file."""
    return {"$ref": f"#/components/schemas/{name}"}


TEXT: Final[Schema] = {"type": "string"}
WHOLE: Final[Schema] = {"type": "integer"}
NUMBER: Final[Schema] = {"type": "number"}
YES_OR_NO: Final[Schema] = {"type": "boolean"}
MS: Final[Schema] = {"type": "integer", "description": "ms since 1970, UTC"}
MAYBE_MS: Final[Schema] = {"type": ["integer", "null"], "description": "ms since 1970, UTC"}
MAYBE_NUMBER: Final[Schema] = {"type": ["number", "null"]}
MAYBE_TEXT: Final[Schema] = {"type": ["string", "null"]}
STATE: Final[Schema] = {"enum": ["online", "offline"]}
_BOARD: Final = {"name": TEXT, "state": STATE, "seen_ms": MAYBE_MS, "info": {"type": "object"}}
_COUNTS: Final = {"stored": WHOLE, "late": WHOLE, "missing": WHOLE, "duplicates": WHOLE}
_KNOB: Final = {
    "id": TEXT,
    "kind": TEXT,
    "label": TEXT,
    "part": TEXT,
    "place": TEXT,
    "unit": TEXT,
    "least": NUMBER,
    "most": NUMBER,
    "step": NUMBER,
    "value": NUMBER,
    "held": YES_OR_NO,
}
SHAPES: Final[dict[str, Schema]] = {
    "Error": record({"error": record({"code": TEXT, "seen": TEXT, "cause": TEXT, "next": TEXT})}),
    "Health": record({"state": TEXT, "room": TEXT}, threads=listed(TEXT)),
    "Board": record(_BOARD),
    "Boards": record({"now": MS, "boards": listed(named("Board"))}),
    "Series": record({"name": TEXT, "unit": TEXT, "v": MAYBE_NUMBER, "t": MAYBE_MS, **_COUNTS}),
    "BoardWithSeries": record({"now": MS, **_BOARD, "series": listed(named("Series"))}),
    "Chart": record(
        {"start": MS, "end": MS, "t": listed(MS), "low": listed(NUMBER), "high": listed(NUMBER), "mean": listed(NUMBER)}
    ),
    "ExplainedError": record({"t": MAYBE_MS, "text": MAYBE_TEXT}),
    "Knobs": record({"knobs": listed(record(_KNOB))}),
    "Turn": record({"value": MAYBE_NUMBER}),
    "Program": record({"program": TEXT}),
    "Report": {"type": "object", "description": "docs/report.md", "required": ["verdict"]},
    "AskAgain": record({"check": TEXT, "place": WHOLE}),
    "Result": record({"result": {}}),
    "Verb": {"type": "object", "description": "the verb's arguments by name"},
    "FlashSession": {"type": "object", "description": "docs/flashing.md"},
}
