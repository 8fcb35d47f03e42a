"""Fetch public MicroPython modules, unmodified, for the tests: `python tests/fetch_packages.py`.

Their archives on PyPI are mostly no Python projects, so pip downloads but never unpacks them: pip's own finder says
where each is, in whatever index this machine uses. `make test` runs this once, at install time; tests themselves never
need the network. Nothing fetched is ever committed.
"""

import io
import ssl
import sys
import tarfile
import urllib.request
import zipfile
from pathlib import Path

from pip._internal.cli.main_parser import parse_command
from pip._internal.commands import create_command

MAKE = Path(__file__).resolve().parents[1] / ".make"
# Archive -> the folder of .make that it goes to, the files wanted.
PACKAGES = {
    "micropython-umqtt.simple==1.3.4": ("umqtt", ["umqtt/simple.py"]),
    "bme280-upy==2.1.0": ("drivers/bme280-upy", ["bme280/__init__.py", "bme280/bme280.py"]),
    "grokesplib==2.5.0": ("drivers/grokesplib", ["grok.py"]),
    "micropython-ahtx0==0.1.2": ("drivers/micropython-ahtx0", ["ahtx0.py"]),
    "micropython-i2c-lcd==0.1.1": (
        "drivers/micropython-i2c-lcd",
        [f"lcd_i2c/{name}.py" for name in ("__init__", "const", "lcd_i2c", "typing", "version")],
    ),
    "micropython-servo==1.0.1": ("drivers/micropython-servo", ["servo/__init__.py"]),
    "micropython-ssd1306==0.3": ("drivers/micropython-ssd1306", ["ssd1306.py"]),
    "rpi-lcd-i2c-micropython==0.1.0": (
        "drivers/rpi-lcd-i2c-micropython",
        [f"rpi_lcd_i2c_micropython/{name}.py" for name in ("__init__", "i2c_lcd", "lcd_api")],
    ),
}


def fetch(package: str) -> None:
    folder, files = PACKAGES[package]
    wanted = {name: MAKE / folder / name for name in files}
    if all(path.exists() for path in wanted.values()):
        return
    members = unpacked(archive(package))
    for name, path in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(next(data for member, data in members.items() if f"/{member}".endswith(f"/{name}")))


def archive(package: str) -> bytes:
    name, words = parse_command(["download", "--quiet", package])
    command = create_command(name)
    options, _ = command.parse_args(words)
    with command.main_context():
        session = command.enter_context(command.get_default_session(options))
        finder = command._build_package_finder(options, session)
        project, version = package.split("==")
        found = next(one for one in finder.find_all_candidates(project) if str(one.version) == version)
    context = ssl.create_default_context(cafile=options.cert)
    with urllib.request.urlopen(found.link.url_without_fragment, context=context, timeout=30) as answer:
        return answer.read()


def unpacked(raw: bytes) -> dict[str, bytes]:
    """Return a wheel's or a tar's Python files; the shortest paths first."""
    if zipfile.is_zipfile(io.BytesIO(raw)):
        with zipfile.ZipFile(io.BytesIO(raw)) as files:
            found = {name: files.read(name) for name in files.namelist() if name.endswith(".py")}
    else:
        with tarfile.open(fileobj=io.BytesIO(raw)) as files:
            members = [one for one in files.getmembers() if one.isfile() and one.name.endswith(".py")]
            found = {one.name: files.extractfile(one).read() for one in members}
    return dict(sorted(found.items(), key=lambda one: len(one[0])))


if __name__ == "__main__":
    for each in PACKAGES:
        try:
            fetch(each)
        except Exception as error:  # noqa: BLE001 - whatever the reason, only a few tests are lost
            print(  # noqa: T201
                f"{each} could not be fetched ({error}): its tests will be skipped", file=sys.stderr
            )
