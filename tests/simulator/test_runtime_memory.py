"""The mended runtime keeps its live objects: programs that allocate a lot print what CPython prints."""

from __future__ import annotations

import contextlib
import io

import pytest
from simulator_runs import run

PROGRAMS = {
    "json": """
import json
total = 0
for i in range(1500):
    d = json.loads(json.dumps({"i": i, "list": [1, 2, 3, {"z": "q%d" % i}], "half": i / 2}))
    total += d["i"] + len(d["list"][3]["z"]) + int(d["half"])
print(total)
""",
    "rows": """
rows = []
for k in range(30):
    rows = [(i, "x%d" % i, [i, i + 1], {"a": i}) for i in range(300)]
print(sum(a + len(b) + c[1] + d["a"] for a, b, c, d in rows))
""",
    "sorting": """
r = 1
total = 0
for k in range(60):
    words = []
    for i in range(80):
        r = (r * 1103515245 + 12345) & 0x7FFFFFFF
        words.append((r, str(r)))
    words.sort(key=lambda word: word[1])
    total += len(sorted({b: c for c, b in words}))
print(words[0], total)
""",
    "exceptions": """
n = 0
def f(i):
    try:
        if i % 3 == 0:
            raise ValueError("e%d" % i)
        return [i] * 5
    except ValueError as error:
        return [len(str(error))]
    finally:
        x = [0] * 10
for i in range(8000):
    n += f(i)[0]
print(n)
""",
    "generators": """
def count(n):
    for i in range(n):
        yield [i, "s%d" % i]
print(sum(len(text) + i for k in range(40) for i, text in count(200)))
""",
    "growing": """
trace, queue = [], []
for i in range(800):
    trace.append((i * 1000, "pin", 2, i & 1))
    queue.append((i, [1, 2], "abc %d" % i))
    if len(queue) > 5:
        queue.pop(0)
print(len(trace), trace[-1], queue[0])
""",
    "classes": """
class Node:
    def __init__(self, value, following):
        self.value, self.following = value, following
total = 0
for k in range(40):
    node = None
    for i in range(200):
        node = Node([i], node)
    while node:
        total, node = total + node.value[0], node.following
print(total)
""",
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_live_objects_survive_the_garbage_collector(name):
    expected = io.StringIO()
    with contextlib.redirect_stdout(expected):
        exec(PROGRAMS[name], {})
    outcome = run(PROGRAMS[name])
    assert (outcome.end, outcome.output) == ("finished", expected.getvalue())
