"""What every answer carries and every request must pass."""

from __future__ import annotations

import gzip

import pytest

PAGES = ["/", "/boards/capteur-01", "/exercises", "/exercises/blink", "/trainer", "/rien", "/api/boards"]


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_forbids_framing_sniffing_and_inline_scripts(client, path):
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_an_inline_script_or_style_or_another_site(client, path):
    page = client.get(path).text
    assert "<style" not in page
    assert "style=" not in page
    assert "onclick" not in page
    assert all(
        "src=" in tag or "application/json" in tag for tag in page.split("<script")[1:] for tag in [tag.split(">")[0]]
    )
    assert 'src="http' not in page


def test_editor_style_has_a_new_password_on_each_page(client):
    policies = {client.get("/exercises/blink").headers["Content-Security-Policy"] for _ in range(2)}
    assert len(policies) == 2
    assert all("'nonce-" in policy for policy in policies)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost.evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("path", ["/language", "/exercises/blink", "/api/exercises/blink/check"])
def test_form_from_another_site_is_refused(client, path, headers):
    assert client.post(path, data={"language": "en", "program": ""}, headers=headers).status_code == 403


@pytest.mark.parametrize("headers", [{}, {"Origin": "http://localhost"}, {"Sec-Fetch-Site": "same-origin"}])
def test_form_from_our_own_page_is_taken(client, headers):
    assert client.post("/language", data={"language": "en"}, headers=headers).status_code == 303


def test_too_long_program_is_refused_on_the_page_and_in_the_api(client):
    page = client.post("/exercises/blink", data={"program": "x" * 70_000})
    assert page.status_code == 413
    assert "Le programme est trop long pour être vérifié." in page.text
    answer = client.post("/api/exercises/blink/check", json={"program": "x" * 70_000})
    assert answer.status_code == 413
    assert answer.json["error"]["code"] == "program-too-long"


def test_pages_are_compressed_for_those_who_can(client):
    plain = client.get("/")
    packed = client.get("/", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert b"capteur-01" in gzip.decompress(packed.data)
    assert len(packed.data) < len(plain.data) / 2
