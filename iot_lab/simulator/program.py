"""A learner's program before it runs: decorators for native code, which this runtime has not, are blanked."""

from __future__ import annotations

import re

_NATIVE = re.compile(r"^[ \t]*@micropython\.(native|viper|asm_\w+)\b.*$", re.MULTILINE)


def prepare(program: str) -> str:
    """Return the program without the decorators that ask for machine code."""
    return _NATIVE.sub("", program)
