"""A learner's program before it runs: loops that let virtual time pass. Line numbers never change."""

from __future__ import annotations

import ast
import re
import threading
from functools import lru_cache

from iot_lab.program_text import parse, put_around

PURE_CALLS = {
    "abs", "all", "any", "bool", "bytes", "chr", "dict", "enumerate", "float", "hash", "hex", "int", "isinstance",
    "len", "list", "max", "min", "ord", "pow", "range", "repr", "round", "set", "sorted", "str", "sum", "tuple",
    "type", "zip", "__rest__",
}  # fmt: skip
_NATIVE = re.compile(r"^[ \t]*@micropython\.(native|viper|asm_\w+)\b.*$", re.MULTILINE)
_preparing = threading.Lock()


def prepare(program: str) -> str:
    """Return the program with a call in the loops that would otherwise stop virtual time.

    `while not flag: pass` becomes `while __wait__(not flag): pass` (only an interrupt can end it), and a loop that
    only computes `while __idle__(...)`. Native code emitters, which this runtime has not, are blanked.
    """
    # A room of boards that starts together prepares its library once, not once for each board.
    with _preparing:
        return _prepare(program)


@lru_cache(maxsize=64)
def _prepare(program: str) -> str:
    program = _NATIVE.sub("", program)
    try:
        tree = parse(program)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return program
    patient = _letting_time_pass(tree)
    loops = [(node.test, _call_for(node, patient)) for node in ast.walk(tree) if isinstance(node, ast.While)]
    return put_around(program, [(test, f"{name}(", ")") for test, name in loops if name])


def _letting_time_pass(tree: ast.Module) -> set[ast.AST]:
    """Return the nodes in which time passes; each is looked at once, however deep loops are nested."""
    found: set[ast.AST] = set()
    for node in reversed(list(ast.walk(tree))):
        if _lets_time_pass(node) or any(child in found for child in ast.iter_child_nodes(node)):
            found.add(node)
    return found


def _call_for(loop: ast.While, patient: set[ast.AST]) -> str:
    """Return which call a loop needs, or nothing when its own calls let time pass."""
    if not patient.isdisjoint((loop.test, *loop.body)):
        return ""
    return "__wait__" if all(isinstance(one, ast.Pass | ast.Continue) for one in loop.body) else "__idle__"


def _lets_time_pass(node: ast.AST) -> bool:
    if isinstance(node, ast.Await | ast.Yield | ast.YieldFrom | ast.With | ast.Import | ast.ImportFrom):
        return True
    return isinstance(node, ast.Call) and not (isinstance(node.func, ast.Name) and node.func.id in PURE_CALLS)
