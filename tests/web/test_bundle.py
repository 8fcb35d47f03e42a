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
