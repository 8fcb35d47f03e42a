"""A private PostgreSQL server in a temporary folder, for as long as the tests need one.

Where the server's programs are not installed, its tests are skipped with that reason; with IOT_LAB_ALL_TESTS set, as
.ci/run does, they fail instead.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.rigs.running_kit import free_port, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

UNPRIVILEGED = "nobody"
"""PostgreSQL refuses to run as root, and its data must belong to who runs it."""
QUICK = ("fsync=off", "full_page_writes=off", "max_connections=100", "shared_buffers=32MB")


def programs() -> dict[str, str] | None:
    """Return where initdb and postgres are: in the PATH, or where Debian puts them; the newest version."""
    kept = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    searched = os.pathsep.join([*map(str, kept), os.environ.get("PATH", "")])
    found = {name: shutil.which(name, path=searched) for name in ("initdb", "postgres")}
    return None if None in found.values() else {name: str(path) for name, path in found.items()}


@contextlib.contextmanager
def running_server() -> Iterator[str]:
    """Start a server; yield the address of its first database, for the account `lab`."""
    found = programs()
    if found is None:
        said = "PostgreSQL's server (initdb, postgres) is not installed"
        pytest.fail(said) if os.environ.get("IOT_LAB_ALL_TESTS") else pytest.skip(said)
    port = free_port()
    account = {"user": UNPRIVILEGED} if hasattr(os, "geteuid") and os.geteuid() == 0 else {}
    with tempfile.TemporaryDirectory() as folder:
        if account:
            shutil.chown(folder, UNPRIVILEGED)
        data = str(Path(folder) / "data")
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder, **account}
        made = [found["initdb"], "-D", data, "-U", "lab", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"]
        subprocess.run(made, check=True, **quiet)
        command = [found["postgres"], "-D", data, "-p", str(port), "-h", "127.0.0.1", "-k", folder]
        with subprocess.Popen([*command, *(f"-c{option}" for option in QUICK)], **quiet) as process:
            wait_until(lambda: answers(port))
            yield f"postgresql://lab@127.0.0.1:{port}/postgres"
            process.terminate()


def answers(port: int) -> bool:
    try:
        psycopg.connect(f"postgresql://lab@127.0.0.1:{port}/postgres", connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


@contextlib.contextmanager
def empty_database(server: str, name: str) -> Iterator[str]:
    """Make a database of its own on a server; yield its address, and drop it."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    yield f"{server.rpartition('/')[0]}/{name}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
