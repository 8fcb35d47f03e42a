"""The broker of a scenario: it lives in the board's agenda and takes part in its virtual time.

MQTT 3.1.1 as far as a board sees it: accounts, retained messages, wills, sessions that last, `$` topics, wildcards.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from iot_lab.mqtt.filters import is_filter, is_topic, matches
from iot_lab.mqtt.message import MqttMessage
from iot_lab.simulator.network.virtual_session import ClientEnd, ClientSession

if TYPE_CHECKING:
    from iot_lab.mqtt.packets import Connect
    from iot_lab.simulator.board import Board
    from iot_lab.simulator.world.network import Arrival, BrokerThere, Responder

UNAVAILABLE: Final = 3
NOT_AUTHORISED: Final = 5
MOST_LEVELS: Final = 128
# What one program may make the host keep and search through.
MOST_SUBSCRIPTIONS: Final = 64
MOST_SESSIONS: Final = 32
MOST_RETAINED: Final = 256


class VirtualBroker:
    """Knows the scenario's accounts, retained messages and outages; delivers what others publish."""

    def __init__(self, board: Board, there: BrokerThere | None) -> None:
        self._board = board
        self._there = there
        self._retained: dict[str, MqttMessage] = {}
        self._sessions: dict[str, ClientSession] = {}
        self._nameless = 0

    def begin(self) -> None:
        """Plan what happens by itself: messages that arrive, times when the broker is away."""
        board, there = self._board, self._there
        for arrival in there.arrivals if there else ():
            board.schedule(round(arrival.t_s * 1e6), lambda arrival=arrival: self._arrive(arrival))  # type: ignore[misc]
        for absence in there.absences if there else ():
            board.schedule(round(absence.start_s * 1e6), self._stop)

    @property
    def delay_us(self) -> int:
        """How long an answer takes."""
        return round(self._there.delay_s * 1e6) if self._there else 0

    @property
    def is_running(self) -> bool:
        """Whether its program runs."""
        now_s = self._board.now_us / 1e6
        return self._there is not None and not any(span.holds(now_s) for span in self._there.absences)

    # What a connection asks.

    def enter(self, asked: Connect, end: ClientEnd) -> tuple[int, ClientSession | None, bool]:
        """Return the CONNACK code, the session where it is 0, and whether it was there before (3.2.2)."""
        code = self._refusal(asked)
        if code:
            self._board.record("mqtt-refused", asked.client_id, code)
            return code, None, False
        name = asked.client_id or self._new_name()
        before = self._sessions.get(name)
        if before is not None:
            self._part(before, with_will=True)
        is_present = before is not None and not (asked.clean_session or before.asked.clean_session)
        session = before if before is not None and is_present else ClientSession(asked)
        session.asked, session.end, session.heard_us = asked, end, self._board.now_us
        self._sessions[name] = session
        self._keep_few()
        self._board.record("mqtt-connect", asked.client_id, {"user": asked.username, "will": asked.will})
        self._expect(session)
        return 0, session, is_present

    def resume(self, session: ClientSession) -> None:
        """Send again what was not acknowledged (4.4)."""
        self._board.work(len(session.unanswered))
        for message in list(session.unanswered):
            if session.end is not None:
                session.end.offer(message)

    def publish(self, session: ClientSession, message: MqttMessage) -> bool:
        """Take a message of a client; False for a topic that no broker takes: its connection is closed."""
        session.heard_us = self._board.now_us
        if not is_topic(message.topic, MOST_LEVELS) or message.topic.startswith("$"):
            if not message.topic.startswith("$"):
                self._part(session, with_will=True)
                return False
            return True
        self.deliver(message)
        return True

    def subscribe(self, session: ClientSession, wanted: str, qos: int) -> list[MqttMessage] | None:
        """Return the retained messages of a new subscription; None for a filter that no broker takes."""
        session.heard_us = self._board.now_us
        has_room = sum(len(one.wanted) for one in self._sessions.values()) < MOST_SUBSCRIPTIONS
        if not is_filter(wanted, MOST_LEVELS) or not (has_room or wanted in session.wanted):
            self._part(session, with_will=True)
            return None
        granted = session.wanted[wanted] = min(qos, 1)
        self._board.work(len(self._retained))
        found = [message for topic, message in sorted(self._retained.items()) if matches(wanted, topic)]
        return [replace(message, qos=min(message.qos, granted)) for message in found]

    def hear(self, session: ClientSession) -> None:
        """Note that a client is alive."""
        session.heard_us = self._board.now_us

    def leave(self, session: ClientSession) -> None:
        """A client said goodbye: no will."""
        self._part(session, with_will=False)

    def drop(self, session: ClientSession) -> None:
        """A client went without a goodbye."""
        self._part(session, with_will=True)

    def deliver(self, message: MqttMessage) -> None:
        """Give a message to every session that subscribed to its topic, and keep it when it is retained."""
        if message.is_retained:
            self._retained.pop(message.topic, None)
            if message.payload and len(self._retained) < MOST_RETAINED:
                self._retained[message.topic] = message
            message = replace(message, is_retained=False)
        for session in list(self._sessions.values()):
            self._board.work(1 + len(session.wanted))
            qos = session.qos_for(message.topic)
            if qos is not None:
                session.give(message if qos >= message.qos else replace(message, qos=qos))
        for responder in self._there.responders if self._there else ():
            if matches(responder.wanted, message.topic):
                self._answer_later(responder)

    # What happens by itself.

    def _refusal(self, asked: Connect) -> int:
        there, now_s = self._there, self._board.now_us / 1e6
        if there is None or any(span.holds(now_s) for span in there.refusals):
            return UNAVAILABLE
        secret = (asked.password or b"").decode("utf-8", "replace")
        is_known = there.accounts is None or (asked.username, secret) in there.accounts
        return 0 if is_known else NOT_AUTHORISED

    def _new_name(self) -> str:
        self._nameless += 1
        return f"\0{self._nameless}"

    def _expect(self, session: ClientSession) -> None:
        """Look again when one and a half keepalives may have passed in silence (3.1.2.10)."""
        if session.patience is not None:
            session.patience.cancel()
            session.patience = None
        if session.asked.keep_alive_s and session.end is not None:
            due_us = session.heard_us + session.asked.keep_alive_s * 1_500_000
            session.patience = self._board.schedule(due_us, lambda: self._lose_patience(session))

    def _lose_patience(self, session: ClientSession) -> None:
        if self._board.now_us - session.heard_us >= session.asked.keep_alive_s * 1_500_000:
            self._part(session, with_will=True)
        else:
            self._expect(session)

    def _part(self, session: ClientSession, *, with_will: bool) -> None:
        end, session.end = session.end, None
        if session.patience is not None:
            session.patience.cancel()
            session.patience = None
        if session.asked.clean_session:
            self._forget(session)
        if end is None:
            return
        end.closed_by_broker()
        will = session.asked.will
        if with_will and will is not None:
            said = {"topic": will.topic, "payload": will.payload, "retained": will.is_retained}
            self._board.record("mqtt-will", session.asked.client_id, said)
            self.deliver(will)

    def _forget(self, session: ClientSession) -> None:
        for name in [name for name, one in self._sessions.items() if one is session]:
            del self._sessions[name]

    def _keep_few(self) -> None:
        if len(self._sessions) > MOST_SESSIONS:
            oldest = next(iter(self._sessions.values()))
            self._part(oldest, with_will=True)
            self._forget(oldest)

    def _arrive(self, arrival: Arrival) -> None:
        if self.is_running:
            self.deliver(MqttMessage(arrival.topic, arrival.payload, 1, arrival.is_retained))

    def _answer_later(self, responder: Responder) -> None:
        message = MqttMessage(responder.topic, responder.payload, 1, responder.is_retained)
        due_us = self._board.now_us + max(1, round(responder.after_s * 1e6))
        self._board.schedule(due_us, lambda: self.deliver(message) if self.is_running else None)

    def _stop(self) -> None:
        """Its program ends: nobody sends wills, connections are closed by the computer."""
        for session in list(self._sessions.values()):
            self._part(session, with_will=False)
        if self._there is not None and self._there.forgets:
            self._sessions.clear()
            self._retained.clear()
