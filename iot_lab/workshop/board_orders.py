"""Orders to the boards of a running room, from another process of the same person: the hub's rights, a name of our own.

A board is asked on `do/<order>` and answers on `done/<order>` with the order's id (docs/protocol.md).
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, Self

from iot_lab.boards.delivery import make_patient, make_patient_files, payloads, refusal
from iot_lab.boards.newer_words import TooNew, too_new
from iot_lab.contract.limits import PROGRAM_BYTES, SIMULATED_PROGRAM_BYTES
from iot_lab.contract.orders import request_json
from iot_lab.contract.program_parts import whole_of
from iot_lab.contract.topics import BoardTopic, client_id, parse
from iot_lab.errors import LabError
from iot_lab.foreign_text import ForeignRefused, clean_bytes, read_json
from iot_lab.mqtt.address import BrokerAddress
from iot_lab.mqtt.client import CONNECT_S, MqttClient
from iot_lab.workshop import running
from iot_lab.workshop.sent_programs import SentPrograms
from iot_lab.workshop.trial_errors import BoardLeftAfterSending, judge

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import paho.mqtt.client as paho

LOOK_S: Final = 1.0
SHORT_DIGEST: Final = 12
"""Digits of a program's sum in `info`."""
TRIAL_S: Final = 150.0
"""A program that restarts its board on trial has three runs, each with a restart."""
BACK_S: Final = 20.0
"""A board that restarts at the end of its trial is back within so long."""
SLEEP_WORDS: Final = ("deepsleep", "lab.sleep", "from lab import sleep")
"""In a program that may leave the room for a while, and is right to."""
WAKING_S: Final = 660.0
"""A board that sleeps deeply takes an order when it wakes and meets the room (firmware/lib/kit/waking.py)."""
_TO_SLEEPERS: Final = ("stop", "rescue")
ANSWER_S: Final = 20.0
"""A board that must restart to end a program answers once it is back, some 15 s later."""


class RoomNotRunning(LabError):
    """No kit runs on the data folder, or its broker does not answer. Details: path."""

    code = "room-not-running"


class BoardUnknown(LabError):
    """No board of that name was ever in the room. Details: board, known."""

    code = "board-not-known"


class BoardAway(LabError):
    """The board is not in the room now. Details: board."""

    code = "board-away"


class OrderUnanswered(LabError):
    """The board is in the room and did not answer. Details: board, seconds."""

    code = "board-silent"


class OrderRefused(LabError):
    """The board answered an order with an error. Details: board, order, error."""

    code = "order-refused"


