"""The report of a model is a page that stands alone: axe finds nothing, a phone needs no sideways scrolling."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from iot_lab.cli.language import choose_language
from iot_lab.cli.main import iot_lab
from iot_lab.learning.files import write_csv
from iot_lab.texts import LANGUAGES
from tests.browser.test_accessibility import complaints
from tests.rigs.axe_core import axe_script
from tests.rigs.recordings import takes_of


@pytest.fixture(scope="module")
def recordings(tmp_path_factory):
    path = tmp_path_factory.mktemp("recordings") / "gestes.csv"
    path.write_bytes(write_csv(takes_of(people=6, takes=3)))
    return path


@pytest.mark.parametrize(("language", "model"), [*((one, "tree") for one in LANGUAGES), ("fr", "logistic")])
def test_axe_finds_nothing_in_a_report_and_a_phone_shows_it_whole(language, model, recordings, chromium):
    report = recordings.with_name(f"{language}.html")
    choose_language(["--lang", language])
    words = ["learn", "train", recordings, "--window", 1.6, "--model", model, "--report", report, "--lang", language]
    assert CliRunner().invoke(iot_lab, list(map(str, words))).exit_code == 0
    page = chromium.new_page(viewport={"width": 390, "height": 800})
    page.goto(report.as_uri())
    assert complaints(page, axe_script()) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()
