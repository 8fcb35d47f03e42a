"""A board that was told no Wi-Fi is written, not ready: plan, question and result say what it cannot do."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from iot_lab.cli.flash import flash
from iot_lab.cli.language import choose_language

WORDS = {"fr": ("ne rejoindront pas la salle", "ne rejoindra pas la salle"), "en": ("will not join", "will not join")}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_terminal_says_it_before_and_after(hub, language):
    hub.keep_firmware()
    hub.plug()
    choose_language(["--lang", language])
    given = ["--data", str(hub.data), "--lang", language]
    said = CliRunner().invoke(flash, given, input="\no\n" if language == "fr" else "\ny\n").output
    before, _, after = said.rpartition("[o/N]" if language == "fr" else "[y/N]")
    assert WORDS[language][0] in before
    assert WORDS[language][1] in after


def test_script_reads_that_the_board_does_not_join(hub):
    hub.keep_firmware()
    hub.plug()
    said = CliRunner().invoke(flash, ["--data", str(hub.data), "--json", "--yes"]).output
    assert '"joins": false' in said
    assert '"without_wifi": 1' in said
