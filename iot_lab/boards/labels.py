"""A sheet of labels to print: each board's name and a QR code to its page. One HTML file that needs nothing else.

A4, 3 x 8 labels of 70 x 37 mm, the commonest sheet of stickers; plain paper and scissors do as well.
"""

from __future__ import annotations

import io
from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import segno

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iot_lab.texts import Texts

PER_SHEET: Final = 24
_STYLE: Final = """
@page { size: A4; margin: 0 }
* { box-sizing: border-box }
body { margin: 0; font-family: system-ui, sans-serif; color: #000; background: #fff }
h1, p.how { margin: 8mm 8mm 4mm }
@media print { h1, p.how { display: none } }
section { width: 210mm; height: 297mm; padding-top: 0.5mm; display: grid; align-content: start;
  grid-template-columns: repeat(3, 70mm); grid-auto-rows: 37mm; break-after: page }
section:last-child { break-after: auto }
article { display: flex; gap: 3mm; align-items: center; padding: 3mm; overflow: hidden; outline: 0.2mm dashed #bbb }
article svg { width: 29mm; height: 29mm; flex: none }
article strong { display: block; font-size: 12pt; overflow-wrap: anywhere }
article span { font-size: 8pt }
"""


def sheet(names: Iterable[str], room: str, address: str, t: Texts) -> str:
    """Return the whole HTML page of labels for boards, `names` in order; `address` is `http://192.168.1.5:8080`."""
    labels = [_label(name, room, f"{address.rstrip('/')}/boards/{quote(name)}") for name in names]
    sheets = [labels[start : start + PER_SHEET] for start in range(0, len(labels), PER_SHEET)]
    sections = "\n".join(f"<section>\n{''.join(some)}</section>" for some in sheets)
    title = escape(t("boards.labels.title", room=room))
    return (
        f'<!doctype html>\n<html lang="{t.language}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f'<p class="how">{escape(t("boards.labels.how"))}</p>\n{sections}\n</body>\n</html>\n'
    )


def _label(name: str, room: str, link: str) -> str:
    words = f"<strong>{escape(name)}</strong><span>{escape(room)}</span>"
    return f"<article>{_qr_code(link, name)}<div>{words}</div></article>\n"


def _qr_code(link: str, name: str) -> str:
    output = io.BytesIO()
    code = segno.make(link, micro=False, error="m")
    code.save(output, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=2, title=name)
    return output.getvalue().decode()
