"""What will happen by itself on a board, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(order=True, slots=True)
class Agenda:
    """One line of the board's agenda."""

    t_us: int
    order: int
    act: Callable[[], None]
    is_cancelled: bool = False

    def cancel(self) -> None:
        """Make it never happen."""
        self.is_cancelled = True
