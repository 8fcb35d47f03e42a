"""Programs on MicroPython's unix port (words of 64 bits, double precision), and the smallest heap that one needs."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

UNIX = "import micropython_run; micropython_run.run_main(['micropython', '-X', 'heapsize=%dk', 'main.py'])"
ONCE = "import model\nmodel.answer(model.x)\nprint('done')\n"


def on_unix_port(files: dict[str, bytes], program: str, heap_kb: int = 1024) -> str:
    """Return what a program prints on MicroPython's unix port, which has words of 64 bits."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in {**files, "main.py": program.encode()}.items():
            (Path(folder) / name).write_bytes(content)
        # Without `site`, for it starts hundreds of times; where packages lie is told instead.
        command, places = [sys.executable, "-S", "-c", UNIX % heap_kb], {"PYTHONPATH": os.pathsep.join(sys.path[1:])}
        done = subprocess.run(
            command, cwd=folder, env={**os.environ, **places}, capture_output=True, text=True, check=False
        )
        return done.stdout


def memory_kb(files: dict[str, bytes]) -> int:
    """Return the smallest heap of the unix port that compiles a model and answers, less that of an empty program."""
    return least_heap_kb(files, ONCE) - empty_heap_kb()


@cache
def empty_heap_kb() -> int:
    return least_heap_kb({}, "print('done')")


def least_heap_kb(files: dict[str, bytes], program: str) -> int:
    low, high = 2, 128
    while low < high:
        middle = (low + high) // 2
        if "done" in on_unix_port(files, program, middle):
            high = middle
        else:
            low = middle + 1
    return low
