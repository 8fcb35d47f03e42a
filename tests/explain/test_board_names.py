"""What the explainer believes of the board is what the simulated board has."""

from __future__ import annotations

import pytest

from iot_lab.explain.board_names import BUILTINS, CLASSES, MODULES
from iot_lab.explain.elsewhere import MODULES as FOREIGN_MODULES
from iot_lab.explain.elsewhere import NAMES
from iot_lab.explain.elsewhere_members import MEMBERS
from iot_lab.simulator import Scenario, run_virtual

# Of an official ESP32, and not of the simulated one.
ONLY_REAL = {"aioespnow", "apa106", "bluetooth", "btree", "cryptolib", "espnow", "upysh", "webrepl", "mip", "vfs", "esp", "asyncio",
             "hashlib", "network", "select", "machine", "os", "sys"}  # fmt: skip
LOOK = """
import {module} as found
there = set(dir(found)) | set(getattr(found, "__all__", ()))
print(" ".join(name for name in {names} if name not in there and not hasattr(found, name)))
"""


@pytest.mark.parametrize("module", sorted(set(MODULES) - ONLY_REAL))
def test_module_has_what_the_explainer_says(module):
    outcome = run_virtual(LOOK.format(module=module, names=sorted(MODULES[module])), Scenario(duration_s=1))
    assert (outcome.error, outcome.output.split()) == (None, [])


def test_nothing_of_another_world_exists_here():
    members = [name for name in MEMBERS if name.partition(".")[2] in CLASSES.get(name.partition(".")[0], ())]
    members += [name for name in MEMBERS if name.partition(".")[2] in MODULES.get(name.partition(".")[0], ())]
    assert (members, set(NAMES) & BUILTINS, set(FOREIGN_MODULES) & set(MODULES)) == ([], set(), set())


def test_no_program_of_another_world_finds_its_names():
    program = "".join(f"try:\n    {name}\n    print('{name}')\nexcept NameError:\n    pass\n" for name in NAMES)
    assert run_virtual(program, Scenario(duration_s=1)).output == ""
