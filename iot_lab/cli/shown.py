"""What commands draw on a terminal: text with colours, tables, bars. All of it passes the gate.

rich takes square brackets in plain text for its markup (`[/]` is then an error), and lets escape sequences through. So
commands make their console here: it knows no markup, and cleans whatever is printed with it. `shown` makes text of a
value that is put in a table, where it is measured before it is printed; a test forbids plain text there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.segment import Segment
from rich.text import Text

from iot_lab.foreign_text import clean_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import ConsoleOptions, RenderableType


class CleanConsole(Console):
    """A console without markup, whose text only its own styles and ends of lines command."""

    def __init__(self, *, is_error: bool = False, soft_wrap: bool = False) -> None:
        super().__init__(stderr=is_error, soft_wrap=soft_wrap, markup=False, emoji=False, highlight=False)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Return the pieces of what is printed, cleaned; rich's own movements of the cursor stay."""
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else clean_lines(text), style, control)

    def out(self, *objects: Any, sep: str = " ", end: str = "\n", **options: Any) -> None:
        """Print text as it is, cleaned."""
        super().out(clean_lines(sep.join(map(str, objects))), end=end, **options)


def shown(value: object, style: str = "") -> Text:
    """Return text for a table or a line: a value that anybody may have written, or a text of ours."""
    return Text(clean_lines(str(value)), style=style)
