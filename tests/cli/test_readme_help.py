"""The help in both READMEs is what the commands say. `python tests/cli/test_readme_help.py` writes it again."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from iot_lab.cli.language import choose_language
from iot_lab.cli.main import iot_lab

ROOT = Path(__file__).resolve().parents[2]
READMES = (("README.md", "en"), ("README.fr.md", "fr"))
BLOCK = re.compile(r"(<!-- help: ([a-z ]+) -->\n```\n)(.*?)(```\n<!-- end -->)", re.DOTALL)


def help_of(verb: str, language: str) -> str:
    choose_language(["--lang", language])
    words = [*verb.split(), "--help"]
    return CliRunner().invoke(iot_lab, words, prog_name="iot-lab", terminal_width=100).output


@pytest.mark.parametrize(("name", "language"), READMES)
def test_readme_shows_the_help_that_the_command_gives(name, language):
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = BLOCK.findall(text)
    assert blocks
    for _, verb, shown, _ in blocks:
        assert shown == help_of(verb, language)


def write_again() -> None:
    for name, language in READMES:
        path = ROOT / name
        text = path.read_text(encoding="utf-8")
        fresh = BLOCK.sub(lambda found, to=language: found[1] + help_of(found[2], to) + found[4], text)
        path.write_text(fresh, encoding="utf-8")


if __name__ == "__main__":
    write_again()
