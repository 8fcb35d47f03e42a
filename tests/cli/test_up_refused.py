"""`iot-lab up` with an option that cannot do what it says: told before anything opens, in the language that was asked."""

import pytest

from iot_lab.cli.main import main

REFUSED = {
    ("--port", "x"): (2, "'x' n’est pas un nombre", "'x' is not a number"),
    ("--exercises", "/no/such/folder"): (2, "'/no/such/folder' n’existe pas", "'/no/such/folder' does not exist"),
    ("--exercises", "."): (1, "course.toml", "course.toml"),
    ("--broker-ca", "authority.pem"): (1, "--broker-ca est donnée sans --broker", "--broker-ca was given without"),
    ("--devices", "garden"): (1, "--devices est donnée sans --broker", "--devices was given without --broker"),
}


@pytest.mark.parametrize(("option", "value"), REFUSED)
def test_option_that_can_do_nothing_is_refused_in_words(option, value, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    code, *said = REFUSED[option, value]
    for language, words in zip(("fr", "en"), said, strict=True):
        with pytest.raises(SystemExit) as stopped:
            main(["up", option, value, "--no-browser", "--data", "data", "--lang", language])
        output = capsys.readouterr()
        assert stopped.value.code == code
        assert words in output.out + output.err
        assert "Traceback" not in output.out + output.err
