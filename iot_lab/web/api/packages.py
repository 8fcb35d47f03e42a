"""The room's packages as `mip` asks for them (`workshop/packages/index.py`): for boards, which have no cookie."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Response

from iot_lab.web.errors import PageUnknown
from iot_lab.web.requests import room

INDEX: Final = "/pi/v2"
blueprint = Blueprint("packages", __name__)


@blueprint.get(f"{INDEX}/<path:asked>")
def found(asked: str) -> Response:
    """Give what stands at a path of the index."""
    content = room().packages.find(asked)
    if content is None:
        raise PageUnknown
    return Response(content, mimetype="application/json" if asked.endswith(".json") else "application/octet-stream")
