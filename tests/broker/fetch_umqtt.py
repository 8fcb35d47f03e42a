"""Fetch MicroPython's own MQTT client, `umqtt.simple`, unmodified, for the tests: `python tests/broker/fetch_umqtt.py`.

Its archive on PyPI is no Python project, so pip downloads but never unpacks it: pip's own finder says where it is, in
whatever index this machine uses. `make test` runs this once, at install time; tests themselves never need the network.
"""

import io
import ssl
import sys
import tarfile
import urllib.request
from pathlib import Path

from pip._internal.cli.main_parser import parse_command
from pip._internal.commands import create_command

PACKAGE = "micropython-umqtt.simple==1.3.4"
TARGET = Path(__file__).resolve().parents[2] / ".make" / "umqtt"


def fetch() -> None:
    wanted = TARGET / "umqtt" / "simple.py"
    if not wanted.exists():
        wanted.parent.mkdir(parents=True, exist_ok=True)
        wanted.write_bytes(read_member(archive(), "umqtt/simple.py"))


def archive() -> bytes:
    name, words = parse_command(["download", "--quiet", PACKAGE])
    command = create_command(name)
    options, _ = command.parse_args(words)
    with command.main_context():
        session = command.enter_context(command.get_default_session(options))
        finder = command._build_package_finder(options, session)
        project, version = PACKAGE.split("==")
        found = next(one for one in finder.find_all_candidates(project) if str(one.version) == version)
    context = ssl.create_default_context(cafile=options.cert)
    with urllib.request.urlopen(found.link.url_without_fragment, context=context, timeout=30) as answer:
        return answer.read()


def read_member(raw: bytes, ending: str) -> bytes:
    with tarfile.open(fileobj=io.BytesIO(raw)) as files:
        member = next(one for one in files.getmembers() if one.name.endswith(ending))
        return files.extractfile(member).read()


if __name__ == "__main__":
    try:
        fetch()
    except Exception as error:  # noqa: BLE001 - whatever the reason, only one test is lost
        print(  # noqa: T201
            f"umqtt.simple could not be fetched ({error}): its test will be skipped", file=sys.stderr
        )
