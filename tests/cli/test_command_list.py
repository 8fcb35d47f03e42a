"""`iot-lab --help` is a list: what a command does in a sentence; the rest is in the command's own help."""

from __future__ import annotations

import click
import pytest

from iot_lab.cli.main import iot_lab
from iot_lab.texts import texts

LONGEST = 170
"""Letters: three lines of the list in a terminal of 80 columns."""


@pytest.mark.parametrize("language", ["fr", "en"])
def test_command_is_one_sentence_in_the_list(language):
    context = click.Context(iot_lab)
    verbs = [iot_lab.get_command(context, name) for name in iot_lab.list_commands(context)]
    assert len(verbs) > 20
    said = {verb.name: texts(language)(str(verb.help)).split("\n")[0] for verb in verbs}
    assert {name: words for name, words in said.items() if len(words) > LONGEST} == {}
