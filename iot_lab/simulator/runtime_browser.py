"""The engine of a browser: compiled once a worker. The folder's makers checked the file (`iot_lab/web/take_home`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.resources import built_or_none
from iot_lab.simulator import prepared
from iot_lab.simulator.border_browser import BrowserInstance, compile_module

if TYPE_CHECKING:
    from iot_lab.simulator.guest_places import GuestPlaces


class BrowserRuntime:
    """The compiled module, ready to make instances; what a guest's memory may be stands in the module itself."""

    def __init__(self, wasm: bytes, places: GuestPlaces) -> None:
        self.places = places
        self._module = compile_module(wasm)
        if known := built_or_none(prepared.FILE):
            prepared.adopt(known.read_text(encoding="utf-8"))

    def instance(self, *, memory_bytes: int, fuel: int) -> BrowserInstance:  # noqa: ARG002 - as `Runtime.instance`
        """Return a fresh guest with so much `fuel`."""
        made = BrowserInstance(self._module)
        made.set_fuel(fuel)
        return made
