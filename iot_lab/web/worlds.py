"""What the pages need of the worlds around simulated boards; the composition root brings them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


class Knob(Protocol):
    """One knob and where it stands; `label` and `part` are catalogue keys or names of products."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def part(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def least(self) -> float: ...
    @property
    def most(self) -> float: ...
    @property
    def step(self) -> float: ...
    @property
    def value(self) -> float: ...
    @property
    def is_held(self) -> bool: ...


class Worlds(Protocol):
    """The worlds around the simulated boards of the room."""

    def knobs(self, board: str) -> Sequence[Knob]:
        """Return what can be turned around a board; nothing around a real one."""

    def turn(self, board: str, knob: str, value: float | None) -> None:
        """Turn a knob of `knobs` within its range, or (None) let it go."""


class NoWorlds:
    """A room without simulated boards."""

    def knobs(self, board: str) -> Sequence[Knob]:  # noqa: ARG002
        """Return nothing."""
        return ()

    def turn(self, board: str, knob: str, value: float | None) -> None:
        """Do nothing."""
