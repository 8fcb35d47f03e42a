"""One name for one thing: public classes and codes of errors."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAME_ON_PURPOSE: dict[str, str] = {}
"""Name of two classes -> why both are called so."""


def classes():
    for path in (ROOT / "iot_lab").rglob("*.py"):
        if not {"_built", "guest"} & set(path.parts):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.ClassDef):
                    yield path.relative_to(ROOT).as_posix(), node


def codes_of(node):
    for statement in node.body:
        target = statement.targets[0] if isinstance(statement, ast.Assign) else None
        if isinstance(target, ast.Name) and target.id == "code" and isinstance(statement.value, ast.Constant):
            yield statement.value.value


def doubles(pairs):
    found = defaultdict(set)
    for name, place in pairs:
        found[name].add(place)
    return {name for name, places in found.items() if len(places) > 1}


def test_public_class_names_are_unique():
    found = doubles((node.name, path) for path, node in classes() if not node.name.startswith("_"))
    assert found == set(SAME_ON_PURPOSE)


def test_codes_of_errors_are_unique():
    assert doubles((code, (path, node.name)) for path, node in classes() for code in codes_of(node) if code) == set()
