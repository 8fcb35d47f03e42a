"""The boards as their cards show them, from the live snapshot: what a page shows before any script runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from iot_lab.web.pages.format import decimals_for, number, series_label, spark_path
from iot_lab.web.pages.program_words import program_sign
from iot_lab.web.requests import room

if TYPE_CHECKING:
    from iot_lab.store import BoardRecord
    from iot_lab.texts import Texts
    from iot_lab.web.pages.program_words import ProgramSign

READINGS_ON_A_CARD = 4
SEARCH_FROM = 13
"""How many boards it takes before a search field helps."""


@dataclass(frozen=True, slots=True)
class LastValue:
    """The last value of one series, in words."""

    series: str
    label: str
    value: str
    unit: str
    path: str


@dataclass(frozen=True, slots=True)
class BoardCard:
    """One board; `seen_ms` is when it last spoke, None where it never did."""

    name: str
    is_online: bool
    is_simulated: bool
    seen_ms: int | None
    info: dict[str, Any]
    readings: tuple[LastValue, ...]
    program: ProgramSign | None

    @property
    def first_readings(self) -> tuple[LastValue, ...]:
        """The readings that fit on a card."""
        return self.readings[:READINGS_ON_A_CARD]

    @property
    def hidden_count(self) -> int:
        """How many readings only the board's own page shows."""
        return max(0, len(self.readings) - READINGS_ON_A_CARD)


def cards(t: Texts) -> list[BoardCard]:
    """Return the room's boards, by name."""
    said = room().hub.boards.topic.snapshot().value
    return sorted((_card(board, t) for board in said["boards"]), key=lambda card: card.name)


def card_of(record: BoardRecord, t: Texts) -> BoardCard:
    """Return the card of a board that the live channel does not know yet."""
    is_simulated = record.info.get("simulated") is True
    program = program_sign(record.info, None, t)
    return BoardCard(record.name, record.state == "online", is_simulated, record.seen_ms, record.info, (), program)


def _card(board: dict[str, Any], t: Texts) -> BoardCard:
    info = board.get("info") or {}
    return BoardCard(
        name=board["name"],
        is_online=board["state"] == "online",
        is_simulated=info.get("simulated") is True,
        seen_ms=board.get("seen_ms"),
        info=info,
        readings=tuple(_reading(series, t) for series in board["series"] if series.get("v") is not None),
        program=program_sign(info, board.get("line"), t),
    )


def _reading(series: dict[str, Any], t: Texts) -> LastValue:
    recent = series.get("recent") or []
    decimals = decimals_for([series["v"], *(point[1] for point in recent)])
    return LastValue(
        series=series["name"],
        label=series_label(t, series["name"]),
        value=number(series["v"], decimals, t.language),
        unit=series.get("unit") or "",
        path=spark_path(recent),
    )
