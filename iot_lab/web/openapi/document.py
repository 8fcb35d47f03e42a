"""The paths of the API: those for programs with their shapes, those of the pages in the words of their functions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from iot_lab import __version__
from iot_lab.web.openapi.shapes import MS, SHAPES, TEXT, Schema, named, record
from iot_lab.workshop.running import KEY_HEADER

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.routing import Rule

_JSON: Final = "application/json"
_BINARY: Final[Schema] = {"type": "string", "format": "binary"}
_KEY: Final[list[dict[str, list[str]]]] = [{"trainerKey": []}, {"trainerCookie": []}]


def _path(name: str) -> Schema:
    return {"name": name, "in": "path", "required": True, "schema": TEXT}


def _query(name: str, said: str, schema: Schema = TEXT) -> Schema:
    return {"name": name, "in": "query", "description": said, "schema": schema}


def _answer(said: str, schema: Schema, kind: str = _JSON) -> Schema:
    return {"description": said, "content": {kind: {"schema": schema}}}


_WHOLE_QUERY: Final[Schema] = {"type": "integer", "minimum": 0}
_REFUSED: Final = {"4XX": _answer("refused, in words", named("Error")), "5XX": _answer("failed", named("Error"))}
_BOARD: Final = _path("board")
_WINDOW: Final = (
    _query("board", "a board; without it the whole room, for the trainer alone"),
    _query("series", "a series"),
    _query("start", "ms since 1970, an ISO 8601 time, or a time ago (`2h`)"),
    _query("end", "as `start`, not included"),
    _query("zone", "an IANA time zone (`Europe/Paris`)"),
)


def _asked(
    summary: str, answer: Schema, *parameters: Schema, body: str = "", trainer: bool = False, **more: Schema
) -> Schema:
    """Return one operation; `more` are other answers (`s202=...`)."""
    others = {name.removeprefix("s"): one for name, one in more.items()}
    said: Schema = {
        "summary": summary,
        "parameters": list(parameters),
        "responses": {"200": answer, **others, **_REFUSED},
    }
    if body:
        said["requestBody"] = {"required": True, "content": {_JSON: {"schema": named(body)}}}
    if trainer:
        said["security"] = _KEY
    return said


_AGAIN: Final = _answer("many wait: where to ask again", named("AskAgain"))
_UPLOAD: Final = (
    _query("at", "first byte", _WHOLE_QUERY),
    _query("size", "of the whole", _WHOLE_QUERY),
    _query("name", "file"),
)
PATHS: Final[dict[str, dict[str, Schema]]] = {
    "/health": {
        "get": _asked(
            "Whether the kit works", _answer("it works", named("Health")), s503=_answer("it does not", named("Health"))
        )
    },
    "/metrics": {"get": _asked("Figures for Prometheus", _answer("text format 0.0.4", TEXT, "text/plain"))},
    "/api/openapi.json": {"get": _asked("This document", _answer("OpenAPI 3.1", {"type": "object"}))},
    "/api/boards": {"get": _asked("Every board and device", _answer("boards", named("Boards")))},
    "/api/boards/{board}": {
        "get": _asked("One board with its series", _answer("board", named("BoardWithSeries")), _BOARD)
    },
    "/api/boards/{board}/series/{series}/chart": {
        "get": _asked(
            "A series in buckets",
            _answer("columns of one length", named("Chart")),
            _BOARD,
            _path("series"),
            _query("start", "first ms; all of it without", MS),
            _query("end", "last ms; now without", MS),
            _query("buckets", "about how many", {"type": "integer", "minimum": 1, "maximum": 2000}),
        )
    },
    "/api/boards/{board}/explained": {
        "get": _asked("The last error of its log in words", _answer("error", named("ExplainedError")), _BOARD)
    },
    "/api/boards/{board}/knobs": {
        "get": _asked("What can be turned around a simulated board", _answer("knobs", named("Knobs")), _BOARD)
    },
    "/api/boards/{board}/knobs/{knob}": {
        "post": _asked("Turn one", _answer("knobs", named("Knobs")), _BOARD, _path("knob"), body="Turn")
    },
    "/api/export.{kind}": {
        "get": _asked(
            "Samples as csv or parquet, streamed",
            _answer("a file", _BINARY, "application/octet-stream"),
            _path("kind"),
            *_WINDOW,
        )
    },
    "/api/exercises/{exercise}/check": {
        "post": _asked(
            "Check a program", _answer("report", named("Report")), _path("exercise"), body="Program", s202=_AGAIN
        )
    },
    "/api/checks/{number}": {
        "get": _asked("A check asked before", _answer("report", named("Report")), _path("number"), s202=_AGAIN)
    },
    "/api/board-list/{verb}": {
        "post": _asked(
            "A verb of the list of boards", _answer("result", named("Result")), _path("verb"), body="Verb", trainer=True
        )
    },
    "/api/accounts/{verb}": {
        "post": _asked(
            "A verb of the other accounts", _answer("result", named("Result")), _path("verb"), body="Verb", trainer=True
        )
    },
    "/api/flash": {
        "get": _asked(
            "The flash session",
            _answer("session", named("FlashSession")),
            _query("after", "wait for news after this number"),
            trainer=True,
        )
    },
    "/api/flash/firmware": {
        "post": _asked("One piece of a firmware file", _answer("kept", record({"kept": {}})), *_UPLOAD, trainer=True)
    },
    "/api/flash/{step}": {
        "post": _asked(
            "One step of flashing", _answer("session", named("FlashSession")), _path("step"), body="Verb", trainer=True
        )
    },
}


_SERVED: Final = ("/api/", "/health", "/metrics")
_CONVERTED: Final = {"IntegerConverter": _WHOLE_QUERY}


def openapi(app: Flask) -> dict[str, Any]:
    """Return the document of an application: each path that it serves, with its shapes where `PATHS` tells them."""
    paths: dict[str, dict[str, Schema]] = {}
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
        if path.startswith(_SERVED):
            view = app.view_functions[rule.endpoint]
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                told = PATHS.get(path, {}).get(method.lower())
                paths.setdefault(path, {})[method.lower()] = told or _served(rule, (view.__doc__ or "").split("\n")[0])
    schemes = {
        "trainerKey": {"type": "apiKey", "in": "header", "name": KEY_HEADER},
        "trainerCookie": {"type": "apiKey", "in": "cookie", "name": "trainer"},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "iot-lab", "version": __version__, "license": {"name": "GPL-3.0-or-later"}},
        "paths": paths,
        "components": {"schemas": SHAPES, "securitySchemes": schemes},
    }


def _served(rule: Rule, summary: str) -> Schema:
    """Return an operation of the pages' own, in the words of its function."""
    kinds = {name: _CONVERTED.get(type(one).__name__, TEXT) for name, one in rule._converters.items()}  # noqa: SLF001
    parameters = [{"name": name, "in": "path", "required": True, "schema": kinds[name]} for name in sorted(kinds)]
    done = {"200": _answer("done", {}), "204": {"description": "done"}}
    return {"summary": summary, "parameters": parameters, "responses": done | _REFUSED}
