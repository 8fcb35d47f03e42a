"""Which of the kit's files a browser needs for checks and the drawn board, and the course.

Found by reading the sources, so that no list grows old: what a file imports, wherever it does, except for type hints;
what it names as text (`grading/vocabulary.py`); and whole folders that are searched for modules.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, Final

from iot_lab.errors import LabError
from iot_lab.resources import built, resource
from iot_lab.simulator import Scenario, prepared, run_virtual
from iot_lab.texts import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE: Final = Path(__file__).resolve().parent.parent.parent
ROOTS: Final = (
    "iot_lab.grading.at_home",
    "iot_lab.workshop.drawn_boards.at_home",
    "iot_lab.simulator.clock_browser",
    "iot_lab.simulator.runtime_browser",
)
SEARCHED: Final = ("iot_lab/simulator/parts", "iot_lab/simulator/calls", "iot_lab/grading/expectations")
RUN_BY_THE_GRADER: Final = frozenset({"checks.py", "scenarios.py"})
# Processes, wasmtime and the audit are not for browsers; whoever imports them does so where a browser never comes.
NOT_THERE: Final = frozenset({"iot_lab.grading.pool", "iot_lab.simulator.border"})
BUILT: Final = ("runtime", "guest", "firmware", "shims")
# The solution travels: a report compares what was seen with what the solution does.
NOT_FOR_LEARNERS: Final = frozenset({"wrong", "right", "cheats", "design.md", "__pycache__"})


def kit_files() -> dict[str, bytes]:
    """Return path -> content, as they lie under the worker's folder."""
    found = {path: (PACKAGE.parent / path).read_bytes() for path in _modules()}
    found |= _tree(PACKAGE / "simulator" / "guest", "iot_lab/simulator/guest")
    for name in BUILT:
        found |= _tree(built(name), f"iot_lab/_built/{name}")
    for language in LANGUAGES:
        found[f"iot_lab/_built/catalogues/{language}.mo"] = built(f"catalogues/{language}.mo").read_bytes()
    found |= _tree(resource("firmware/lib"), "firmware/lib") | _prepared_guest()
    return found | _tree(resource("exercises"), "exercises")


def _prepared_guest() -> dict[str, bytes]:
    """Return a board's memory once its modules are loaded: a browser's first check need not load them."""
    try:
        run_virtual("", Scenario())
    except LabError:  # no engine for this computer: browsers load the modules themselves
        return {}
    return {f"iot_lab/_built/{prepared.FILE}": prepared.written().encode()}


def _tree(folder: Path, under: str) -> dict[str, bytes]:
    """Return the files of a folder that a learner may have."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("."))
    relative = ((path, path.relative_to(folder)) for path in files)
    return {f"{under}/{name.as_posix()}": path.read_bytes() for path, name in relative if _may_go(name)}


def _may_go(name: Path) -> bool:
    return not NOT_FOR_LEARNERS & set(name.parts)


def _modules() -> list[str]:
    """Return the paths of the modules that are needed, with the packages around them."""
    checks = sorted(resource("exercises").glob("*/*.py"))
    names = [*ROOTS, *(name for path in checks if path.name in RUN_BY_THE_GRADER for name in _named_in(path))]
    waiting = [path for name in names if (path := _path_of(name))]
    for folder in SEARCHED:
        waiting += [PACKAGE.parent / folder / one.name for one in sorted((PACKAGE.parent / folder).glob("*.py"))]
    found: set[Path] = set()
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += [path.parent / "__init__.py"] if path.parent != PACKAGE.parent else []
            waiting += [one for name in _named_in(path) if (one := _path_of(name))]
            waiting += [up / "__init__.py" for up in path.parents if PACKAGE in (up, *up.parents)]
    return sorted(path.relative_to(PACKAGE.parent).as_posix() for path in found)


def _path_of(module: str) -> Path | None:
    """Return a module's file, None where it is none of ours or not for browsers."""
    if not module.startswith("iot_lab") or module in NOT_THERE:
        return None
    path = PACKAGE.parent.joinpath(*module.split("."))
    return next((one for one in (path.with_suffix(".py"), path / "__init__.py") if one.is_file()), None)


def _named_in(path: Path) -> Iterator[str]:
    for node in _without_hints(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{one.name}" for one in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("iot_lab."):
            yield node.value


def _without_hints(tree: ast.AST) -> Iterator[ast.AST]:
    """Walk a tree, without what stands under `if TYPE_CHECKING`."""
    for node in ast.iter_child_nodes(tree):
        if not (isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"):
            yield node
            yield from _without_hints(node)
