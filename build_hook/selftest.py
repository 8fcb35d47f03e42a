"""Prove that a MicroPython binary keeps its live objects: a program that crashes the binary as it is shipped."""

from __future__ import annotations

from build_hook.guest_run import run

PROGRAM = """
import json, errno
total = 0
for i in range(3000):
    text = json.dumps({"i": i, "list": [1, 2, 3, {"z": "q%d" % i}], "f": i / 3})
    total += json.loads(text)["i"] + len(json.loads(text)["list"][3]["z"])
rows = [(i, "x%d" % i, [i, i + 1], {"a": i}) for i in range(400)]
for _ in range(60):
    rows = [(i, "x" + name[1:], [i, i + 1], {"a": a["a"]}) for i, name, _, a in rows]
class Box: pass
box = Box()
for i in range(300):
    setattr(box, "name_%d" % i, i)
found = [getattr(box, "name_%d" % i) for i in range(300)] == list(range(300)) and not hasattr(box, "name_300")
print(found, "name_7" in dir(box), getattr("", "upper")() == "", "%s" % "" == "")
print(total, sum(a["a"] for _, _, _, a in rows), errno.ETIMEDOUT, OSError(errno.ENOENT))
"""
EXPECTED = "True True True True\n4512390 79800 116 [Errno 2] ENOENT\n"


class SelfTestFailed(RuntimeError):
    """The mended runtime does not compute what MicroPython computes."""


def self_test(mended: bytes, metered: bytes) -> None:
    """Run the stress program in both; raises SelfTestFailed where the result or the count of fuel is wrong."""
    seen = run(metered, PROGRAM)
    if seen.printed != EXPECTED:
        raise SelfTestFailed(f"the mended MicroPython printed {seen.printed!r} instead of {EXPECTED!r}")
    counted = run(mended, PROGRAM).fuel
    if seen.fuel != counted:
        raise SelfTestFailed(f"the meter counts {seen.fuel} units of fuel where wasmtime counts {counted}")
