"""What boards, plans and stages are called, for the command line and the page alike."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.boards.plan import Effect
    from iot_lab.boards.probe import Kind, Runs
    from iot_lab.boards.progress import Stage
    from iot_lab.texts import Texts

_STAGES: Final[dict[Stage, str]] = {
    "waiting": key("boards.stage.waiting"),
    "connecting": key("boards.stage.connecting"),
    "comparing": key("boards.stage.comparing"),
    "erasing": key("boards.stage.erasing"),
    "writing": key("boards.stage.writing"),
    "restarting": key("boards.stage.restarting"),
    "listening": key("boards.stage.listening"),
    "joining": key("boards.stage.joining"),
    "ready": key("boards.stage.ready"),
    "failed": key("boards.stage.failed"),
}
_EFFECTS: Final[dict[Effect, str]] = {
    "install": key("boards.effect.install"),
    "update": key("boards.effect.update"),
    "settings": key("boards.effect.settings"),
    "finish": key("boards.effect.finish"),
    "check": key("boards.effect.check"),
}
_KINDS: Final[dict[Kind, str]] = {
    "blank": key("boards.runs.blank"),
    "kit": key("boards.runs.kit"),
    "micropython": key("boards.runs.micropython"),
    "other": key("boards.runs.other"),
}


def stage_words(stage: Stage, t: Texts, *, joins: bool = True) -> str:
    """Return what a board is doing, in one or two words; a board without a Wi-Fi is written, and not ready."""
    return t("boards.stage.without-wifi") if stage == "ready" and not joins else t(_STAGES[stage])


def effect_words(effect: Effect, *, is_fresh: bool, t: Texts) -> str:
    """Return what the plan will do to a board, and say when its files will be lost."""
    return t("boards.effect.fresh") if is_fresh else t(_EFFECTS[effect])


def runs_words(runs: Runs, t: Texts) -> str:
    """Return what runs on a board now."""
    announced = runs.announced
    nothing = "" if runs.kind == "micropython" else "?"
    words = t(
        _KINDS[runs.kind],
        project=runs.project or nothing,
        version=runs.version or nothing,
        name=announced.name if announced else "?",
        room=announced.room if announced else "?",
    )
    return words.strip()


def duration_words(seconds: float, t: Texts) -> str:
    """Return `12 s` or `2 min 05 s`; parts of a second are rounded up."""
    minutes, rest = divmod(max(1, math.ceil(seconds)), 60)
    return t("flash.minutes", minutes=minutes, seconds=f"{rest:02d}") if minutes else t("flash.seconds", seconds=rest)
