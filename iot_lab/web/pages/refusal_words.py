"""Why messages are refused, in words (docs/protocol.md, Refused)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.contract.topics import board_root
from iot_lab.web.requests import room

if TYPE_CHECKING:
    from iot_lab.hub.refusals import RefusedTopic
    from iot_lab.texts import Texts


def refused_of(board: str) -> list[RefusedTopic]:
    """Return what was refused last of what a board said for each reason, newest first."""
    root, found = board_root(room().name, board), dict[str, "RefusedTopic"]()
    for one in room().hub.refusals():
        if one.topic.startswith(root):
            found.setdefault(one.reason, one)
    return list(found.values())


def refusal_words(t: Texts) -> dict[str, str]:
    """Return a sentence for each reason."""
    return {
        "topic": t("refusal.topic"),
        "size": t("refusal.size"),
        "payload": t("refusal.payload"),
        "number": t("refusal.number"),
        "sequence": t("refusal.sequence"),
        "time": t("refusal.time"),
        "unit": t("refusal.unit"),
        "left-out": t("refusal.left_out"),
        "sparkplug": t("refusal.sparkplug"),
        "name": t("refusal.name"),
        "retained": t("refusal.retained"),
        "boards": t("refusal.boards"),
        "devices": t("refusal.devices"),
        "series": t("refusal.series"),
        "rate": t("refusal.rate"),
        "fault": t("refusal.fault"),
    }
