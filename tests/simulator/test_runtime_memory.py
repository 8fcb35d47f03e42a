"""The mended runtime keeps its live objects: programs that allocate a lot print what CPython prints."""

from __future__ import annotations

import contextlib
import io

import pytest

from iot_lab.simulator.limits import Limits
from tests.rigs.simulator_runs import run

# What these programs compute takes an ESP32 its time.
LONG_ENOUGH_S = 3600
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


# With little room every few objects force a collection: what is still held must stay as it was.
TIGHT = Limits(heap_bytes=56 * 1024, fuel=20_000_000_000)
STRESS = {
    "texts in a dictionary": """
kept = {}
for i in range(4000):
    kept[i % 150] = "value %d" % i
    rubbish = [str(i)] * 20
print(all(kept[i % 150] == "value %d" % i for i in range(3850, 4000)))
""",
    "a linked ring": """
class Link:
    def __init__(self, name):
        self.name, self.next = name, None
first = last = Link("0")
for i in range(1, 120):
    last.next = Link(str(i))
    last = last.next
last.next = first
for turn in range(40):
    here = first
    for i in range(120):
        assert here.name == str(i), (turn, i, here.name)
        here = here.next
        rubbish = bytearray(60)
print("whole")
""",
    "closures": """
def make(i):
    label = "closure %d" % i
    return lambda: label + "!"
kept = [make(i) for i in range(150)]
for turn in range(60):
    assert [one() for one in kept] == ["closure %d!" % i for i in range(150)]
print("whole")
""",
    "generators that wait": """
def numbers(i):
    held = ["held", i]
    while True:
        rubbish = [i] * 30
        yield held
waiting = [numbers(i) for i in range(60)]
for turn in range(80):
    assert [next(one)[1] for one in waiting] == list(range(60))
print("whole")
""",
    "buffers": """
kept = [bytearray([i] * 40) for i in range(120)]
for turn in range(3000):
    rubbish = bytes(200)
    view = memoryview(kept[turn % 120])
    assert view[0] == turn % 120 and view[39] == turn % 120
print("whole")
""",
    "large numbers": """
total = 1
for i in range(1, 150):
    total *= i
    rubbish = total * total
for i in range(1, 150):
    total //= i
print(total)
""",
    "json": """
import json
kept = {"rows": [{"n": i, "t": "x%d" % i} for i in range(25)]}
for turn in range(200):
    kept = json.loads(json.dumps(kept))
print(sum(row["n"] for row in kept["rows"]), kept["rows"][-1]["t"])
""",
    "exceptions that are kept": """
kept = []
for i in range(2500):
    try:
        raise ValueError("fault %d" % i, [i])
    except ValueError as error:
        kept.append(error)
        kept = kept[-40:]
print(kept[0].args, kept[-1].args)
""",
    "sorting": """
kept = []
for i in range(600):
    kept.append(("key %04d" % (i * 7919 % 1000), [i]))
    kept.sort(reverse=i % 2 == 0)
    kept = kept[:60]
print(len(kept), len(set(key for key, _ in kept)))
""",
}


@pytest.mark.parametrize("name", STRESS)
def test_small_heap_keeps_what_is_held(name):
    expected = io.StringIO()
    with contextlib.redirect_stdout(expected):
        exec(STRESS[name], {})
    outcome = run(STRESS[name], seconds=LONG_ENOUGH_S, limits=TIGHT)
    assert (outcome.end, outcome.error, outcome.output) == ("finished", None, expected.getvalue())


def test_collections_asked_for_between_all_lines_lose_nothing():
    program = """
        import gc
        kept = []
        for i in range(400):
            kept.append({"i": i, "text": "t%d" % i, "list": [i, (i, str(i))]})
            gc.collect()
            kept = kept[-50:]
        print(all(one["text"] == "t%d" % one["i"] and one["list"][1][1] == str(one["i"]) for one in kept))
    """
    assert run(program, seconds=LONG_ENOUGH_S, limits=TIGHT).output == "True\n"


def test_heap_is_that_of_a_plain_esp32():
    outcome = run("import gc, machine\ngc.collect()\nprint(gc.mem_free() // 1024, gc.mem_alloc() > 0)")
    assert outcome.output == "163 True\n"


def test_full_heap_says_so_in_the_words_of_a_board():
    outcome = run("try:\n    bytearray(170000)\nexcept MemoryError as error:\n    print(error)")
    assert outcome.output == "memory allocation failed, allocating 170000 bytes\n"


@pytest.mark.parametrize(
    ("program", "least", "most"),
    [
        ("pass", 0, 1_000),
        ("import time\nfor i in range(100):\n    block = bytearray(5000)\n    time.sleep(1)", 5_000, 40_000),
        (
            "import time\nkept = []\nfor i in range(100):\n    kept.append(bytes(1000))\n    time.sleep(1)",
            98_000,  # of 102,400: a look comes every 16 calls, so the last may be three of these turns before the end
            116_000,
        ),
        ("data = [0] * 20000", 80_000, 82_000),
    ],
)
def test_heap_peak_is_what_the_program_held(program, least, most):
    outcome = run(program, seconds=200)
    assert least <= outcome.heap_peak_bytes <= most


@pytest.mark.parametrize("name", PROGRAMS)
def test_live_objects_survive_the_garbage_collector(name):
    expected = io.StringIO()
    with contextlib.redirect_stdout(expected):
        exec(PROGRAMS[name], {})
    outcome = run(PROGRAMS[name], seconds=LONG_ENOUGH_S)
    assert (outcome.end, outcome.output) == ("finished", expected.getvalue())
