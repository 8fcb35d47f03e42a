"""A statement's Markdown as safe HTML: raw HTML is shown as text, links cannot run code."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token


_GOAL: Final = re.compile(r"<h2>(?:Ce qu['’]il faut obtenir|What to obtain)</h2>")
"""The heading that every statement has (docs/writing-exercises.md)."""


_TAG: Final = re.compile(r"<[^>]*>")
_GOAL_SIZES: Final = (("longest", 1000), ("long", 700))
"""Of more characters than these: each is then wholly seen at 1366 x 768 (tests/browser/test_accessibility.py)."""
_TABLE_CHARACTERS: Final = 350
"""What a table takes beyond its words."""


@lru_cache(maxsize=1)
def _renderer() -> MarkdownIt:
    renderer = MarkdownIt("commonmark", {"html": False}).enable("table")
    # A wide table scrolls in its own place on a phone; the keyboard reaches that place.
    renderer.add_render_rule("table_open", lambda *_: '<div class="table-scroll" tabindex="0"><table>\n')
    renderer.add_render_rule("table_close", lambda *_: "</table></div>\n")
    for block in ("fence", "code_block"):
        renderer.add_render_rule(block, _code)
    return renderer


def _code(_renderer: object, tokens: Sequence[Token], index: int, *_: object) -> str:
    """Return a block of code; long lines scroll inside it, which the keyboard reaches too."""
    return f'<pre tabindex="0"><code>{escape(tokens[index].content)}</code></pre>\n'


@lru_cache(maxsize=128)
def to_html(markdown: str) -> Markup:
    """Return `markdown` as HTML; its headings start at level 2 below the page's own title."""
    tokens = _renderer().parse(markdown)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + 1)}"
    _empty_headers_are_cells(tokens)
    return Markup(_renderer().renderer.render(tokens, _renderer().options, {}))  # noqa: S704 (html is disabled)


@lru_cache(maxsize=128)
def to_statement(markdown: str) -> Markup:
    """Return a statement as HTML, what is to be obtained first: that is what one looks up again while one works."""
    parts = re.split(r"(?=<h2>)", to_html(markdown))
    goal = next((part for part in parts if _GOAL.match(part)), None)
    if goal is None:
        return to_html(markdown)
    rest = "".join(part for part in parts if part is not goal)
    return Markup(f'<section class="goal">{goal}</section>{rest}')  # noqa: S704 (made of what to_html returned)


def goal_size(statement: str) -> str:
    """Say how much room what is to be obtained takes beside the editor: "", "long" or "longest"."""
    goal = statement.partition("</section>")[0] if statement.startswith('<section class="goal">') else ""
    characters = len(_TAG.sub("", goal)) + _TABLE_CHARACTERS * goal.count("<table")
    return next((size for size, least in _GOAL_SIZES if characters > least), "")


def _empty_headers_are_cells(tokens: list[Token]) -> None:
    """Make a table's empty corner a plain cell: a header without words tells a screen reader nothing."""
    for before, inside, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if before.type == "th_open" and inside.type == "inline" and not inside.content.strip():
            before.tag = after.tag = "td"
