"""The faster search for names (build_hook/known_names.py): every name is found again, none is found that is not there."""

from __future__ import annotations

from tests.rigs.simulator_runs import run


def test_each_of_many_names_is_found_again_and_no_other():
    outcome = run("""
        class Box: pass
        box = Box()
        wrong = 0
        for number in range(400):
            name = "n%d" % number
            wrong += hasattr(box, name)
            setattr(box, name, number)
            wrong += getattr(box, "n" + str(number)) != number
        print(wrong, all(getattr(box, "n%d" % number) == number for number in range(400)))
    """)
    assert (outcome.error, outcome.output) == (None, "0 True\n")


def test_a_text_that_equals_a_name_is_that_name():
    outcome = run("""
        import json
        def found(text): return globals().get(text)
        print(found("js" + "on") is json, found("".join(["fou", "nd"])) is found, str(b"print", "utf8") is "print")
        print(getattr("a", "up" + "per")(), "%s" % "" is "", {"x": 1}["xy"[:1]])
    """)
    assert outcome.output == "True True True\nA True 1\n"
