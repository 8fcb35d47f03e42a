"""Makes the folder: one page with all texts, the worker's pack, and the same pack as a script for a double click."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import tempfile
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

from jinja2 import Environment, FileSystemLoader

from iot_lab.course import load_exercise
from iot_lab.resources import built, resource
from iot_lab.texts import LANGUAGES, next_language, own_name, texts
from iot_lab.web.pages.statement import goal_size, to_html, to_statement
from iot_lab.web.take_home.archives import write_archives
from iot_lab.web.take_home.kit_files import kit_files
from iot_lab.web.take_home.pyodide_package import fetch, pyodide_files
from iot_lab.workshop.drawn_boards import at_home
from iot_lab.workshop.exercise_texts import CourseTexts

if TYPE_CHECKING:
    from collections.abc import Mapping

IN_THE_ROOM: Final = "at-home"
"""The folder's place in the data folder of a room that offers it."""
ZIP_NAME: Final = "iot-lab-home.zip"
INFLATED_BY_THE_WORKER: Final = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
NAMED_BEFORE: Final = frozenset({"kit.zip", "python.zip"})
"""Files of the pack that a folder made earlier may hold."""
STYLES: Final = ("main.css", "more.css", "bench.css")
DEBIANS: Final = Path("/usr/share/common-licenses")
ALSO_MOZILLA: Final = ("pathspec", "hypothesis")
"""Packages under Pyodide's licence, which hold its whole text."""
LICENCES: Final = """\
iot-lab: GNU General Public License, version 3 or later; the course texts: CC BY-SA 4.0.
Pyodide (pack/pyodide.*): Mozilla Public License 2.0. Its sources: https://github.com/pyodide/pyodide
Python's standard library (pack/python.zip, pack/modules.bin): Python Software Foundation License, version 2. https://docs.python.org/3/license.html
MicroPython (in pack/files.bin): MIT License. https://github.com/micropython/micropython
CodeMirror, Lezer and what they use (in home.js): MIT License. https://github.com/codemirror

"""


def make_folder(target: Path, pyodide: Path | None = None) -> int:
    """Write the folder; return its pack's weight in bytes. Raises PyodideAbsent, PyodideUnknown, OSError."""
    with tempfile.TemporaryDirectory() as work:
        pack = _pack(pyodide or fetch(Path(work)), Path(work))
    (target / "pack").mkdir(parents=True, exist_ok=True)
    for name in NAMED_BEFORE - pack.keys():
        (target / "pack" / name).unlink(missing_ok=True)
    for name, content in pack.items():
        (target / "pack" / name).write_bytes(content)
    script = "\n".join(f'pack["{name}"]="{base64.b64encode(one).decode()}";' for name, one in pack.items())
    (target / "pack.js").write_text(f"window.pack={{}};\n{script}\n", encoding="ascii")
    bundle = _bundle()
    (target / "home.js").write_bytes(bundle["home.ts"])
    (target / "first.js").write_bytes(_first_script(bundle, pack))
    (target / "main.css").write_bytes(b"\n".join(bundle[name] for name in STYLES))
    page = _page()
    (target / "index.html").write_text(page, encoding="utf-8")
    (target / "offline.js").write_bytes(_offline(bundle, pack, page))
    (target / "LICENCES.txt").write_text(LICENCES + _licence_texts(), encoding="utf-8")
    _zip(target)
    return sum(map(len, pack.values()))


def _first_script(bundle: Mapping[str, bytes], pack: Mapping[str, bytes]) -> bytes:
    """Return what runs before the page has come: it asks for the pack and starts the worker."""
    given = {"pack": {name: len(one) for name, one in pack.items()}, "worker": bundle["home_worker.ts"].decode()}
    return f"self.home={json.dumps(given)};\n".encode() + bundle["home_first.ts"]


def _offline(bundle: Mapping[str, bytes], pack: Mapping[str, bytes], page: str) -> bytes:
    """Return the service worker; it is another one whenever a file is, so a browser takes the new files."""
    content = [page.encode(), *bundle.values(), *pack.values()]
    name = hashlib.sha256(b"".join(hashlib.sha256(one).digest() for one in content)).hexdigest()[:16]
    files = ["./", "index.html", "first.js", "home.js", "main.css", "LICENCES.txt", *(f"pack/{name}" for name in pack)]
    kept = json.dumps({"name": f"iot-lab-home-{name}", "files": files})
    return f"self.kept={kept};\n".encode() + bundle["home_offline.ts"]


