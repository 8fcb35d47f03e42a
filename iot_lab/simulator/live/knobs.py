"""The knobs of one live board: those that its parts offer (`world/knobs.py`), and the room's Wi-Fi."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from iot_lab.simulator.world.knobs import Handle, Knob, Turned, knobs_of, with_handles
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.simulator.board import Board
    from iot_lab.simulator.world.scenario import Scenario
    from iot_lab.texts import Texts

WIFI: Final = "wifi"


@dataclass(frozen=True, slots=True)
class KnobState:
    """A knob and where it stands; `label` and `part` are catalogue keys or names, `place` a pin or an address."""

    id: str
    kind: str
    label: str
    part: str
    place: str
    unit: str
    least: float
    most: float
    step: float
    value: float
    is_held: bool

    def as_json(self, t: Texts) -> dict[str, Any]:
        """Return it as pages take it."""
        return {
            "id": self.id,
            "kind": self.kind,
            "label": t(self.label),
            "part": t(self.part),
            "place": self.place,
            "unit": self.unit,
            "least": self.least,
            "most": self.most,
            "step": self.step,
            "value": self.value,
            "held": self.is_held,
        }


class HeldOutage:
    """An outage of the Wi-Fi that lasts while a person wants it."""

    def __init__(self) -> None:
        self.is_on = False

    def holds(self, _t_s: float) -> bool:
        """Say whether it holds now."""
        return self.is_on


class LiveKnobs:
    """`scenario` is the one given, with a handle on everything that can be turned."""

    def __init__(self, scenario: Scenario) -> None:
        self._outage = HeldOutage()
        self._parts: list[Any] = []
        self._handles: dict[str, Handle] = {}
        self._knobs: dict[str, tuple[Knob, Any]] = {}
        self._turned: dict[str, float] = {}
        for number, given in enumerate(scenario.parts):
            part, handles = with_handles(given)
            self._parts.append(part)
            self._handles |= {f"{number}.{name}": handle for name, handle in handles.items()}
            self._knobs |= {f"{number}.{knob.id}": (knob, part) for knob in knobs_of(part)}
        wifi = scenario.wifi
        if wifi is not None:
            wifi = replace(wifi, outages=(*wifi.outages, self._outage))  # type: ignore[arg-type]
            self._knobs[WIFI] = Knob(WIFI, key("knob.wifi"), "switch"), None
        self.scenario = replace(scenario, parts=tuple(self._parts), wifi=wifi)

    @property
    def has_wifi(self) -> bool:
        """Whether the Wi-Fi is there, as far as a person decides."""
        return self.scenario.wifi is not None and not self._outage.is_on

    def states(self, now_us: int, seed: int) -> list[KnobState]:
        """Return every knob, in the order of the parts."""
        return [self._state(name, now_us / 1e6, seed) for name in self._knobs]

    def turn(self, name: str, value: float | None) -> Callable[[Board], None]:
        """Turn a knob, or (None) let it go; the board must then do what is returned.

        Raises KeyError where there is no such knob, ValueError where it does not go so far.
        """
        knob, part = self._knobs[name]
        if value is not None and not knob.least <= value <= knob.most:
            raise ValueError(value)
        if name == WIFI:
            self._outage.is_on = value == 0
        elif handle := self._handles.get(name):
            handle.held = value
        else:
            self._remember(name, value)
            return lambda board: part.turn(board, knob.id, value) if isinstance(part, Turned) else None
        return lambda _: None

    def plug_in(self, board: Board) -> None:
        """Put buttons and switches where they stood on a board that was just powered on."""
        for name, value in self._turned.items():
            knob, part = self._knobs[name]
            part.turn(board, knob.id, value)

    def _remember(self, name: str, value: float | None) -> None:
        if value is None:
            self._turned.pop(name, None)
        else:
            self._turned[name] = value

    def _state(self, name: str, t_s: float, seed: int) -> KnobState:
        knob, part = self._knobs[name]
        handle = self._handles.get(name)
        if handle is not None:
            value, is_held = handle.at(t_s, seed), handle.held is not None
        elif name == WIFI:
            value, is_held = float(self.has_wifi), self._outage.is_on
        else:
            value, is_held = self._turned.get(name, 0.0), name in self._turned
        title = getattr(part, "TITLE", type(part).__name__) if part is not None else key("knob.room")
        return KnobState(
            name,
            knob.kind,
            knob.label,
            title,
            _place(part),
            knob.unit,
            knob.least,
            knob.most,
            knob.step,
            value,
            is_held,
        )


def _place(part: Any) -> str:
    pin, address = getattr(part, "pin", None), getattr(part, "address", None)
    if isinstance(pin, int):
        return f"GPIO {pin}"
    return f"I2C 0x{address:02x}" if isinstance(address, int) else ""
