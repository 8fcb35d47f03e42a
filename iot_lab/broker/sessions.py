"""The sessions of all clients (section 3.1.2.4), by account and client identifier: begun, found again, ended. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.broker.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from iot_lab.broker.delivery import Delivery
    from iot_lab.broker.limits import BrokerLimits
    from iot_lab.broker.persistence import PendingRecords


class Sessions:
    """Keeps sessions, their subscriptions in `delivery` and their records in `pending` in step, within `limits`."""

    def __init__(
        self, delivery: Delivery, pending: PendingRecords, limits: BrokerLimits, one_client: Mapping[str, str]
    ) -> None:
        self._delivery, self._pending, self._limits = delivery, pending, limits
        self._one_client = one_client
        self._kept: dict[tuple[str, str], Session] = {}
        self._last_number = 0

    def __iter__(self) -> Iterator[Session]:
        return iter(self._kept.values())

    def __len__(self) -> int:
        return len(self._kept)

    def find(self, account: str, client_id: str) -> Session | None:
        """Return the account's session of this client."""
        return self._kept.get((account, client_id))

    def of_account(self, account: str) -> list[Session]:
        """Return all sessions of an account."""
        return [session for session in self._kept.values() if session.account == account]

    def begin(self, account: str, client_id: str, *, is_persistent: bool) -> Session:
        """Make a session, where there is none."""
        self._last_number += 1
        session = Session(self._last_number, account, client_id, is_persistent=is_persistent)
        if is_persistent:
            self._make_room(account)
            self._pending.session_began(session)
        self._kept[account, client_id] = session
        return session

    def end(self, session: Session) -> None:
        for topic_filter in list(session.subscriptions):
            self._delivery.unsubscribe(session, topic_filter)
        self._kept.pop((session.account, session.client_id), None)
        if session.is_persistent:
            self._pending.session_ended(session)

    def adopt(self, sessions: Iterable[Session]) -> None:
        """Take over the sessions found in the journal, oldest first.

        An account of `one_client` has one session, whatever its client called itself when it was written: the newest,
        under the name that the client has now. So messages that waited for the hub reach it after the room got another
        name, and none wait for ever.
        """
        for session in sessions:
            session.client_id = self._one_client.get(session.account, session.client_id)
            self._kept[session.account, session.client_id] = session
            self._last_number = max(self._last_number, session.number)
        for session in self._kept.values():
            for topic_filter, qos in session.subscriptions.items():
                self._delivery.subscribe(session, topic_filter, qos)

    def _make_room(self, account: str) -> None:
        """End the first made of the sessions that are too many, of the account or of all, and not connected."""
        kept = [one for one in self._kept.values() if one.is_persistent]
        own = [one for one in kept if one.account == account]
        for group, most in (
            (own, self._limits.persistent_sessions_per_account),
            (kept, self._limits.persistent_sessions),
        ):
            away = [one for one in group if one.connection is None]
            for one in away[: max(0, len(group) + 1 - most)]:
                if self.find(one.account, one.client_id) is one:
                    self.end(one)
