"""Exercises: the list, one exercise, its verdict without scripts, its hints level by level."""

from __future__ import annotations

import threading
from concurrent.futures import Future

from iot_lab.course import load_exercise
from iot_lab.grading import GraderBusy, GraderReplaced
from iot_lab.web import checking, create_app
from iot_lab.web.asked_checks import LEFT_AFTER_S, AskedChecks
from iot_lab.web.pages.statement import to_html


def test_list_leads_to_each_exercise(client):
    assert 'href="/exercises/blink"' in client.get("/exercises").text


def test_exercise_page_holds_statement_and_starter(client):
    page = client.get("/exercises/blink").text
    assert "Cinq clignotements" in page
    assert "led = Pin(2, Pin.OUT)" in page


def test_plain_form_gets_the_verdict_with_its_shape_word_and_colour(client):
    page = client.post("/exercises/blink", data={"program": load_exercise("blink").solution}).text
    assert 'data-verdict="passed"' in page
    assert "icon-passed" in page
    assert "Réussi" in page


def test_failed_check_says_expected_and_seen_and_keeps_the_program(client):
    page = client.post("/exercises/blink", data={"program": "print('ma ligne')\r\n"}).text
    assert 'data-verdict="failed"' in page
    assert "Attendu" in page
    assert "Observé" in page
    assert "print(&#39;ma ligne&#39;)" in page


def test_failed_check_is_drawn_beside_what_was_expected_and_said_in_words(client):
    program = load_exercise("blink").solution.replace("range(5)", "range(3)")
    page = client.post("/exercises/blink", data={"program": program}).text
    figure = page[page.index('<figure class="compared"') : page.index("</figure>")]
    assert "Broche\u00a02. Attendu\u202f: 1 à 0\u00a0s" in figure
    assert "compared-expected" in figure
    assert "Premier écart" in figure


def test_line_to_look_at_comes_from_the_report_and_not_from_its_sentences(client):
    assert 'data-line="2"' in client.post("/exercises/blink", data={"program": "x = 0\n1 / x"}).text
    assert "data-line" not in client.post("/exercises/blink", data={"program": "print('ligne 7')"}).text


def test_statement_begins_with_what_is_to_be_obtained(client):
    page = client.get("/exercises/gestures").text
    assert page.index('class="goal"') < page.index("Ce qu’il faut obtenir") < page.index("Les données")


def test_hints_are_nested_so_that_each_is_asked_in_turn(client):
    page = client.post("/exercises/blink", data={"program": "print(1)"}).text
    start = page.index('<details class="hint">')
    assert page[start:].count('<details class="hint">') == 2
    assert "(1/2)" in page
    assert page.index("(2/2)") < page.index("</details>", start)


def test_page_with_scripts_asks_for_the_verdict_alone(client):
    part = client.post("/exercises/blink", data={"program": ""}, headers={"X-Fragment": "verdict"}).text
    assert part.strip().startswith("<section")
    assert "<html" not in part


def test_form_without_a_program_is_refused(client):
    assert client.post("/exercises/blink").status_code == 400


def test_statement_shows_html_as_text_and_refuses_links_that_run_code():
    page = to_html("<script>x</script> [a](javascript:alert(1)) [b](data:text/html;base64,x)")
    assert "<script" not in page
    assert "href" not in page


def test_statement_headings_stand_below_the_page_title():
    assert to_html("# Un\n## Deux") == "<h2>Un</h2>\n<h3>Deux</h3>\n"


class Waited:
    """A submission that others stand before, for a few looks at it."""

    def __init__(self, places, outcome):
        self._places = iter(places)
        self._outcome = outcome
        self.answer = Future()
        self.is_abandoned = False

    @property
    def position(self):
        place = next(self._places, None)
        if place is None:
            self._outcome(self.answer)
        return place or 0

    def abandon(self):
        self.is_abandoned = True


def page_of(room, monkeypatch, pending):
    monkeypatch.setattr(checking, "MOMENT_S", 0.001)
    room.grader.submit = lambda *_, **__: pending
    return create_app(room).test_client()


def pieces_until_the_verdict(client):
    """Press Check as the page's script does; return each piece of HTML that came."""
    answer = client.post("/exercises/blink", data={"program": ""}, headers={"X-Fragment": "verdict"})
    pieces = [answer.text]
    while answer.status_code == 202:
        answer = client.get(answer.headers["Location"], headers={"X-Fragment": "verdict"})
        pieces.append(answer.text)
    return pieces


def test_place_in_the_queue_is_said_until_the_verdict_is_there(room, monkeypatch):
    report = {"verdict": "passed", "summary": "", "checks": []}
    client = page_of(room, monkeypatch, Waited([3, 3, 1, 0], lambda answer: answer.set_result(report)))
    parts = "".join(pieces_until_the_verdict(client))
    said = [parts.index(words) for words in ("place 3", "place 1", "Vérification en cours", "<section")]
    assert said == sorted(said)


