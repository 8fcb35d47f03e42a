"""The picture: the board in the middle, the parts beside the pins that they use, every wire with a label at both ends.

Readable without colour: a wire has its own pattern of dashes, and the name of its pin stands at the part too. All sizes
are in the picture's own units; it scales to any width.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from iot_lab.wiring import devkit
from iot_lab.wiring.parts import POWER
from iot_lab.wiring.pictures import PICTURES
from iot_lab.wiring.routes import LANE, End, Lane, lanes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iot_lab.wiring.parts import WiredPart

PART_WIDTH: Final = 182
TERMINAL: Final = 22
MARGIN: Final = 12
GAP: Final = 16
SUPPLIES: Final = {"GND": ("#2d2520", ""), "3V3": ("#b3261e", "18 3"), "5V": ("#8a1c5c", "12 4")}
"""Net -> colour and dashes."""
SIGNALS: Final = (
    ("#1d6f78", "7 4"), ("#b45309", "2 4"), ("#5b4bb0", "10 4 2 4"),
    ("#2c6a3f", "4 3"), ("#1b5f8a", "14 5"), ("#8a5a2b", "6 3 2 3 2 3"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DrawnPart:
    """One part in its place: `x`, `y` of its upper left corner; `side` of the board on which it stands."""

    part: WiredPart
    side: str
    y: float

    @property
    def height(self) -> float:
        return max(64, TERMINAL * len(self.part.wires()) + 10) + 26

    def ends(self) -> list[End]:
        """Return the wires that leave it, from top to bottom."""
        top = self.y + (self.height - 26 - TERMINAL * (len(self.part.wires()) - 1)) / 2
        return [End(net, top + TERMINAL * number) for number, (_, net) in enumerate(self.part.wires())]


def draw(parts: Sequence[WiredPart], title: str, description: str) -> str:
    """Return the SVG picture of a board with its parts; `title` and `description` are for those who cannot see it.

    Raises Unwirable for a part that cannot be drawn or does not fit on the board.
    """
    shapes = {side: _column([part for part in parts if _side(part) == side], side) for side in devkit.SIDES}
    return _Picture(shapes).svg(title, description)


def _side(part: WiredPart) -> str:
    signals = [devkit.side_of(net) for _, net in part.wires() if net.isdigit()]
    return "left" if signals.count("left") > signals.count("right") else "right"


def _column(parts: list[WiredPart], side: str) -> list[DrawnPart]:
    """Stack the parts of one side, in the order of their pins, around the middle of the board."""
    ordered = sorted(parts, key=lambda part: _mean_row(part, side))
    heights = [DrawnPart(part, side, 0).height for part in ordered]
    whole = sum(heights) + GAP * max(0, len(heights) - 1)
    wanted = sum(_mean_row(part, side) for part in ordered) / len(ordered) - whole / 2 if ordered else 0.0
    top = max(0.0, min(wanted, devkit.HEIGHT - whole))
    shapes = []
    for part, height in zip(ordered, heights, strict=True):
        shapes.append(DrawnPart(part, side, top))
        top += height + GAP
    return shapes


def _mean_row(part: WiredPart, side: str) -> float:
    rows = [devkit.row_y(side, net) for _, net in part.wires() if net in devkit.SIDES[side] and net.isdigit()]
    return sum(rows) / len(rows) if rows else 0.0


class _Picture:
    """Coordinates: the board's upper left corner is (0, 0); `_svg` moves everything into the view."""

    def __init__(self, shapes: dict[str, list[DrawnPart]]) -> None:
        self._shapes = shapes
        self._colours = _colours(
            [net for column in shapes.values() for shape in column for _, net in shape.part.wires()]
        )
        bottoms = [shape.y + shape.height for column in shapes.values() for shape in column]
        self._under = max([devkit.HEIGHT, *bottoms]) + 14
        self._lanes = {side: self._lanes_of(side) for side in devkit.SIDES}
        self._below = self._visits()

    def _lanes_of(self, side: str) -> list[Lane]:
        ends = [end for shape in self._shapes[side] for end in shape.ends()]
        return lanes(ends, {end.net: self._board_y(side, end.net) for end in ends})

    def _board_y(self, side: str, net: str) -> float:
        return devkit.row_y(side, net) if net in devkit.SIDES[side] else self._under

    def _visits(self) -> list[tuple[str, str]]:
        """Return (side of the parts, net) of the wires that reach their pin under the board."""
        return [
            (side, lane.net)
            for side, found in self._lanes.items()
            for lane in found
            if lane.net not in devkit.SIDES[side]
        ]

    def _reach(self, side: str) -> float:
        """Return how far from the board its parts' column begins."""
        guests = sum(1 for home, _ in self._below if home != side)
        count = len(self._lanes[side]) + guests
        return 54 + LANE * count if self._shapes[side] else 24 + LANE * guests

    def svg(self, title: str, description: str) -> str:
        left = self._reach("left") + (PART_WIDTH if self._shapes["left"] else 0) + MARGIN
        right = self._reach("right") + (PART_WIDTH if self._shapes["right"] else 0) + MARGIN
        width = left + devkit.WIDTH + right
        height = self._under + LANE * len(self._below) + 2 * MARGIN
        body = [*self._wires(), _board(self._used()), *self._parts()]
        return (
            f'<svg class="wiring" xmlns="http://www.w3.org/2000/svg" viewBox="{-left:g} {-MARGIN} {width:g} {height:g}"'
            f' role="img" font-family="system-ui, sans-serif" font-size="12">'
            f"<title>{escape(title)}</title><desc>{escape(description)}</desc>{''.join(body)}</svg>"
        )

    def _used(self) -> set[str]:
        return {f"{side}:{lane.net}" for side in self._lanes for lane in self._lanes[side]} | {
            f"{devkit.side_of(net)}:{net}" for _, net in self._below
        }

    def _wires(self) -> list[str]:
        return [self._lane(side, place, lane) for side in self._lanes for place, lane in enumerate(self._lanes[side])]

    def _x(self, side: str, away: float) -> float:
        """Return the x of a point `away` from the board's edge, on one side."""
        return -away if side == "left" else devkit.WIDTH + away

    def _lane_x(self, side: str, place: int) -> float:
        guests = sum(1 for home, _ in self._below if home != side)
        return self._x(side, 22 + LANE * (place + guests))

    def _lane(self, side: str, place: int, lane: Lane) -> str:
        x = self._lane_x(side, place)
        colour, dashes = self._colours[lane.net]
        card_x = self._x(side, self._reach(side))
        pieces = [f"M{card_x:g} {y:g}H{x:g}" for y in lane.heights]
        pieces += [f"M{x:g} {lane.low:g}V{lane.high:g}", self._last_piece(side, lane, x)]
        joints = "".join(
            f'<circle cx="{x:g}" cy="{y:g}" r="3.5" fill="{colour}"/>' for y in lane.heights if lane.low < y < lane.high
        )
        dash = f' stroke-dasharray="{dashes}"' if dashes else ""
        line = f'fill="none" stroke="{colour}" stroke-width="3" stroke-linejoin="round"{dash}'
        path = f'<path d="{"".join(pieces)}" {line}/>'
        return f'<g class="wire" data-net="{lane.net}">{path}{joints}</g>'

    def _last_piece(self, side: str, lane: Lane, x: float) -> str:
        if lane.net in devkit.SIDES[side]:
            return f"M{x:g} {lane.board_y:g}H{self._x(side, 0):g}"
        other = "left" if side == "right" else "right"
        visit = self._below.index((side, lane.net))
        depth = self._under + LANE * visit
        guest = [net for home, net in self._below if home == side].index(lane.net)
        beside = self._x(other, 22 + LANE * guest)
        pin_y = devkit.row_y(other, lane.net)
        return f"M{x:g} {lane.board_y:g}V{depth:g}H{beside:g}V{pin_y:g}H{self._x(other, 0):g}"

    def _parts(self) -> list[str]:
        return [self._part(shape) for column in self._shapes.values() for shape in column]

    def _part(self, shape: DrawnPart) -> str:
        away = self._reach(shape.side)
        left = -away - PART_WIDTH if shape.side == "left" else devkit.WIDTH + away
        high = shape.height - 26
        middle_x = left + (46 if shape.side == "left" else PART_WIDTH - 46)
        note = f'<tspan class="note" fill="#685b51"> {escape(shape.part.note)}</tspan>' if shape.part.note else ""
        return (
            f'<g class="part" data-part="{escape(shape.part.id)}" data-kind="{escape(shape.part.kind)}">'
            f'<rect class="card" x="{left:g}" y="{shape.y:g}" width="{PART_WIDTH}" height="{high:g}" rx="9"'
            ' fill="#fffdfa" stroke="#988876"/>'
            f'<g class="picture" transform="translate({middle_x:g} {shape.y + high / 2:g})">'
            f"{PICTURES[shape.part.kind]}</g>"
            f'<text class="name" x="{left + PART_WIDTH / 2:g}" y="{shape.y + high + 17:g}" text-anchor="middle"'
            ' font-weight="600" fill="#2d2520">'
            f"{escape(shape.part.title)}{note}</text>{self._terminals(shape, left)}</g>"
        )

    def _terminals(self, shape: DrawnPart, left: float) -> str:
        on_left = shape.side == "left"
        edge = left + PART_WIDTH if on_left else left
        drawn = []
        for number, ((printed, net), end) in enumerate(zip(shape.part.wires(), shape.ends(), strict=True)):
            inside, anchor = (edge - 9, "end") if on_left else (edge + 9, "start")
            drawn.append(
                f'<circle cx="{edge:g}" cy="{end.y:g}" r="4" fill="#d6b25e" stroke="#685b51"/>'
                f'<text x="{inside:g}" y="{end.y + 4:g}" text-anchor="{anchor}" fill="#2d2520">{escape(printed)}'
                f'<tspan fill="#685b51"> → {devkit.PRINTED.get(net, net) if net in POWER else net}</tspan></text>'
            )
            if shape.part.resistor and number == 0:
                drawn.append(_resistor(edge + (20 if on_left else -20), end.y, shape.part.resistor))
        return "".join(drawn)


