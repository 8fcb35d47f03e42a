"""Compile `dashboard/catalogues/<room>.<language>.po` to one `.mo` a language for Python and one `.json` for the pages.

Each room of the house has a catalogue of its own, so that two people can write at once; a key stands in one of them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from pathlib import Path


def make(root: Path, target: Path) -> None:
    """Write `fr.mo`, `fr.json`, `en.mo`, `en.json` into `target`, and click's French words where gettext looks.

    The JSON maps a key to its text, or to the list [singular, plural].
    """
    folder = root / "dashboard" / "catalogues"
    for language, sources in sources_by_language(folder).items():
        catalogue = _joined(language, sources)
        _write(catalogue, target / f"{language}.mo")
        text = json.dumps(page_texts(catalogue), ensure_ascii=False, sort_keys=True)
        (target / f"{language}.json").write_text(text, encoding="utf-8")
    for source in sorted((folder / "click").glob("*.po")):
        catalogue = _read(source, source.stem)
        _write(catalogue, target / "click" / source.stem / "LC_MESSAGES" / "messages.mo")


def sources_by_language(folder: Path) -> dict[str, list[Path]]:
    """Return the language of `<room>.<language>.po` -> its files, in the order of the rooms' names."""
    found: dict[str, list[Path]] = {}
    for source in sorted(folder.glob("*.po")):
        found.setdefault(source.stem.rpartition(".")[2], []).append(source)
    return found


def _joined(language: str, sources: list[Path]) -> Catalog:
    """Return the messages of all rooms; raises ValueError on a key that stands in two of them."""
    joined = Catalog(locale=language)
    for source in sources:
        read = _read(source, language)
        # Babel knows three plurals of French, our files have two: the rule is theirs.
        joined.mime_headers = [("Plural-Forms", read.plural_forms)]
        for message in read:
            if not message.id:
                continue
            if message.id in joined:
                raise ValueError(f"{source.name}: {message.id!r} stands in another catalogue too")
            joined[message.id] = message
    return joined


def _read(source: Path, language: str) -> Catalog:
    """Raises babel's PoFileError on a malformed file."""
    with source.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def _write(catalogue: Catalog, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        write_mo(file, catalogue)


def page_texts(catalogue: Catalog) -> dict[str, str | list[str]]:
    """Return key -> text (or [singular, plural]) of a catalogue."""
    found: dict[str, str | list[str]] = {}
    for message in catalogue:
        if not message.id:
            continue
        key = message.id if isinstance(message.id, str) else message.id[0]
        found[key] = message.string if isinstance(message.string, str) else list(message.string or ())
    return found
