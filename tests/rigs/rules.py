"""Accounts and rights for broker tests: alice, bob, and watcher who reads everything; `private/<name>/` is one's own."""

NAMES = ("alice", "bob", "watcher")


def account(name):
    """Return the options of `Wire.connect` for an account."""
    return {"username": name, "password": f"secret-{name}"}


class Rules:
    def __init__(self) -> None:
        self.secrets = {name: f"secret-{name}".encode() for name in NAMES}

    def authenticate(self, username, password):
        known = username in self.secrets and password == self.secrets[username]
        return username if known else None

    def may_write(self, account, topic):
        return account == "watcher" or topic.startswith(("t/", f"private/{account}/"))

    def may_read(self, account, topic):
        return account == "watcher" or topic.startswith(("t/", f"private/{account}/"))


MOSQUITTO_RIGHTS = """user alice
topic readwrite t/#
topic readwrite private/alice/#
user bob
topic readwrite t/#
topic readwrite private/bob/#
user watcher
topic readwrite #
topic read $SYS/#
"""