def _resistor(x: float, y: float, value: str) -> str:
    return (
        f'<g class="resistor"><rect x="{x - 11:g}" y="{y - 6:g}" width="22" height="12" rx="5"'
        ' fill="#e8c9a0" stroke="#8a5a2b"/>'
        f'<path d="M{x - 5:g} {y - 6:g}v12M{x:g} {y - 6:g}v12M{x + 5:g} {y - 6:g}v12"'
        ' stroke="#8a5a2b" stroke-width="2"/>'
        f'<text x="{x:g}" y="{y - 9:g}" text-anchor="middle" font-size="10" fill="#2d2520">{escape(value)}</text></g>'
    )


def _colours(nets: list[str]) -> dict[str, tuple[str, str]]:
    signals = sorted({net for net in nets if net not in SUPPLIES}, key=int)
    return {**SUPPLIES, **{net: SIGNALS[place % len(SIGNALS)] for place, net in enumerate(signals)}}


def _board(used: set[str]) -> str:
    middle = devkit.WIDTH / 2
    pins = [_pin(side, net, is_used=f"{side}:{net}" in used) for side, nets in devkit.SIDES.items() for net in nets]
    bottom = devkit.HEIGHT
    return (
        f'<g class="board"><rect width="{devkit.WIDTH}" height="{bottom}" rx="10" fill="#23404a" stroke="#152b33"/>'
        f'<rect x="{middle - 26:g}" y="8" width="52" height="72" rx="4" fill="#8f9aa3"/>'
        f'<text x="{middle:g}" y="50" text-anchor="middle" font-size="13" font-weight="600" fill="#15191c">ESP32</text>'
        f'<rect x="{middle - 16:g}" y="{bottom - 16}" width="32" height="20" rx="3" fill="#aab2b8" stroke="#5b6369"/>'
        f'<text x="{middle:g}" y="{bottom - 24}" text-anchor="middle" font-size="10" fill="#f4f1ea">USB</text>'
        f"{''.join(pins)}</g>"
    )


def _pin(side: str, net: str, *, is_used: bool) -> str:
    y = devkit.row_y(side, net)
    x, text_x, anchor = (7, 18, "start") if side == "left" else (devkit.WIDTH - 7, devkit.WIDTH - 18, "end")
    weight, size, colour = ("700", 13, "#ffffff") if is_used else ("400", 10, "#b8c6cc")
    label = net if net.isdigit() else devkit.PRINTED.get(net, net)
    return (
        f'<g class="pin{" used" if is_used else ""}" data-pin="{net}">'
        f'<circle cx="{x}" cy="{y}" r="4.5" fill="#d6b25e"/>'
        f'<text x="{text_x}" y="{y + 4}" text-anchor="{anchor}" font-size="{size}" font-weight="{weight}"'
        f' fill="{colour}">{label}</text></g>'
    )
