"""A real broker for live boards: the kit's own."""

from __future__ import annotations

import pytest

from iot_lab.broker import Broker


class Anyone:
    """Rights for a test: any name with the password `right`, everywhere."""

    def authenticate(self, username, password):
        return username if password == b"right" else None

    def may_write(self, account, topic):
        return True

    def may_read(self, account, topic):
        return True


@pytest.fixture(scope="module")
def broker_port():
    """The port of a running broker on 127.0.0.1; accounts have the secret `right`."""
    broker = Broker(Anyone(), host="127.0.0.1", port=0)
    broker.start()
    yield broker.port
    broker.stop()
