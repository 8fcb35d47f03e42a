"""Compile `dashboard/catalogues/*.po` to `.mo` for Python and `.json` for the pages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from pathlib import Path

    from babel.messages.catalog import Catalog


def make(root: Path, target: Path) -> None:
    """Write `fr.mo`, `fr.json`, `en.mo`, `en.json` into `target`, and click's French words where gettext looks.

    The JSON maps a key to its text, or to the list [singular, plural].
    """
    catalogues = root / "dashboard" / "catalogues"
    for source in sorted(catalogues.glob("*.po")):
        catalogue = _compile(source, target / f"{source.stem}.mo")
        text = json.dumps(page_texts(catalogue), ensure_ascii=False, sort_keys=True)
        (target / f"{source.stem}.json").write_text(text, encoding="utf-8")
    for source in sorted((catalogues / "click").glob("*.po")):
        _compile(source, target / "click" / source.stem / "LC_MESSAGES" / "messages.mo")


def _compile(source: Path, target: Path) -> Catalog:
    """Write the `.mo` of the `.po` file `source`; raises babel's PoFileError on a malformed one."""
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.stem, abort_invalid=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        write_mo(file, catalogue)
    return catalogue


def page_texts(catalogue: Catalog) -> dict[str, str | list[str]]:
    """Return key -> text (or [singular, plural]) of a catalogue."""
    found: dict[str, str | list[str]] = {}
    for message in catalogue:
        if not message.id:
            continue
        key = message.id if isinstance(message.id, str) else message.id[0]
        found[key] = message.string if isinstance(message.string, str) else list(message.string or ())
    return found
