"""A class in front of a running kit: each learner is a browser with its own cookie that presses Check."""

import http.client
import re
import threading
import time
import urllib.parse
from dataclasses import dataclass

VERDICT = re.compile(r'<section class="verdict panel" data-verdict="([a-z]+)"')


@dataclass
class Answer:
    """What one learner saw: the verdict's word (None where there is none), the places said before it, the wait."""

    verdict: str | None
    places: list[int]
    waited_s: float


class Learner:
    """One browser on one exercise's page."""

    def __init__(self, port: int, exercise: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._path = f"/exercises/{exercise}"
        self._connection.request("GET", self._path)
        page = self._connection.getresponse()
        page.read()
        self._cookie = page.headers["Set-Cookie"].partition(";")[0]

    def check(self, program: str) -> Answer:
        """Press Check and wait for the verdict, as the page's script does."""
        headers = {
            "X-Fragment": "verdict",
            "Cookie": f"{self._cookie}; language=en",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        started = time.monotonic()
        self._connection.request("POST", self._path, urllib.parse.urlencode({"program": program}), headers)
        said = self._connection.getresponse().read().decode()
        found = VERDICT.search(said)
        places = [int(place) for place in re.findall(r"In the queue: place (\d+)", said)]
        return Answer(found[1] if found else None, places, time.monotonic() - started)


def check_at_once(port: int, exercise: str, programs: list[str]) -> list[Answer]:
    """Let as many learners as there are programs press Check at the same moment; returns what each saw."""
    learners = [Learner(port, exercise) for _ in programs]
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
    return answers
