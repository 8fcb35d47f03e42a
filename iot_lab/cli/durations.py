"""How long something takes, as a person says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iot_lab.texts import Texts


def in_words(seconds: float, t: Texts) -> str:
    """Return `12 s` or `2 min 05 s`; parts of a second are rounded up."""
    whole = max(1, -int(-seconds // 1))
    minutes, rest = divmod(whole, 60)
    return t("flash.minutes", minutes=minutes, seconds=f"{rest:02d}") if minutes else t("flash.seconds", seconds=rest)
