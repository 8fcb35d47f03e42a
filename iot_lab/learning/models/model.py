"""What every model that names has, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from iot_lab.learning.arrays import Rows, Whole


@dataclass(frozen=True, slots=True, eq=False)
class ModelAnswers:
    """One entry an example: the number of a class, and how sure in whole percent."""

    labels: Whole
    sure: Whole


class NamingModel(Protocol):
    """A model whose numbers are rounded: what it answers here, it answers on a board."""

    def answers(self, rows: Rows) -> ModelAnswers:
        """Return the answers for rows of features."""

    def as_json(self) -> dict[str, Any]:
        """Return its numbers, as they are on the board."""
