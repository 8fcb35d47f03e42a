"""One name for one thing: public classes and codes of errors."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAME_ON_PURPOSE: dict[str, str] = {}
"""Name of two classes -> why both are called so."""
METAPHORS = {
    "desk", "desks", "door", "doors", "roster", "care", "telling", "turns", "deed", "deeds", "rung", "rungs",
    "ticket", "tickets", "pupil", "bench",
}  # fmt: skip
"""Words that once named a file, a class or a function: the field has a word of its own for each."""


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


def test_files_classes_and_functions_are_named_by_the_words_of_the_field():
    named = [
        (path.relative_to(ROOT).as_posix(), name)
        for folder in ("iot_lab", "build_hook", "firmware")
        for path in (ROOT / folder).rglob("*.py")
        if "_built" not in path.parts
        for name in (path.parent.name, path.stem, *names_in(ast.parse(path.read_text("utf-8"))))
    ]
    assert [(path, name) for path, name in named if METAPHORS & set(words_of(name))] == []


def names_in(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name


def words_of(name):
    return [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)]
