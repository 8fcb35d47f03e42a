"""The built bundle: hashed, compressed, within its budgets (compressed bytes)."""

from __future__ import annotations

import gzip
import re

import pytest

from iot_lab.web.assets import built_assets

KIB = 1024
GZIP = {"Accept-Encoding": "gzip"}


def transfer_bytes(client, path):
    page = client.get(path, headers=GZIP).data
    text = gzip.decompress(page).decode()
    files = set(re.findall(r'"(/static/[^"]+)"', text))
    return len(page) + sum(len(client.get(file, headers=GZIP).data) for file in files)


@pytest.mark.parametrize(
    ("path", "budget"), [("/", 60 * KIB), ("/boards/capteur-01", 60 * KIB), ("/exercises/blink", 160 * KIB)]
)
def test_page_with_all_its_files_stays_within_its_budget(client, path, budget):
    assert transfer_bytes(client, path) <= budget


def test_code_editor_comes_beside_the_page(client):
    """Asked for by a script it came a second later on an old computer, which waited for it meanwhile."""
    page = client.get("/exercises/blink").text
    early = re.findall(r'<link rel="modulepreload" href="(/static/[^"]+)"', page)
    assert built_assets().later("exercise.ts") == early
    assert any("cm-content" in client.get(file).text for file in early)


def test_scripts_make_no_word_segmenter(client):
    """CodeMirror made one while it was loaded, for a key that no page has: four fifths of the time its file ran."""
    page = client.get("/exercises/blink").text
    assert not [file for file in re.findall(r'"(/static/[^"]+)"', page) if "Segmenter" in client.get(file).text]


def test_letters_have_three_weights():
    """Every weight of a size is a font of its own, which an old computer takes 10 ms to set up before the text is seen."""
    sheets = "".join(str(built_assets().style(f"{name}.css")) for name in ("main", "more", "bench", "wall", "ai_bench"))
    assert set(re.findall(r"font-weight:(\w+)", sheets)) <= {"400", "600", "700"}


def test_files_are_kept_for_ever_because_their_names_change(client):
    answer = client.get(built_assets().url("live.ts"))
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Type"].startswith("text/javascript")


def test_compressed_file_is_the_plain_one(client):
    address = built_assets().url("main.css")
    packed = client.get(address, headers=GZIP)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == client.get(address).data


@pytest.mark.parametrize("name", ["rien.js", "..%2fmanifest.json", "manifest.json", "text_keys.json"])
def test_nothing_but_the_bundle_is_served(client, name):
    assert client.get(f"/static/{name}").status_code == 404
