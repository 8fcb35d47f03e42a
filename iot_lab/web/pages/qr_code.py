"""QR codes of our own addresses, drawn into a page."""

from __future__ import annotations

import segno
from markupsafe import Markup


def qr_code(address: str, border: int = 2) -> Markup:
    """Return an SVG; `border` is the quiet zone, in modules."""
    drawn = segno.make(address, error="m").svg_inline(border=border, omitsize=True, svgclass="qr", lineclass=None)
    return Markup(drawn)  # noqa: S704 (drawn here, from our own address)
