"""Compile `dashboard/catalogues/*.po` to `.mo` for Python and `.json` for the pages."""

from __future__ import annotations

import json

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog
    from pathlib import Path


def make(root: Path, target: Path) -> None:
    """Write `fr.mo`, `fr.json`, `en.mo`, `en.json` into `target`.

    The JSON maps a key to its text, or to the list [singular, plural].
    """
    for source in sorted((root / "dashboard" / "catalogues").glob("*.po")):
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.stem, abort_invalid=True)
        with (target / f"{source.stem}.mo").open("wb") as file:
            write_mo(file, catalogue)
        text = json.dumps(page_texts(catalogue), ensure_ascii=False, sort_keys=True)
        (target / f"{source.stem}.json").write_text(text, encoding="utf-8")


def page_texts(catalogue: Catalog) -> dict[str, str | list[str]]:
    """Return key -> text (or [singular, plural]) of a catalogue."""
    found: dict[str, str | list[str]] = {}
    for message in catalogue:
        if not message.id:
            continue
        key = message.id if isinstance(message.id, str) else message.id[0]
        found[key] = message.string if isinstance(message.string, str) else list(message.string or ())
    return found