def test_check_replaced_by_a_newer_one_says_so(room, monkeypatch):
    client = page_of(room, monkeypatch, Waited([2], lambda answer: answer.set_exception(GraderReplaced())))
    parts = "".join(pieces_until_the_verdict(client))
    assert "Une autre vérification" in parts
    assert "<section" not in parts


def test_plain_form_is_led_to_a_page_that_shows_the_place_then_the_verdict(room, monkeypatch):
    waited = Waited([2] * 1000, lambda _: None)
    client = page_of(room, monkeypatch, waited)
    led = client.post("/exercises/blink", data={"program": "print('ma ligne')"})
    page = client.get(led.headers["Location"])
    assert (led.status_code, page.headers["Refresh"]) == (303, "1")
    assert "place 2" in page.text
    waited.answer.set_result({"verdict": "failed", "summary": "", "checks": []})
    page = client.get(led.headers["Location"])
    assert "Refresh" not in page.headers
    assert 'data-verdict="failed"' in page.text
    assert "ma ligne" in page.text


def test_reader_who_leaves_gives_up_the_place(room, monkeypatch):
    waited = Waited([2] * 1000, lambda _: None)
    client = page_of(room, monkeypatch, waited)
    now = [0.0]
    client.application.extensions["iot_lab_checks"] = AskedChecks(lambda: now[0])
    first = client.post("/exercises/blink", data={"program": ""}, headers={"X-Fragment": "verdict"})
    now[0] = LEFT_AFTER_S - 1
    assert client.get(first.headers["Location"]).status_code == 200
    now[0] += LEFT_AFTER_S + 1
    assert not waited.is_abandoned
    room.grader.submit = lambda *_, **__: Waited([1] * 9, lambda _: None)
    client.post("/exercises/blink", data={"program": ""})
    assert waited.is_abandoned
    assert client.get(first.headers["Location"]).status_code == 404


def test_verdict_is_for_the_browser_that_asked(room, monkeypatch):
    client = page_of(room, monkeypatch, Waited([2] * 9, lambda _: None))
    client.get("/exercises/blink")
    asked = client.post("/exercises/blink", data={"program": ""}, headers={"X-Fragment": "verdict"})
    other = client.application.test_client()
    other.get("/exercises/blink")
    assert other.get(asked.headers["Location"]).status_code == 404


def test_refused_check_says_why_in_the_place_of_the_verdict(room):
    def busy(*_):
        raise GraderBusy(waiting=200)

    client = create_app(room.graded_by(busy)).test_client()
    part = client.post("/exercises/blink", data={"program": ""}, headers={"X-Fragment": "verdict"})
    assert part.status_code == 503
    assert 'class="note verdict-wait queue"' in part.text
    assert "<html" not in part.text


def test_one_computer_has_its_share_of_waiting_checks_and_others_have_theirs(room, monkeypatch):
    monkeypatch.setattr(checking, "MOMENT_S", 0.0)
    waiting = []
    room.grader.submit = lambda *_, **__: waiting.append(Waited([1] * 99, lambda _: None)) or waiting[-1]
    app = create_app(room)

    def press(address):
        browser = app.test_client()
        browser.get("/exercises/blink")
        return browser.post(
            "/exercises/blink",
            data={"program": ""},
            headers={"X-Fragment": "verdict"},
            environ_base={"REMOTE_ADDR": address},
        ).status_code

    codes = [press("192.168.1.9") for _ in range(checking.CHECKS_OF_ONE + 1)]
    assert codes == [202] * checking.CHECKS_OF_ONE + [429]
    assert press("192.168.1.10") == 202
    waiting[0].answer.set_result({"verdict": "passed"})
    assert press("192.168.1.9") == 202


def test_api_waits_for_few_and_leads_the_others_to_where_to_ask_again(room, monkeypatch):
    waited = Waited([3] * 99, lambda _: None)
    client = page_of(room, monkeypatch, waited)
    client.application.extensions["iot_lab_patience"] = threading.BoundedSemaphore(1)
    client.application.extensions["iot_lab_patience"].acquire()
    led = client.post("/api/exercises/blink/check", json={"program": ""})
    assert (led.status_code, led.json["place"]) == (202, 3)
    assert client.get(led.headers["Location"]).status_code == 202
    waited.answer.set_result({"verdict": "passed"})
    assert client.get(led.headers["Location"]).json == {"verdict": "passed"}


def test_browser_is_remembered_by_the_exercise_page_and_asks_under_its_own_name(room):
    app = create_app(room)
    first, second = app.test_client(), app.test_client()
    for client in (first, second, first):
        client.get("/exercises/blink")
        client.post("/api/exercises/blink/check", json={"program": ""})
    asked = room.grader.asked
    assert asked[0] == asked[2] != asked[1]
    assert all(name.startswith("browser ") for name in asked)
