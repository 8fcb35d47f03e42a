"""The AI pages from takes to a model that may be sent: what is measured, and in numbers as their reader writes them."""

from __future__ import annotations

import http.client
import io
import re
from dataclasses import replace

import pytest

from iot_lab.web.server import PagesServer
from iot_lab.workshop.ai.training import ModelTrainings
from tests.rigs.hand_fed_room import KEY
from tests.rigs.recordings import takes_of
from tests.rigs.running_kit import wait_until


def words_of(client, page, language):
    client.set_cookie("language", language)
    answer = client.get(f"/ai/gestes/{page}")
    assert answer.status_code == 200, answer.text
    return re.sub(r"\s+", " ", answer.text)


def test_takes_are_listed_and_their_model_is_shown_in_each_language(recorded, room):
    assert "4,0 s, 200 mesures" in words_of(recorded, "record", "fr")
    assert "4.0 s, 200 measurements" in words_of(recorded, "record", "en")
    recorded.post("/ai/gestes/train", data={"model": "tree"})
    wait_until(lambda: room.trainings.latest("gestes").is_over)
    assert room.trainings.latest("gestes").error is None
    for language, size in (("fr", r"\d,\d.Ko"), ("en", r"\d\.\d.KB")):
        assert 'id="ai-score"' in words_of(recorded, "train", language)
        assert re.search(size, words_of(recorded, "deploy", language))
    before, after = room.trainings.result("gestes"), ModelTrainings(room.folder.path).result("gestes")
    assert after.recogniser.as_json() == before.recogniser.as_json()
    assert (after.evaluation, after.fit) == (before.evaluation, before.fit)
    assert (after.examples.rows == before.examples.rows).all()


def test_a_file_that_is_no_recording_is_the_request_s_fault(recorded):
    answer = recorded.post("/ai/gestes/import", data={"file": (io.BytesIO(b"PK\x03\x04\xff"), "a.csv")})
    assert answer.status_code == 400


@pytest.mark.parametrize(("megabytes", "said"), [(6, 400), (9, 413)])
def test_large_file_reaches_the_page_and_is_answered_in_words(recorded, megabytes, said):
    """By the server itself, which must not end the connection before the page can say its limit."""
    server = PagesServer(recorded.application, "127.0.0.1", 0)
    server.start()
    try:
        head = '--end\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
        body = head.encode() + b"x" * (megabytes << 20) + b"\r\n--end--\r\n"
        headers = {"Content-Type": "multipart/form-data; boundary=end", "Cookie": cookies_of(recorded)}
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        connection.request("POST", "/ai/gestes/import", body, headers)
        answer = connection.getresponse()
        words = answer.read().decode()
        connection.close()
    finally:
        server.stop()
    assert answer.status == said
    assert ("8 Mo" in words.replace("\u202f", " ").replace("\xa0", " ")) == (said == 413)


def cookies_of(client):
    return "; ".join(f"{one.key}={one.value}" for one in client._cookies.values())


def test_damaged_file_of_a_model_is_as_none(room):
    folder = room.folder.path / "ai"
    folder.mkdir(exist_ok=True)
    for number, content in enumerate((b"", b"PK\x03\x04", b"{}" * 100)):
        (folder / f"p{number}.model").write_bytes(content)
        assert ModelTrainings(room.folder.path).result(f"p{number}") is None


def test_line_predicts_a_value_and_is_kept_shown_and_written(room, client):
    client.get(f"/join?key={KEY}")
    labels = {"rest": "1", "circle": "2", "shake": "3,5"}
    takes = [replace(one, label=labels[one.label]) for one in takes_of(people=2, takes=1)]
    room.takes.bring("valeur", takes, 1_764_000_000_000, "2026-11-27")
    client.post("/ai/valeur/train", data={"model": "line"})
    wait_until(lambda: room.trainings.latest("valeur").is_over)
    assert room.trainings.latest("valeur").error is None
    kept = ModelTrainings(room.folder.path).result("valeur")
    assert (kept.fit.differing, kept.fit.refusals) == (0, ())
    client.set_cookie("language", "fr")
    assert re.search(r"il se trompe de \d,\d+ en moyenne", client.get("/ai/valeur/train").text)
    assert 'lab.publish("value"' in client.get("/ai/valeur/model.py").text