def _zip(folder: Path) -> None:
    """Write the folder as one file to take away; `pack.js` holds all that `pack/` does."""
    with ZipFile(folder / ZIP_NAME, "w", ZIP_DEFLATED) as archive:
        for name in ("index.html", "first.js", "home.js", "main.css", "pack.js", "LICENCES.txt"):
            archive.write(folder / name, f"iot-lab/{name}")


def _pack(package: Path, work: Path) -> dict[str, bytes]:
    """Return what the worker is made of, compressed."""
    files = pyodide_files(package)
    archives = write_archives(kit_files(), package, work)
    known = json.loads(files["pyodide-lock.json"])["info"]
    pack = {f"{name}.gz": gzip.compress(files[name], 9, mtime=0) for name in INFLATED_BY_THE_WORKER}
    lock = json.dumps({"info": known, "packages": {}}).encode()
    return pack | {"pyodide-lock.json": lock} | archives


def _bundle() -> dict[str, bytes]:
    """Return the built scripts and styles by their entry."""
    manifest = built("dashboard/manifest.json")
    entries = json.loads(manifest.read_text(encoding="utf-8"))
    return {
        name: (manifest.parent / entries[name]["file"]).read_bytes()
        for name in ("home.ts", "home_first.ts", "home_worker.ts", "home_offline.ts", *STYLES)
    }


def _licence_texts() -> str:
    """Return the texts that this computer has: of the kit, its course, what is bundled, Python, GPL and MPL."""
    root, python = Path(__file__).resolve().parents[3], Path(json.__file__).resolve().parents[1]
    own = (root / "LICENSE", *_of_package("iot-lab"), resource("exercises") / "LICENSE", python / "LICENSE.txt")
    bundled = (built("dashboard/licences.txt"), built("runtime/LICENSE"), *_of_package("mpremote"))
    mozilla = next(
        (path for path in (DEBIANS / "MPL-2.0", *map(_first, ALSO_MOZILLA)) if path and path.is_file()), None
    )
    wanted = (*own, *bundled, DEBIANS / "GPL-3", *([mozilla] if mozilla else []))
    found = [path.read_text(encoding="utf-8") for path in wanted if path.is_file()]
    return f"\n\n{'-' * 80}\n\n".join(dict.fromkeys(found))


def _of_package(name: str) -> list[Path]:
    """Return the licences that an installed package keeps beside it."""
    try:
        files = metadata.files(name) or []
    except metadata.PackageNotFoundError:
        return []
    return [Path(str(one.locate())) for one in files if one.stem == "LICENSE"]


def _first(package: str) -> Path | None:
    return next(iter(_of_package(package)), None)


def _page() -> str:
    course = CourseTexts()
    lanes = {language: course.units(language) for language in LANGUAGES}
    order = [exercise.id for lane in lanes["fr"] for exercise in lane.exercises]
    content = {
        "order": order,
        "languages": {language: _in_language(language, order, course) for language in LANGUAGES},
    }
    pages = Environment(loader=FileSystemLoader(resource("dashboard/templates")), autoescape=True)
    return pages.get_template("home.html").render(
        course=content,
        lanes=lanes,
        numbers={exercise: number for number, exercise in enumerate(order, 1)},
        texts={language: texts(language) for language in LANGUAGES},
        to_html=to_html,
        to_statement=to_statement,
        goal_size=goal_size,
        next_language=next_language,
        own_name=own_name,
    )


def _in_language(language: str, order: list[str], course: CourseTexts) -> dict[str, Any]:
    found = {name: text for name in order if (text := course.get(name, language))}
    every = json.loads(built(f"catalogues/{language}.json").read_text(encoding="utf-8"))
    keys = json.loads(built("dashboard/text_keys.json").read_text(encoding="utf-8"))["home.ts"]
    return {
        "texts": {key: every[key] for key in keys if key in every},
        "titles": {name: one.title for name, one in found.items()},
        "starters": {name: one.starter for name, one in found.items()},
        "hints": {name: _hints(name, language) for name in order},
        "knobs": {name: json.loads(at_home.knobs(name, language))["knobs"] for name in order},
    }


def _hints(exercise: str, language: str) -> dict[str, list[str]]:
    hints = load_exercise(exercise).hints[language]
    return {name: [to_html(level) for level in hint.levels] for name, hint in hints.items()}