class BoardOrders:
    """A connection to the running room of a data folder; a context manager. Raises RoomNotRunning."""

    def __init__(self, folder: Path, answer_s: float = ANSWER_S) -> None:
        found = running.find(folder)
        if found is None:
            raise RoomNotRunning(path=folder)
        self._folder, self._room, self._answer_s = folder, found.room, answer_s
        self._address = BrokerAddress.parse(found.broker)
        self._changed = threading.Condition()
        self._is_subscribed = self._is_lost = self._may_sleep = False
        self._heard: dict[BoardTopic, Any] = {}
        self._comings: Counter[str] = Counter()
        self._answers: dict[str, dict[str, Any]] = {}
        self._told: dict[str, set[str]] = {}
        self._sent: dict[str, tuple[str, str]] = {}  # its sum, and that of the one before
        self._client = MqttClient(self._address, client_id(self._room, f"order-{secrets.token_hex(4)}"))

    def __enter__(self) -> Self:
        client = self._client
        client.on_connect = self._subscribe
        client.on_disconnect = self._note_lost
        client.on_subscribe = self._note_subscribed
        client.on_message = self._hear
        try:
            client.connect_now()
        except OSError as error:
            raise RoomNotRunning(path=self._folder) from error
        if not self._wait(lambda: self._is_subscribed, CONNECT_S):
            self.__exit__()
            raise RoomNotRunning(path=self._folder)
        return self

    def __exit__(self, *_: object) -> None:
        self._client.leave()

    def deliver(
        self,
        board: str,
        program: str,
        progress: Callable[[int, int], None],
        files: Mapping[str, bytes] | None = None,
    ) -> None:
        """Run a program and its files on a board; `progress(parts sent, parts)`. Returns once it runs.

        A board that sleeps deeply gets it when it wakes, within WAKING_S.
        Raises ProgramNotPython and ProgramTooLongForBoard before anything is sent; BoardUnknown, BoardAway,
        OrderUnanswered, and what `refusal` makes of the board's answer.
        """
        self._may_sleep = any(word in program for word in SLEEP_WORDS)
        patient, others, number = make_patient(program), make_patient_files(files or {}), self._new_id()
        info = self._info(board) if self.sleeps(board) else self._find(board)
        limit = SIMULATED_PROGRAM_BYTES if info.get("simulated") is True else PROGRAM_BYTES
        parts = payloads(patient, number, limit, others)
        whole = whole_of(patient.encode(), others)
        digest = hashlib.sha256(whole).hexdigest()[:SHORT_DIGEST]
        self._sent[board], self._told[board] = (digest, str(self._program(board).get("sha256", ""))), set()

        def give() -> None:
            for index, part in enumerate(parts):
                progress(index, len(parts))
                self._publish(board, "run", part)
                if number in self._answers:
                    break

        if self.sleeps(board):
            self._repeat(board, give, number)
        else:
            give()
        answer = self._answer(board, number)
        progress(len(parts), len(parts))
        trouble = refusal(answer, board, len(whole))
        if trouble is not None:
            raise trouble
        SentPrograms(self._folder).keep(board, program, digest)
        self._wait(lambda: digest in self._told[board] or not self._program(board).get("sha256"), LOOK_S)

    def await_trial(self, board: str, limit_s: float = TRIAL_S) -> None:
        """Wait until a program just delivered has proved itself (docs/firmware.md); at once where a board tries none.

        Raises ProgramFailedThere, ProgramTakenBack, ProgramLeftOut, ProgramAgainstKit, BoardLeftAfterSending.
        """
        self._wait(lambda: not self._is_on_trial(board), limit_s)
        if not (self._may_sleep or self.sleeps(board) or self.is_online(board, BACK_S)):
            raise BoardLeftAfterSending(board=board)
        sent, before = self._sent.get(board, ("", ""))
        had_it = sent in self._told.get(board, ())  # a program that fails at once may have made way when we look
        judge(board, self._program(board), sent if had_it else "", before)

    def too_new(self, board: str, program: str) -> list[TooNew]:
        """Return what the board's MicroPython is too old for in a program."""
        return too_new(program, self._info(board).get("micropython"))

    def stop(self, board: str) -> bool:
        """End a board's program; say whether one ran. Raises BoardUnknown, BoardAway, OrderUnanswered."""
        return self.ask(board, "stop").get("result") == "stopped"

    def info(self, board: str) -> dict[str, Any]:
        """Return what a board that is in the room says of itself. Raises BoardUnknown, BoardAway."""
        return self._find(board)

    def ask(self, board: str, order: str, *, within_s: float | None = None, **request: Any) -> dict[str, Any]:
        """Give one order and return the board's answer, which may take longer than usual.

        A board that sleeps deeply is told to stop each time it wakes, until it answers or WAKING_S are over. Raises
        BoardUnknown, BoardAway, OrderUnanswered; OrderRefused where the answer is an error.
        """
        number = self._new_id()
        payload = request_json(number, **request)
        if order in _TO_SLEEPERS and self.sleeps(board):
            self._repeat(board, lambda: self._publish(board, order, payload), number)
        else:
            self._find(board)
            self._publish(board, order, payload)
        answer = self._answer(board, number, within_s)
        if "error" in answer:
            raise OrderRefused(board=board, order=order, error=str(answer["error"])[:40])
        return answer

    def sleeps(self, board: str) -> bool:
        """Say whether a board woke from a deep sleep when it came last: it may be asleep, whatever its status says."""
        return self._info(board).get("reset_cause") == "deep-sleep"

    def is_online(self, board: str, within_s: float = LOOK_S) -> bool:
        """Say whether a board is in the room, or comes within some seconds."""
        return self._wait(lambda: self._status(board) == "online", within_s)

    def program_state(self, board: str) -> str:
        """Return what a board says of its program (docs/protocol.md), empty where it said nothing."""
        self._info(board)
        return str(self._program(board).get("state", ""))

    def _program(self, board: str) -> dict[str, Any]:
        """Return what a board said last of its program."""
        info = self._heard.get(BoardTopic(self._room, board, "info"))
        program = info.get("program") if isinstance(info, dict) else None
        return program if isinstance(program, dict) else {}

    def _is_on_trial(self, board: str) -> bool:
        return self._program(board).get("trial") is True

    def _find(self, board: str) -> dict[str, Any]:
        """Return the info of a board that is in the room."""
        is_there = self.is_online(board)
        with self._changed:
            known = sorted({topic.board for topic in self._heard if topic.part == "status"})
        if board not in known:
            raise BoardUnknown(board=board, known=", ".join(known) or "-")
        if not is_there:
            raise BoardAway(board=board)
        return self._info(board)

    def _info(self, board: str) -> dict[str, Any]:
        """Return what a board says of itself; it may come just after its status."""
        topic = BoardTopic(self._room, board, "info")
        self._wait(lambda: topic in self._heard, LOOK_S)
        info = self._heard.get(topic)
        return info if isinstance(info, dict) else {}

    def _status(self, board: str) -> Any:
        return self._heard.get(BoardTopic(self._room, board, "status"))

    def _publish(self, board: str, order: str, payload: bytes) -> None:
        """Publish and wait until the broker has it."""
        sent = self._client.publish(str(BoardTopic(self._room, board, "do", order)), payload, qos=1)
        is_there = False
        with suppress(RuntimeError):  # paho's, where the connection is lost
            sent.wait_for_publish(CONNECT_S)
            is_there = sent.is_published()
        if not is_there:
            raise RoomNotRunning(path=self._folder)

    def _repeat(self, board: str, give: Callable[[], None], number: str) -> None:
        """Give an order now, and again each time the board comes, until it answers."""
        end_s = time.monotonic() + WAKING_S
        while number not in self._answers and not self._is_lost and time.monotonic() < end_s:
            comings = self._comings[board]
            give()
            self._wait(
                lambda seen=comings: self._is_lost or number in self._answers or self._comings[board] > seen,  # type: ignore[misc]
                end_s - time.monotonic(),
            )
            if self._answers.get(number, {}).get("error") == "order":
                del self._answers[number]  # it woke amid the parts of a program: all of them again

    def _answer(self, board: str, number: str, within_s: float | None = None) -> dict[str, Any]:
        limit_s = within_s or self._answer_s
        if not self._wait(lambda: self._is_lost or number in self._answers, limit_s):
            raise OrderUnanswered(board=board, seconds=round(limit_s))
        if number not in self._answers:
            raise RoomNotRunning(path=self._folder)
        return self._answers[number]

    def _wait(self, is_so: Callable[[], bool], limit_s: float) -> bool:
        end_s = time.monotonic() + limit_s
        with self._changed:
            return self._changed.wait_for(is_so, max(0.0, end_s - time.monotonic()))

    def _new_id(self) -> str:
        return f"send-{secrets.token_hex(6)}"

    def _subscribe(self, client: paho.Client, _data: Any, _flags: Any, reason: Any, _properties: Any) -> None:
        if not reason.is_failure:
            root = f"lab/{self._room}/+"
            client.subscribe([(f"{root}/{leaf}", 1) for leaf in ("status", "info", "done/+")])

    def _note_lost(self, *_arguments: Any) -> None:
        """The room stopped: nobody answers any more."""
        with self._changed:
            self._is_lost = True
            self._changed.notify_all()

    def _note_subscribed(self, *_arguments: Any) -> None:
        with self._changed:
            self._is_subscribed = True
            self._changed.notify_all()

    def _hear(self, _client: paho.Client, _data: Any, message: paho.MQTTMessage) -> None:
        topic = parse(message.topic)
        if topic is None:
            return
        content = _read(message.payload)
        with self._changed:
            if topic.part == "done" and isinstance(content, dict) and isinstance(content.get("id"), str):
                self._answers[content["id"]] = content
            elif topic.part in ("status", "info"):
                self._heard[topic] = content
                self._comings[topic.board] += topic.part == "status" and content == "online"
                self._told.setdefault(topic.board, set()).add(str(self._program(topic.board).get("sha256", "")))
            self._changed.notify_all()


def _read(payload: bytes | bytearray) -> Any:
    """Return JSON, or the text where it is none, fit to be shown; anything may come."""
    try:
        return read_json(bytes(payload))
    except ForeignRefused:
        return clean_bytes(bytes(payload))
