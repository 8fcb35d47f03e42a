"""The live page: every board of the room with its last values."""

from __future__ import annotations

from flask import Blueprint, render_template

from iot_lab.web.language import page_texts
from iot_lab.web.pages import cards
from iot_lab.web.pages.format import clock_time, series_label

blueprint = Blueprint("live", __name__)


@blueprint.get("/")
def live() -> str:
    """Every board, as the live channel knows it now."""
    found = cards.cards(page_texts())
    return render_template(
        "live.html",
        cards=found,
        online=sum(card.is_online for card in found),
        has_search=len(found) >= cards.SEARCH_FROM,
        clock_time=clock_time,
    )


@blueprint.app_template_global()
def label_of(series: str) -> str:
    """Return the name of a series in words."""
    return series_label(page_texts(), series)
