"""Where packages come from: micropython-lib's index, with what they need beside them, or PyPI where a person says so.

An index is read as `mip` reads it (index.py), and its sums are checked. PyPI is never a second try: anybody may have
given a package of his own the name that micropython-lib lacks.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

from iot_lab.workshop.packages.getting import get
from iot_lab.workshop.packages.index import LATEST, MOST_BYTES, MOST_FILES, BoardPackage, PackageRefused, is_word
from iot_lab.workshop.packages.pypi import PackageNotFound, fetch_from_pypi

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.workshop.packages.index import PackageIndex

MICROPYTHON_LIB: Final = "https://micropython.org/pi/v2"
FROM_PYPI: Final = "pypi"
"""In place of an index's address."""
MOST_PACKAGES: Final = 50
"""One package with all that it needs."""
_UNNAMED: Final = {"", LATEST, "*"}


def add_package(index: PackageIndex, name: str, url: str, tell: Callable[[BoardPackage], None]) -> None:
    """Keep a package of the index at `url` and all that it needs; `tell` hears of each that is kept.

    Raises PackageNotFound, PackageRefused, PackageSourceUnreachable, OSError.
    """
    if not is_word(name):
        raise PackageRefused(name=name[:64], problem="name")
    if url == FROM_PYPI:
        _keep(index, fetch_from_pypi(name), tell)
        return
    waiting, done = [(name, LATEST)], set[str]()
    while waiting and len(done) < MOST_PACKAGES:
        wanted, version = waiting.pop(0)
        if wanted in done:
            continue
        done.add(wanted)
        package = _fetch(url.rstrip("/"), wanted, version)
        _keep(index, package, tell)
        waiting += package.needs


def _keep(index: PackageIndex, package: BoardPackage, tell: Callable[[BoardPackage], None]) -> None:
    index.keep(package)
    tell(package)


def _fetch(url: str, name: str, version: str) -> BoardPackage:
    said = get(f"{url}/package/py/{name}/{LATEST if version in _UNNAMED else version}.json", MOST_BYTES)
    if said is None:
        raise PackageNotFound(name=name)
    try:
        about: dict[str, Any] = json.loads(said)
        hashes = [(str(path), str(digest)) for path, digest in about.get("hashes", [])]
        needs = tuple((str(one), str(its)) for one, its in about.get("deps", []))
        exact = str(about["version"])
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise PackageRefused(name=name, problem="its description") from error
    if len(hashes) > MOST_FILES:
        raise PackageRefused(name=name, problem=f"{len(hashes)} files")
    return BoardPackage(name, exact, {path: _file(url, name, digest) for path, digest in hashes}, needs)


def _file(url: str, name: str, digest: str) -> bytes:
    content = get(f"{url}/file/{digest[:2]}/{digest}", MOST_BYTES) if is_word(digest) else None
    if content is None or not hashlib.sha256(content).hexdigest().startswith(digest):
        raise PackageRefused(name=name, problem="a file's sum")
    return content
