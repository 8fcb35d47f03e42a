"""What a person may choose: which model, and two or three knobs of it, each a whole number between two bounds.

No numpy here: pages and commands ask for this before anything is computed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Mapping

TREE, NEIGHBOURS, CENTRES, LOGISTIC, NETWORK = "tree", "neighbours", "centres", "logistic", "network"
UNUSUAL, LINE = "unusual", "line"


@dataclass(frozen=True, slots=True)
class ModelKnob:
    """`title` and `help` are keys of the catalogues; the page shows `choices` in this order."""

    name: str
    title: str
    help: str
    choices: tuple[int, ...]
    default: int


@dataclass(frozen=True, slots=True)
class ModelKind:
    """A kind of model; `title`, `summary` and `help` are keys of the catalogues."""

    name: str
    title: str
    summary: str
    help: str
    knobs: tuple[ModelKnob, ...]


KINDS: Final = (
    ModelKind(
        TREE,
        key("learning.tree.title"),
        key("learning.tree.summary"),
        key("learning.tree.help"),
        (
            ModelKnob(
                "depth", key("learning.knob.depth"), key("learning.knob.depth.help"), (1, 2, 3, 4, 5, 6, 7, 8), 5
            ),
            ModelKnob("least", key("learning.knob.least"), key("learning.knob.least.help"), (1, 2, 3, 5, 10, 20), 1),
        ),
    ),
    ModelKind(
        NEIGHBOURS,
        key("learning.neighbours.title"),
        key("learning.neighbours.summary"),
        key("learning.neighbours.help"),
        (
            ModelKnob("votes", key("learning.knob.votes"), key("learning.knob.votes.help"), (1, 3, 5), 1),
            ModelKnob("kept", key("learning.knob.kept"), key("learning.knob.kept.help"), (20, 40, 60, 120, 240), 60),
        ),
    ),
    ModelKind(
        CENTRES,
        key("learning.centres.title"),
        key("learning.centres.summary"),
        key("learning.centres.help"),
        (),
    ),
    ModelKind(
        LOGISTIC,
        key("learning.logistic.title"),
        key("learning.logistic.summary"),
        key("learning.logistic.help"),
        (
            ModelKnob(
                "freedom", key("learning.knob.freedom"), key("learning.knob.freedom.help"), (1, 10, 100, 1000), 100
            ),
        ),
    ),
    ModelKind(
        NETWORK,
        key("learning.network.title"),
        key("learning.network.summary"),
        key("learning.network.help"),
        (
            ModelKnob("neurons", key("learning.knob.neurons"), key("learning.knob.neurons.help"), (4, 8, 16, 24), 16),
            ModelKnob("rounds", key("learning.knob.rounds"), key("learning.knob.rounds.help"), (30, 60, 120, 240), 120),
        ),
    ),
    ModelKind(
        UNUSUAL,
        key("learning.unusual.title"),
        key("learning.unusual.summary"),
        key("learning.unusual.help"),
        (ModelKnob("passing", key("learning.knob.passing"), key("learning.knob.passing.help"), (80, 90, 95, 99), 90),),
    ),
    ModelKind(
        LINE,
        key("learning.line.title"),
        key("learning.line.summary"),
        key("learning.line.help"),
        (),
    ),
)
NAMES: Final = tuple(kind.name for kind in KINDS)


def kind_of(name: str) -> ModelKind:
    """Return a kind by its name. Raises KeyError."""
    return {kind.name: kind for kind in KINDS}[name]


def settings_of(kind: str, chosen: Mapping[str, int] | None = None) -> dict[str, int]:
    """Return a value for every knob: the chosen one where it is one of its choices, the default elsewhere."""
    asked = chosen or {}
    return {
        knob.name: asked[knob.name] if asked.get(knob.name) in knob.choices else knob.default
        for knob in kind_of(kind).knobs
    }
