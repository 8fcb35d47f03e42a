"""Files that import each other in a ring, imports for type hints counted: few, and each for a reason.

import-linter proves the order of the rooms; this looks inside them.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MOST_RINGS = 3
RINGS: dict[frozenset[str], str] = {
    frozenset({"broker.connection", "broker.session"}): "a session serves one connection, which belongs to one session",
    frozenset({"grading.facts", "grading.trial"}): "a trial gives its facts, which are read from it",
    frozenset(
        {"simulator.board", "simulator.peripherals.pins", "simulator.questions", "simulator.world.scenario"}
    ): "a board asks its pins and its world, which answer with its events",
}
"""The files of a ring (without `iot_lab.`) -> why it is one."""


def module_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_by_module():
    paths = [path for path in (ROOT / "iot_lab").rglob("*.py") if not {"_built", "guest"} & set(path.parts)]
    modules = {module_of(path): path for path in paths}
    return {name: imported_by(path, modules) - {name} for name, path in modules.items()}


def imported_by(path, modules):
    """Return the modules of ours that a file imports; `from package import module` imports the module."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in modules else node.module for name in names}
    return found & set(modules)


def reachable(start, imports):
    seen, waiting = set(), list(imports[start])
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += imports[name]
    return seen


def rings(imports):
    reach = {name: reachable(name, imports) for name in imports}
    together = {frozenset({name} | {other for other in reach[name] if name in reach[other]}) for name in imports}
    return {frozenset(name.removeprefix("iot_lab.") for name in ring) for ring in together if len(ring) > 1}


@pytest.fixture(scope="module")
def rings_here():
    return rings(imports_by_module())


def test_no_ring_of_imports_without_a_reason(rings_here):
    assert rings_here - set(RINGS) == set()


def test_reasons_are_for_rings_that_there_are(rings_here):
    assert set(RINGS) - rings_here == set()


def test_rings_are_few():
    assert len(RINGS) <= MOST_RINGS


@pytest.mark.parametrize(
    ("imports", "found"),
    [
        ({"a": {"b"}, "b": {"c"}, "c": set()}, set()),
        ({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}, {frozenset("abc")}),
        ({"a": {"b"}, "b": {"a"}, "c": {"d", "a"}, "d": {"c"}}, {frozenset("ab"), frozenset("cd")}),
    ],
)
def test_rings_are_seen(imports, found):
    assert rings(imports) == found


def imported_at_once(path):
    """Return the names that a file imports as soon as it is imported itself: not in functions, not for type hints."""
    nodes, found = list(ast.parse(path.read_text("utf-8")).body), set()
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.If | ast.Try | ast.With) and "TYPE_CHECKING" not in ast.unparse(node).split("\n")[0]:
            nodes += ast.iter_child_nodes(node)
    return {".".join(name.split(".")[:place]) for name in found for place in range(1, name.count(".") + 2)}


def test_an_open_room_imports_no_numpy_before_somebody_trains():
    paths = [path for path in (ROOT / "iot_lab").rglob("*.py") if not {"_built", "guest"} & set(path.parts)]
    modules = {module_of(path): path for path in paths}
    seen, waiting = set(), ["iot_lab.cli.up", "iot_lab.app.served_room", "iot_lab.web.app"]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += imported_at_once(modules[name]) if name in modules else ()
    assert "iot_lab.web.pages.ai_train" in seen
    assert "numpy" not in seen
