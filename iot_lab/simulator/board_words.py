"""What a board prints where the interpreter inside says more: this build has the longest messages, a board normal ones.

Only what a program prints is put in a board's words: the errors that end it keep theirs, which say more to whoever
explains them.
"""

from __future__ import annotations

import re
from typing import Final

_INTEGER: Final = re.compile(r"(invalid syntax for integer with base \d+): (['\"]).*\2")
_MODULE: Final = re.compile(r"\bmodule '[^']+' has no attribute '")
_COUNT: Final = re.compile(r"[\w<>]+\(\) takes (\d+) positional arguments but (\d+) were given")
# `micropython.mem_info()` has one line and two numbers of its own in this build; a board's stack and heap are said.
_MEMORY: Final = re.compile(r"mem: total=\d+, current=\d+, peak=\d+")
_STACK: Final = re.compile(r"stack: (\d+) out of 40000")
_HEAP: Final = re.compile(r"GC: total: \d+, used: \d+, free: \d+")


def is_of_this_build(line: str) -> bool:
    """Say whether a board has no such line."""
    return line.startswith("mem: ") and _MEMORY.fullmatch(line) is not None


def in_board_words(line: str) -> str:
    """Return a printed line as a board prints it."""
    if line.startswith(("stack: ", "GC: ")):
        if stack := _STACK.fullmatch(line):
            return f"stack: {stack[1]} out of 15360"
        return f"{line}, max new split: 110592" if _HEAP.fullmatch(line) else line
    if " has no attribute '" in line:
        return _MODULE.sub("'module' object has no attribute '", line)
    if "invalid syntax for integer with base " in line:
        return _INTEGER.sub(r"\1", line)
    if "() takes " in line:
        return _COUNT.sub(r"function takes \1 positional arguments but \2 were given", line)
    return line
