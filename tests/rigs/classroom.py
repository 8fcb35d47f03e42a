"""A class in front of a running kit: each learner is a browser on a computer of its own that presses Check.

The addresses of these computers are loopback ones, 127.0.1.1 and on: Linux has them all.
"""

import http.client
import re
import threading
import time
import urllib.parse
from dataclasses import dataclass

VERDICT = re.compile(r'<section class="verdict panel" data-verdict="([a-z]+)"')


FIRST_WAIT_S, LONGEST_WAIT_S = 0.15, 1.0


@dataclass
class Answer:
    """What one learner saw: the verdict's word (None where there is none), the places said before it, the wait."""

    verdict: str | None
    places: list[int]
    waited_s: float


class Learner:
    """One browser on one exercise's page."""

    def __init__(self, port: int, exercise: str, number: int = 1) -> None:
        self._connection = http.client.HTTPConnection(
            "127.0.0.1", port, timeout=60, source_address=(f"127.0.1.{number}", 0)
        )
        self._path = f"/exercises/{exercise}"
        self._connection.request("GET", self._path)
        page = self._connection.getresponse()
        page.read()
        self._cookie = page.headers["Set-Cookie"].partition(";")[0]

    def check(self, program: str) -> Answer:
        """Press Check and ask again until the verdict is there, as the page's script does."""
        started, pause_s = time.monotonic(), FIRST_WAIT_S
        said, again = self._ask("POST", self._path, urllib.parse.urlencode({"program": program}))
        pieces = [said]
        while again:
            time.sleep(pause_s)
            pause_s = min(pause_s * 1.3, LONGEST_WAIT_S)
            said, again = self._ask("GET", again)
            pieces.append(said)
        found = VERDICT.search(said)
        places = [int(place) for place in re.findall(r"In the queue: place (\d+)", "".join(pieces))]
        return Answer(found[1] if found else None, places, time.monotonic() - started)

    def leave(self) -> None:
        self._connection.close()

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[str, str]:
        """Return a piece of HTML, and where to ask again where that is not the verdict."""
        headers = {"X-Fragment": "verdict", "Cookie": f"{self._cookie}; language=en"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        again = answer.headers["Location"] if answer.status == 202 else ""
        return answer.read().decode(), again


def check_at_once(port: int, exercise: str, programs: list[str]) -> list[Answer]:
    """Let as many learners as there are programs press Check at the same moment; returns what each saw."""
    learners = [Learner(port, exercise, number + 1) for number in range(len(programs))]
    together = threading.Barrier(len(programs))
    answers: list[Answer] = [Answer(None, [], 0.0)] * len(programs)

    def press(number: int) -> None:
        together.wait()
        answers[number] = learners[number].check(programs[number])

    threads = [threading.Thread(target=press, args=(number,)) for number in range(len(programs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for learner in learners:
        learner.leave()
    return answers
