"""Databases to test on: an SQLite file, and a database of its own on a private PostgreSQL server."""

import itertools

import pytest

from tests.rigs.postgresql import empty_database, running_server

NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def postgresql_server():
    with running_server() as address:
        yield address


@pytest.fixture
def postgresql(postgresql_server):
    """The address of an empty PostgreSQL database."""
    with empty_database(postgresql_server, f"lab-{next(NUMBERS)}") as address:
        yield address


@pytest.fixture
def sqlite(tmp_path):
    """The address of an SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'lab.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request):
    """The address of an empty database, once of each kind."""
    return request.getfixturevalue(request.param)
