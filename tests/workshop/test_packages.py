"""Packages for boards: fetched with what they need, kept, and installed by MicroPython's own `mip`; strangers' are refused."""

import hashlib
import http.server
import io
import json
import shutil
import subprocess
import sys
import tarfile
import threading
import zipfile
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.serving import make_server

from iot_lab.web.api import packages as pages
from iot_lab.workshop.packages import pypi
from iot_lab.workshop.packages.getting import PackageSourceUnreachable
from iot_lab.workshop.packages.index import BoardPackage, PackageIndex, PackageNotKept, PackageRefused
from iot_lab.workshop.packages.sources import FROM_PYPI, add_package
from tests.rigs.running_kit import free_port

BADGE = b"import wheel_sum\ndef shown(): return wheel_sum.of(20, 22)\n"
SUM = b"def of(*numbers): return sum(numbers)\n"


def told(files, version="1.2", deps=(), **changes):
    hashes = [[path, hashlib.sha256(content).hexdigest()[:8]] for path, content in files.items()]
    return json.dumps({"v": 1, "version": version, "hashes": hashes, "deps": deps, **changes}).encode()


def archive(name, files):
    raw = io.BytesIO()
    if name.endswith(".whl"):
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as packed:
            for path, content in files.items():
                packed.writestr(path, content)
    else:
        with tarfile.open(fileobj=raw, mode="w:gz") as tar:
            for path, content in files.items():
                member = tarfile.TarInfo(path)
                member.size = len(content)
                tar.addfile(member, io.BytesIO(content))
    return raw.getvalue()


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A web server of another place: (its address, the folder that it shows)."""
    folder = tmp_path_factory.mktemp("elsewhere")

    class Shown(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *words):
            super().__init__(*words, directory=str(folder))

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Shown) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", folder
        server.shutdown()


def put(folder, path, content):
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(content)


def offered(folder, name, files, **about):
    for content in files.values():
        digest = hashlib.sha256(content).hexdigest()[:8]
        put(folder, f"file/{digest[:2]}/{digest}", content)
    put(folder, f"package/py/{name}/latest.json", told(files, **about))


@pytest.fixture
def index(tmp_path):
    return PackageIndex(tmp_path)


def add(index, name, url):
    kept = []
    add_package(index, name, url, lambda package: kept.append((package.name, package.version)))
    return kept


def test_micropythons_own_mip_installs_what_the_room_keeps_with_what_it_needs(index, served, tmp_path):
    url, elsewhere = served
    offered(elsewhere, "badge", {"badge/__init__.py": BADGE}, deps=[["wheel-sum", "latest"]])
    offered(elsewhere, "wheel-sum", {"wheel_sum.py": SUM}, version="0.1")
    assert add(index, "badge", url) == [("badge", "1.2"), ("wheel-sum", "0.1")]
    app = Flask("room")
    app.extensions["iot_lab_room"] = type("RoomWithPackages", (), {"packages": index})
    app.register_blueprint(pages.blueprint)
    server = make_server("127.0.0.1", 0, app)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    room = f"http://127.0.0.1:{server.server_port}/pi/v2"
    program = f"import mip\nmip.install('badge', index='{room}', target='{tmp_path}/lib')\nimport sys\n"
    program += f"sys.path.insert(0, '{tmp_path}/lib')\nimport badge\nprint(badge.shown())"
    found = shutil.which("micropython", path=str(Path(sys.executable).parent)) or pytest.skip("no MicroPython")
    said = subprocess.run([found, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    server.shutdown()
    server.server_close()
    assert said.stdout.splitlines()[-1] == "42", said


def test_package_of_pypi_is_its_modules_and_none_of_it_is_run(index, served, tmp_path, monkeypatch):
    url, elsewhere = served
    monkeypatch.setenv(pypi.INDEX_VARIABLE, f"{url}/simple")
    evil = f"open({str(tmp_path / 'run')!r}, 'w')".encode()
    files = {
        "setup.py": evil,
        "src/badge.py": BADGE,
        "src/wheel_sum.py": SUM,
        "tests/test_x.py": b"x",
        "README.md": b"x",
    }
    new = archive("a.tar.gz", {f"micropython_badge-1.10.0/{path}": content for path, content in files.items()})
    put(elsewhere, "files/micropython_badge-1.10.0.tar.gz", new)
    put(elsewhere, "files/micropython_badge-1.9.0.tar.gz", b"old")
    links = "".join(f'<a href="../../files/micropython_badge-{one}.tar.gz">x</a>' for one in ("1.9.0", "1.10.0"))
    put(elsewhere, "simple/micropython-badge/index.html", links.encode())
    assert add(index, "micropython-badge", FROM_PYPI) == [("micropython-badge", "1.10.0")]
    paths = [path for path, _ in json.loads(index.find("package/6/micropython-badge/latest.json"))["hashes"]]
    assert paths == ["badge.py", "wheel_sum.py"]
    assert not (tmp_path / "run").exists()


def bomb():
    return archive("a.whl", {"zeros.py": bytes(50_000_000)})


@pytest.mark.parametrize(
    "file", [b"no archive", bomb(), archive("a.whl", {"../../evil.py": b"x"}), archive("a.whl", {"x.so": b"x"})]
)
def test_archive_that_is_none_for_a_board_is_refused(index, served, monkeypatch, file):
    url, elsewhere = served
    monkeypatch.setenv(pypi.INDEX_VARIABLE, f"{url}/simple")
    put(elsewhere, "files/odd-1.0-py3-none-any.whl", file)
    put(elsewhere, "simple/odd/index.html", b'<a href="../../files/odd-1.0-py3-none-any.whl">x</a>')
    with pytest.raises(PackageRefused):
        add(index, "odd", FROM_PYPI)
    assert index.kept() == []


@pytest.mark.parametrize(
    "about",
    [
        b"[]",
        b"{",
        told({"../evil.py": SUM}),
        told({"/evil.py": SUM}),
        told({"a.py": b"another"}),
        told({}),
        told({"a.py": SUM}, version="../1"),
        told({"a.py": SUM}, deps=[["../x", "1"]]),
        told({"a.py": SUM}, deps=5),
        told({"a.py": SUM}, hashes=[["a.py", "../../package"]]),
        told({"a.py": SUM}, hashes=[["a.py", 5]] * 1000),
    ],
)
def test_description_that_is_none_is_refused_and_nothing_is_kept(index, served, about):
    url, elsewhere = served
    offered(elsewhere, "odd", {"a.py": SUM})
    put(elsewhere, "package/py/odd/latest.json", about)
    with pytest.raises((PackageRefused, PackageSourceUnreachable)):
        add(index, "odd", url)
    assert index.kept() == []


@pytest.mark.parametrize("name", ["", "..", "a/b", "a b", "-r", "é", "x" * 65])
def test_name_that_is_none_is_asked_of_nobody(index, name):
    with pytest.raises(PackageRefused):
        add(index, name, "http://127.0.0.1:9")


def test_what_cannot_be_reached_is_said(index):
    with pytest.raises(PackageSourceUnreachable):
        add(index, "badge", f"http://127.0.0.1:{free_port()}")


def test_name_that_the_index_lacks_is_never_taken_from_pypi(index, served, monkeypatch):
    url, elsewhere = served
    monkeypatch.setenv(pypi.INDEX_VARIABLE, f"{url}/simple")
    put(elsewhere, "simple/lacking/index.html", b'<a href="../../files/lacking-1.0-py3-none-any.whl">x</a>')
    put(elsewhere, "files/lacking-1.0-py3-none-any.whl", archive("a.whl", {"lacking.py": b"x = 1"}))
    with pytest.raises(pypi.PackageNotFound):
        add(index, "lacking", url)


def test_forgotten_package_leaves_the_files_that_another_one_has(index):
    index.keep(BoardPackage("one", "1", {"same.py": SUM, "own.py": b"1"}))
    index.keep(BoardPackage("two", "1", {"same.py": SUM}))
    index.forget("one")
    digest, own = (hashlib.sha256(content).hexdigest()[:8] for content in (SUM, b"1"))
    assert (index.kept(), index.find(f"file/{digest[:2]}/{digest}")) == ([("two", "1")], SUM)
    assert index.find(f"file/{own[:2]}/{own}") is None
    with pytest.raises(PackageNotKept):
        index.forget("../two")
