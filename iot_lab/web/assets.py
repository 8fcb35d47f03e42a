"""The built bundle, served from memory: hashed names that browsers keep for ever, gzip made at build time."""

from __future__ import annotations

import json
import mimetypes
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, request
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from iot_lab.resources import built
from iot_lab.texts import LANGUAGES
from iot_lab.web.errors import PageUnknown

if TYPE_CHECKING:
    from pathlib import Path

FOR_EVER = "public, max-age=31536000, immutable"
blueprint = Blueprint("assets", __name__)


@dataclass(frozen=True, slots=True)
class Asset:
    """One file of the bundle, plain and compressed."""

    kind: str
    plain: bytes
    gzipped: bytes


class Assets:
    """The files of `iot_lab/_built/dashboard`. Raises `iot_lab.resources.NotBuilt` where they were never made."""

    def __init__(self, folder: Path) -> None:
        self._entries = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        self._files = {path.name.removesuffix(".gz"): _read(path) for path in folder.glob("*.gz")}
        self._styles = {
            entry: Markup(self._files[said["file"]].plain.decode())  # noqa: S704 - made by our own build
            for entry, said in self._entries.items()
            if entry.endswith(".css")
        }
        keys = json.loads((folder / "text_keys.json").read_text(encoding="utf-8"))
        self._texts = {
            (language, entry): htmlsafe_json_dumps({key: every[key] for key in used if key in every})
            for language, every in ((language, _catalogue(language)) for language in LANGUAGES)
            for entry, used in keys.items()
        }

    def url(self, entry: str) -> str:
        """Return the address of an entry such as `live.ts` or `main.css`."""
        return f"/static/{self._entries[entry]['file']}"

    def style(self, entry: str) -> Markup:
        """Return a style sheet that may stand in a page."""
        return self._styles[entry]

    def imports(self, entry: str) -> list[str]:
        """Return the addresses of the shared files an entry needs, to be asked for at once."""
        return [f"/static/{name}" for name in self._entries[entry]["imports"]]

    def later(self, entry: str) -> list[str]:
        """Return the addresses of what an entry asks for by itself: a page that surely needs it lets it come beside."""
        return [f"/static/{name}" for name in self._entries[entry]["later"]]

    def texts(self, language: str, entry: str) -> Markup:
        """Return the texts that an entry uses, in one language, as JSON that may stand in a page."""
        return self._texts[language, entry]

    def get(self, name: str) -> Asset | None:
        """Return one file by its hashed name."""
        return self._files.get(name)


@cache
def built_assets() -> Assets:
    """Return the bundle that the build hook made, read once."""
    return Assets(built("dashboard/manifest.json").parent)


@blueprint.get("/static/<name>")
def file(name: str) -> Response:
    """Answer one file of the bundle."""
    assets: Assets = current_app.extensions["iot_lab_assets"]
    asset = assets.get(name)
    if asset is None:
        raise PageUnknown
    headers = {"Cache-Control": FOR_EVER, "Vary": "Accept-Encoding"}
    if request.accept_encodings.quality("gzip"):
        return Response(asset.gzipped, mimetype=asset.kind, headers={**headers, "Content-Encoding": "gzip"})
    return Response(asset.plain, mimetype=asset.kind, headers=headers)


def _read(compressed: Path) -> Asset:
    plain = compressed.with_suffix("")
    # Windows' registry may call .js text/plain, which nosniff then refuses: say it ourselves.
    kind = "text/javascript" if plain.suffix == ".js" else mimetypes.types_map.get(plain.suffix, "text/plain")
    return Asset(kind, plain.read_bytes(), compressed.read_bytes())


def _catalogue(language: str) -> dict[str, str | list[str]]:
    every: dict[str, str | list[str]] = json.loads(built(f"catalogues/{language}.json").read_text(encoding="utf-8"))
    return every
