"""Which language a page speaks."""

from __future__ import annotations

import pytest

from iot_lab.web.language import local_path


def language_of(answer):
    return answer.text.split('<html lang="')[1][:2]


def test_page_is_french_when_nobody_says_anything(client):
    assert language_of(client.get("/")) == "fr"


@pytest.mark.parametrize(
    ("wanted", "language"), [("en-GB,fr;q=0.5", "en"), ("de,en;q=0.8,fr;q=0.2", "en"), ("de", "fr"), ("fr-CA", "fr")]
)
def test_page_follows_the_browser(client, wanted, language):
    assert language_of(client.get("/", headers={"Accept-Language": wanted})) == language


def test_button_is_remembered_and_comes_back_to_the_same_page(client):
    answer = client.post("/language", data={"language": "en", "next": "/boards/capteur-01?window=1h"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/boards/capteur-01?window=1h")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert language_of(client.get("/", headers={"Accept-Language": "fr"})) == "en"


@pytest.mark.parametrize("path", ["//evil.example", "/\\evil.example", "https://evil.example", "", "/a\r\nX: 1"])
def test_language_button_never_leads_to_another_site(path):
    assert local_path(path) == "/"


def test_unknown_language_is_refused(client):
    assert client.post("/language", data={"language": "xx"}).status_code == 400


def test_page_carries_only_the_texts_its_scripts_use(client):
    page = client.get("/").text
    sent = page.split('id="texts">')[1].split("</script>")[0]
    assert "link.lost" in sent
    assert "cli." not in sent
