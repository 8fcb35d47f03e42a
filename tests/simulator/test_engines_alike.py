"""Both engines offer the same: no type checker sees the browser's, since it is chosen where none runs."""

from __future__ import annotations

import inspect

from iot_lab.simulator.border import Instance
from iot_lab.simulator.border_browser import BrowserInstance
from iot_lab.simulator.runtime import Runtime
from iot_lab.simulator.runtime_browser import BrowserRuntime


def offered(engine):
    methods = inspect.getmembers(engine, inspect.isfunction)
    return {name: list(inspect.signature(one).parameters) for name, one in methods if not name.startswith("_")}


def test_a_guest_in_a_browser_has_every_method_of_one_under_wasmtime():
    assert offered(BrowserInstance) == offered(Instance)


def test_the_browsers_runtime_has_every_method_of_the_kits():
    assert offered(BrowserRuntime) == offered(Runtime)
