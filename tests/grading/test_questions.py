"""Functions of the learner's program, called by the host once it is over."""

import pytest

from iot_lab.simulator import Scenario, run_virtual
from iot_lab.simulator.questions import Question, read_value

ADD = "def add(a, b):\n    return a + b\n"
ENDLESS = "import time\nwhile True:\n    time.sleep(1)\n"


def ask(program, *questions, duration_s=5):
    return run_virtual(program, Scenario(duration_s, questions=questions))


def answers(outcome):
    """Return each question's result, or its error's type."""
    told = [event.value for event in outcome.events if event.kind == "called"]
    return [value["result"] if "result" in value else value["error"]["type"] for value in told]


def test_function_is_called_with_each_input_in_turn():
    outcome = ask(ADD, Question("add", (1, 2)), Question("add", ("a", "é")), Question("add", ((1, None), (True,))))
    assert answers(outcome) == [3, "aé", [1, None, True]]


def test_program_that_never_ends_is_interrupted_at_the_deadline_and_still_ends_there():
    outcome = ask(ADD + ENDLESS, Question("add", (1, 2)))
    assert (outcome.end, outcome.virtual_us, answers(outcome)) == ("deadline", 5_000_000, [3])


@pytest.mark.parametrize("work", ["for _ in range(300): pass", "time.ticks_ms()", "time.sleep_us(900)", "print(1)"])
def test_deadline_in_the_midst_of_a_timers_callback_interrupts_the_program_all_the_same(work):
    tick = f"import time\nfrom machine import Timer\ndef tick(timer):\n    while True:\n        {work}\n        break\n    {work}\n"
    start = "Timer(0).init(period=5, callback=tick)\nwhile True:\n    time.sleep_ms(5)\n"
    outcome = ask(ADD + tick + start, Question("add", (1, 2)), duration_s=0.1004)
    assert (outcome.end, answers(outcome)) == ("deadline", [3])


def test_error_in_one_question_does_not_spoil_the_others():
    program = "def f(x):\n    return 10 // x\n"
    outcome = ask(program, Question("f", (0,)), Question("f", (5,)))
    assert answers(outcome) == ["ZeroDivisionError", 2]
    error = outcome.events[0].value["error"]
    assert (error["line"], error["source_line"]) == (2, "return 10 // x")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("return float('nan')", "unreadable"),
        ("return 1e999", "unreadable"),
        ("return 10 ** 40", "unreadable"),
        ("return object()", "unreadable"),
        ("return 'x' * 5000", "unreadable"),
        ("l = []\n    for _ in range(900): l = [l]\n    return l", "RuntimeError"),
        ("while True: time.sleep(1)", "too-long"),
        ("x = 0\n    while True: x += 1", "too-long"),
        ("try: time.sleep(99)\n    except: return 1", "too-long"),
        ("import machine\n    machine.reset()", "reset"),
        ("raise SystemExit", "SystemExit"),
        ("_board.call('failed', 'x')", "exception"),
        ("_board.call('rest')", "finished"),
        ("l = []\n    while True: l.append('x' * 1000)", "MemoryError"),
    ],
)
def test_question_that_goes_wrong_leaves_the_next_one_alone(body, told):
    program = f"import time, _board\ndef f():\n    {body}\n{ADD}"
    outcome = ask(program, Question("f"), Question("nowhere"), Question("add", (1, 2)))
    assert answers(outcome) == [told, "missing", 3]
    assert (outcome.end, outcome.error, outcome.fault) == ("finished", None, None)


@pytest.mark.parametrize("body", ["for _ in range(10 ** 9): pass", "print('x' * 70_000)", "while True: print('x')"])
def test_question_that_takes_too_long_is_interrupted_and_the_next_one_asked(body):
    outcome = ask(f"{ADD}def f():\n    {body}\n", Question("add", (1, 2)), Question("f"), Question("add", (1, 2)))
    assert answers(outcome) == [3, "too-long", 3]
    assert outcome.end == "finished"


def test_question_that_nothing_can_interrupt_is_the_last_one():
    outcome = ask(f"{ADD}def f():\n    sum(range(10 ** 9))\n", Question("f"), Question("add", (1, 2)))
    assert answers(outcome) == ["too-long", "unanswered"]
    assert outcome.end == "finished"


def test_what_happens_during_questions_is_not_part_of_the_trace():
    program = "import machine, time\nprint('before', end='')\ndef f():\n    print('in')\n    machine.Pin(2, 3).on()\n"
    outcome = ask(program + "time.sleep(1)", Question("f"))
    assert [event.kind for event in outcome.events] == ["print", "called"]
    assert (outcome.output, outcome.virtual_us) == ("before", pytest.approx(1_000_000, abs=500))


def test_cost_of_a_program_does_not_count_its_questions():
    program = "def f(n):\n    return sum(range(n))\n"
    assert ask(program, Question("f", (9000,))).fuel == ask(program, Question("f", (9,))).fuel


def test_no_question_can_be_seen_before_the_program_is_over():
    program = (
        "import _board\ntry:\n    print(_board.call('question-next'))\nexcept OSError as error:\n    print(error)\n"
    )
    outcome = ask(program + ADD, Question("add", (1, 2)))
    assert "EINVAL" in outcome.output
    assert answers(outcome) == [3]


def test_next_question_is_not_told_before_this_one_has_its_answer():
    program = "import _board\nseen = []\ndef f(x):\n    seen.append(_board.call('question-next'))\n    return seen\n"
    outcome = ask(program, Question("f", (1,)), Question("f", (2,)))
    assert answers(outcome)[0] == "unanswered"


def test_forged_answers_to_no_question_change_nothing():
    program = f"import _board\n_board.call('question-answer', '9')\n_board.call('question-missing')\n{ADD}"
    assert answers(ask(program, Question("add", (1, 2)))) == [3]


def test_program_that_patches_the_way_of_answers_harms_only_its_own():
    program = f"import _board\n_board.call = lambda *a: '[\"add\", [1, 2]]'\n{ADD}"
    assert answers(ask(program, Question("add", (1, 2)))) == ["unanswered"]


def test_program_that_swallows_every_interruption_gets_no_question():
    program = "import time\nwhile True:\n    try:\n        while True: time.sleep(1)\n    except: pass\n"
    outcome = ask(program + ADD, Question("add", (1, 2)))
    assert (outcome.end, answers(outcome)) == ("deadline", ["unanswered"])


def test_program_that_breaks_down_is_asked_nothing():
    outcome = ask(f"{ADD}1 / 0", Question("add", (1, 2)))
    assert (outcome.end, answers(outcome)) == ("exception", ["unanswered"])


def test_same_questions_give_the_same_trace_and_fuel():
    first, second = (ask(ADD + ENDLESS, Question("add", (1, 2))) for _ in range(2))
    assert (first.events, first.fuel) == (second.events, second.fuel)


def test_files_of_the_scenario_are_on_the_flash():
    scenario = Scenario(5, files=(("samples.csv", b"1,2\n"),))
    assert run_virtual("print(open('samples.csv').read())", scenario).output == "1,2\n\n"


@pytest.mark.parametrize(
    "text", ["", "NaN", "-Infinity", "1e400", "9" * 400, "[" * 3000, '"' + "x" * 5000 + '"', "{1:2}"]
)
def test_odd_answers_are_refused(text):
    with pytest.raises(ValueError):
        read_value(text)
