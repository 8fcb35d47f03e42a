"""All of Python's code in one file, as the course at home has it: Python imports from it as from a folder."""

from __future__ import annotations

import gettext
import importlib
import io
import marshal
import os
import pkgutil
import sys
import tomllib
from types import ModuleType

import pytest

from iot_lab.resources import built
from iot_lab.web.take_home.packed_modules import READ_CATALOGUE, PackedModules, packed

SOURCES = {
    "/packed/kept_apart/__init__": "from kept_apart import inner\nfrom kept_apart.deeper import last\n",
    "/packed/kept_apart/inner": "name = __name__\nfile = __file__\n",
    "/packed/kept_apart/deeper/__init__": "",
    "/packed/kept_apart/deeper/last": "from ..inner import name\n",
    "/packed/broken": "1 / 0\n",
}


@pytest.fixture
def searched(tmp_path, monkeypatch):
    made = {path: (path.endswith("/__init__"), compile(text, path, "exec")) for path, text in SOURCES.items()}
    kept = {"tables": {"a = 1\n": {"a": "kept"}}}
    content = packed({path.removesuffix("/__init__"): one for path, one in made.items()}, kept)
    (tmp_path / "modules.bin").write_bytes(content)
    file = os.open(tmp_path / "modules.bin", os.O_RDONLY)
    modules = PackedModules(file)
    monkeypatch.setattr(sys, "path_hooks", [modules, *sys.path_hooks])
    monkeypatch.setattr(sys, "path_importer_cache", {})
    monkeypatch.syspath_prepend("/packed")
    yield modules
    modules.close()
    for name in [one for one in sys.modules if one.startswith("kept_apart")]:
        del sys.modules[name]


@pytest.mark.usefixtures("searched")
def test_a_package_is_imported_with_what_it_imports_and_its_modules_can_be_listed():
    package = importlib.import_module("kept_apart")

    assert (package.inner.name, package.inner.file) == ("kept_apart.inner", "/packed/kept_apart/inner.py")
    assert package.last.name == "kept_apart.inner"
    found = {(one.name, one.ispkg) for one in pkgutil.iter_modules(package.__path__)}
    assert found == {("inner", False), ("deeper", True)}


def test_what_was_read_is_forgotten_and_the_rest_is_found_in_a_smaller_file(tmp_path, searched):
    importlib.import_module("kept_apart.inner")

    searched.forget_what_was_read(str(tmp_path / "rest.bin"))

    assert (tmp_path / "rest.bin").stat().st_size < (tmp_path / "modules.bin").stat().st_size
    assert importlib.import_module("kept_apart").last.name == "kept_apart.inner"
    del sys.modules["kept_apart.inner"]
    with pytest.raises(ImportError):
        importlib.import_module("kept_apart.inner")


@pytest.mark.usefixtures("searched")
def test_what_is_not_there_or_fails_is_told_as_by_any_import():
    with pytest.raises(ModuleNotFoundError, match=r"kept_apart\.nothing"):
        importlib.import_module("kept_apart.nothing")
    with pytest.raises(ZeroDivisionError):
        importlib.import_module("broken")


def test_a_text_of_which_something_was_made_gives_it_until_it_is_forgotten(tmp_path, searched):
    assert searched.kept("tables", "a = 1\n") == {"a": "kept"}
    assert searched.kept("tables", "a = 2\n") is None
    assert searched.kept("texts", "a = 1\n") is None

    searched.forget_what_was_read(str(tmp_path / "rest.bin"))

    assert searched.kept("tables", "a = 1\n") is None


def test_tables_are_read_as_ever_where_nothing_is_kept_of_their_text(searched):
    module = ModuleType("tomllib._parser")
    module.loads = tomllib.loads

    searched.prepare(module)

    assert (module.loads("a = 1\n"), module.loads("a = 2\n")) == ({"a": "kept"}, {"a": 2})


def test_a_catalogue_that_was_read_before_says_what_the_catalogue_says(searched, monkeypatch):
    monkeypatch.setattr(gettext.GNUTranslations, "_parse", gettext.GNUTranslations._parse)
    written = built("catalogues/fr.mo").read_bytes()
    plain = gettext.GNUTranslations(io.BytesIO(written))
    searched.prepare(gettext)

    for content in (written, READ_CATALOGUE + marshal.dumps((plain._charset, plain._info, plain._catalog))):
        found = gettext.GNUTranslations(io.BytesIO(content))

        assert found._catalog == plain._catalog
        assert [found.plural(number) for number in range(3)] == [plain.plural(number) for number in range(3)]
