"""A package of PyPI for a board: found in its simple index (PEP 503), reduced to the modules that a board can import.

Nothing of it is ever run here: pip would run the `setup.py` of a source archive to learn its name, and most packages
for MicroPython have no other form. The archive's sum is that of the index.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import tarfile
import zipfile
import zlib
from html.parser import HTMLParser
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urldefrag, urljoin

from iot_lab.errors import LabError
from iot_lab.workshop.packages.getting import get
from iot_lab.workshop.packages.index import MOST_BYTES, BoardPackage, PackageRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

PYPI: Final = "https://pypi.org/simple"
INDEX_VARIABLE: Final = "PIP_INDEX_URL"
"""As for pip, where another index takes PyPI's place."""
MOST_PAGE_BYTES: Final = 4 * 1024 * 1024
MOST_ARCHIVE_BYTES: Final = 8 * 1024 * 1024
MOST_MEMBERS: Final = 2_000
_MODULES: Final = (".py", ".mpy")
_FORMS: Final = ("-py3-none-any.whl", "-py2.py3-none-any.whl", ".tar.gz", ".zip")
"""The best first."""
_NOT_MODULES: Final = {"setup.py", "conftest.py", "sdist_upip.py", "versioneer.py"}
_NOT_FOR_BOARDS: Final = {"test", "tests", "doc", "docs", "example", "examples", "build", "dist", "scripts", "tools"}


class PackageNotFound(LabError):
    """The place that was asked has no package of this name that a board can use. Details: name."""

    code = "package-not-found"


def fetch_from_pypi(name: str) -> BoardPackage:
    """Return the newest version; raises PackageNotFound, PackageRefused, PackageSourceUnreachable."""
    index = os.environ.get(INDEX_VARIABLE, PYPI).rstrip("/")
    address = f"{index}/{re.sub(r'[-_.]+', '-', name).lower()}/"
    page = get(address, MOST_PAGE_BYTES)
    found = _best(name, _links(page.decode(errors="replace")) if page else [])
    if found is None:
        raise PackageNotFound(name=name)
    version, link = found
    url, said = urldefrag(urljoin(address, link))
    archive = get(url, MOST_ARCHIVE_BYTES)
    if archive is None:
        raise PackageNotFound(name=name)
    wanted = said.removeprefix("sha256=") if said.startswith("sha256=") else ""
    if len(archive) > MOST_ARCHIVE_BYTES or (wanted and hashlib.sha256(archive).hexdigest() != wanted):
        raise PackageRefused(name=name, problem="its archive")
    return BoardPackage(name, version, _modules(name, url, archive))


def _links(page: str) -> list[str]:
    found: list[str] = []

    class Anchors(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag == "a":
                found.extend(value for key, value in attrs if key == "href" and value)

    Anchors().feed(page)
    return found


def _best(name: str, links: list[str]) -> tuple[str, str] | None:
    """Return version and link of the newest archive, the best form of it."""
    same = re.compile(re.sub(r"[-_.]+", "[-_.]+", name) + r"-([0-9][A-Za-z0-9.+!_]*)", re.IGNORECASE)
    found = []
    for link in links:
        file = unquote(urldefrag(link)[0]).rpartition("/")[2]
        form = next((one for one in _FORMS if file.endswith(one)), None)
        match = same.fullmatch(file.removesuffix(form)) if form else None
        if match and form:
            found.append((_order(match[1]), -_FORMS.index(form), match[1], link))
    return max(found)[2:] if found else None


def _order(version: str) -> tuple[bool, list[int]]:
    """Return what sorts versions: those that are no trials first, by their numbers."""
    return not re.search(r"(a|b|rc|dev)\d*", version), [int(one) for one in re.findall(r"\d+", version)]


def _modules(name: str, url: str, archive: bytes) -> dict[str, bytes]:
    """Return what a board imports of an archive, by its path in the library."""
    try:
        is_wheel = url.endswith(".whl")
        members = _unpacked(archive, is_tar=url.endswith(".gz"))
        found = {path if is_wheel else _below_root(path): content for path, content in members}
    except (OSError, tarfile.TarError, zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
        raise PackageRefused(name=name, problem="its archive") from error
    return {path: content for path, content in found.items() if _is_module(path)}


def _unpacked(archive: bytes, *, is_tar: bool) -> Iterator[tuple[str, bytes]]:
    """Give path and content of modules; raises ValueError where a small archive would become a giant."""
    return _of_tar(archive) if is_tar else _of_zip(archive)


def _of_tar(archive: bytes) -> Iterator[tuple[str, bytes]]:
    left = MOST_BYTES
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r|gz") as tar:
        for number, one in enumerate(tar):
            is_module = one.isfile() and one.name.endswith(_MODULES)
            left -= one.size if is_module else 0
            if number > MOST_MEMBERS or left < 0:
                raise ValueError("too much")
            file = tar.extractfile(one) if is_module else None
            if file:
                yield one.name, file.read()


def _of_zip(archive: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        modules = [one for one in packed.infolist() if one.filename.endswith(_MODULES)]
        if len(modules) > MOST_MEMBERS or sum(one.file_size for one in modules) > MOST_BYTES:
            raise ValueError("too much")
        for one in modules:
            with packed.open(one) as file:
                yield one.filename, file.read(MOST_BYTES)


def _below_root(path: str) -> str:
    """Return a source archive's path as it is installed: without the folder of name and version, and without `src`."""
    levels = PurePosixPath(path).parts[1:]
    return "/".join(levels[1:] if levels[:1] == ("src",) else levels)


def _is_module(path: str) -> bool:
    levels = path.split("/")
    is_ours = levels[0] not in _NOT_FOR_BOARDS and levels[-1] not in _NOT_MODULES
    return is_ours and not any(one.endswith((".dist-info", ".egg-info", ".data")) for one in levels[:-1])
