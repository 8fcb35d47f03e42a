"""The house rules that no linter knows: how long a file and a function may be."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MOST_LINES_OF_A_FILE = 320
MOST_LINES_OF_A_FUNCTION = 45
LONG_FILES: dict[str, str] = {}
"""File -> why it may be longer."""
LONG_FUNCTIONS: dict[str, str] = {}
"""`file:function` -> why it may be longer."""

SOURCES = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("iot_lab", "build_hook", "bench", "firmware")
    for path in (ROOT / folder).rglob("*.py")
    if not {"_built", ".environments"} & set(path.parts)
)


@pytest.mark.parametrize("folder", ["iot_lab", "build_hook", "bench", "firmware"])
def test_every_file_is_short_enough_to_be_read_at_once(folder):
    lengths = {path: len((ROOT / path).read_text("utf-8").splitlines()) for path in SOURCES if path.startswith(folder)}
    assert lengths
    assert [path for path, lines in lengths.items() if lines > MOST_LINES_OF_A_FILE and path not in LONG_FILES] == []


@pytest.mark.parametrize("folder", ["iot_lab", "build_hook", "bench", "firmware"])
def test_every_function_is_short(folder):
    long = [
        f"{path}:{node.name}"
        for path in SOURCES
        if path.startswith(folder)
        for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= MOST_LINES_OF_A_FUNCTION
    ]
    assert [name for name in long if name not in LONG_FUNCTIONS] == []


ENDLESS = {"wait", "join", "acquire", "result"}
ENDLESS_ALLOWED = {
    "iot_lab/simulator/live/kit.py: links.join()": "counts one board more; it is no thread's",
    "iot_lab/simulator/live/link_thread.py: self._emptied.wait()": "a coroutine, inside wait_for with a limit",
}
"""`file: call` -> why it may have no limit."""


def test_no_wait_is_without_a_limit():
    """On Windows, Ctrl-C does not interrupt one in the main thread (CPython issue 80116): `iot_lab/waiting.py`."""
    found = {
        f"{path}: {ast.unparse(node)}"
        for path in SOURCES
        if path.startswith("iot_lab") and "/guest/" not in path
        for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ENDLESS
        and not node.args
        and not node.keywords
    }
    assert found == set(ENDLESS_ALLOWED)


def test_exceptions_still_are_what_they_are_excused_for():
    assert [
        path for path in LONG_FILES if len((ROOT / path).read_text("utf-8").splitlines()) <= MOST_LINES_OF_A_FILE
    ] == []


def test_every_bench_says_what_it_does_and_what_it_takes():
    (listed,) = re.findall(r"for program in ([a-z_ ]+);", (ROOT / "Makefile").read_text("utf-8"))
    programs = listed.split()
    assert programs
    sources = {name: (ROOT / "bench" / f"{name}.py").read_text("utf-8") for name in programs}
    assert [name for name, text in sources.items() if "ArgumentParser(description=__doc__" not in text] == []
    assert [name for name, text in sources.items() if '"--quick"' not in text] == []
