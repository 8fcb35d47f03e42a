"""A broker that is not ours (`--broker`): whether it answers, takes the room in, and knows the boards' accounts.

Boards that it refuses are silent for the room: nobody would know why. So it is asked with the boards' own names and
secrets, at the start and again every few seconds: what it refuses is said within five. The boards' connections are not
disturbed: what asks has a client identifier of its own.
"""

from __future__ import annotations

import secrets
import threading
import time
from typing import TYPE_CHECKING, Final

from iot_lab.contract.topics import client_id
from iot_lab.errors import LabError
from iot_lab.mqtt import packets
from iot_lab.mqtt.account_check import ask_to_enter, with_account
from iot_lab.threads import PermanentThread

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.mqtt.address import BrokerAddress
    from iot_lab.room import Account

AGAIN_S: Final = 3.0
"""Asking takes a moment more; a new board is asked about after LOOK_S."""
LOOK_S: Final = 1.0
FIRST_ASKED: Final = 3
MOST_ASKED: Final = 100
MOST_NAMED: Final = 5


class TheirBrokerSilent(LabError):
    """The broker given with --broker does not answer. Details: broker, problem."""

    code = "their-broker-silent"


class TheirBrokerRefusesHub(LabError):
    """The broker given with --broker refuses the account in its address. Details: broker, name."""

    code = "their-broker-refuses-hub"


class TheirBrokerRefusesBoards(LabError):
    """The broker given with --broker refuses accounts of boards. Details: broker, boards, count."""

    code = "their-broker-refuses-boards"


class TheirBroker:
    """`trouble` is what is wrong now, None while all is well; `look` asks, `start` asks on in a thread."""

    def __init__(self, address: BrokerAddress, room: str, accounts: Callable[[], list[Account]]) -> None:
        self._address, self._room, self._accounts = address, room, accounts
        self._stopping = threading.Event()
        self._thread = PermanentThread("their-broker", self._look_again, is_over=self._stopping.is_set)
        self._asked: set[str] = set()
        self.trouble: LabError | None = None

    def start(self) -> None:
        """Ask once with a few accounts, then with all, again and again."""
        self.look(FIRST_ASKED)
        self._thread.start()

    def stop(self) -> None:
        """Ask no more."""
        self._stopping.set()

    def look(self, most: int = MOST_ASKED) -> None:
        """Ask the broker for the hub's account and for those of at most so many boards."""
        boards = self._accounts()[:most]
        self._asked = {board.name for board in boards}
        self.trouble = self._found(boards)

    def _found(self, boards: list[Account]) -> LabError | None:
        try:
            if self._is_refused(self._address):
                return TheirBrokerRefusesHub(broker=self._address, name=self._address.name or "-")
            refused = [one.name for one in boards if self._is_refused(self._of(one))]
        except OSError as error:
            return TheirBrokerSilent(broker=self._address, problem=error)
        if not refused:
            return None
        named = ", ".join(refused[:MOST_NAMED]) + (", …" if len(refused) > MOST_NAMED else "")
        return TheirBrokerRefusesBoards(broker=self._address, boards=named, count=len(refused))

    def _of(self, account: Account) -> BrokerAddress:
        return with_account(self._address, account.name, account.secret)

    def _is_refused(self, address: BrokerAddress) -> bool:
        asker = client_id(self._room, f"asks-{secrets.token_hex(4)}")
        return ask_to_enter(address, asker) != packets.ACCEPTED

    def _look_again(self) -> None:
        asked_s = 0.0
        while not self._stopping.is_set():
            is_new = self._asked != {one.name for one in self._accounts()[:MOST_ASKED]}
            if is_new or time.monotonic() - asked_s > AGAIN_S:
                self.look()
                asked_s = time.monotonic()
            self._stopping.wait(LOOK_S)
