"""Calibrate, judged on what `percent` and `moisture` answer. The first check that fails is explained."""

from iot_lab.grading.vocabulary import Answer, Answers, Program, Trial, check, expect
from iot_lab.simulator.parts.soil_moisture import SoilMoisture

PERCENT, MOISTURE, PROBE = "percent", "moisture", 32
EXAMPLE = {60000, 20000}
WITHIN, MEASURED_WITHIN = 0.5, 3.0
ROUNDING = 0.01


def share(answer: Answer) -> float:
    """Return the right percentage, unbounded."""
    raw, dry, wet = answer.arguments
    return (raw - dry) / (wet - dry) * 100


def is_degenerate(answer: Answer) -> bool:
    return answer.arguments[1] == answer.arguments[2]


def inside(trial: Trial) -> Answers:
    return trial.answers(PERCENT).when(lambda one: not is_degenerate(one) and 0 <= share(one) <= 100)


def outside(trial: Trial) -> Answers:
    return trial.answers(PERCENT).when(lambda one: not is_degenerate(one) and not 0 <= share(one) <= 100)


def equal_points(trial: Trial) -> Answers:
    return trial.answers(PERCENT).when(is_degenerate)


def is_near(answer: Answer, value: float, within: float) -> bool:
    return answer.number is not None and abs(answer.number - value) <= within


@check("function", fr="La fonction percent(raw, dry, wet) répond", en="The function percent(raw, dry, wet) answers")
def answers(trial: Trial) -> None:
    expect(trial.answers(PERCENT)).exist()
    expect(inside(trial)).have_no_error()


@check("linear", fr="Entre les deux points, elle suit la ligne droite", en="Between the two points it follows the line")
def is_linear(trial: Trial) -> None:
    expect(inside(trial)).are(share, within=WITHIN)


@is_linear.mistake("constant")
def always_says_the_same(trial: Trial) -> bool:
    given = inside(trial).each
    return all(one.error is None for one in given) and len({repr(one.result) for one in given}) == 1


@is_linear.mistake("reversed")
def goes_the_other_way(trial: Trial) -> bool:
    return all(is_near(one, 100 - share(one), WITHIN) for one in inside(trial).each)


@is_linear.mistake("share-only")
def forgets_the_hundred(trial: Trial) -> bool:
    return all(is_near(one, share(one) / 100, ROUNDING) for one in inside(trial).each)


@is_linear.mistake("cut")
def cuts_the_decimals(trial: Trial) -> bool:
    """A whole division gives 0 all along the line, and 1 (or 100) at its end."""
    return all(one.error is None and one.result in (0, 1, 100) for one in inside(trial).each)


@is_linear.mistake("truncated")
def cuts_after_the_hundred(trial: Trial) -> bool:
    """Whole numbers only, each the percentage without its decimals."""
    given = [(one.number, share(one)) for one in inside(trial).each]
    is_cut = all(number is not None and -ROUNDING < value - number < 1 for number, value in given)
    return is_cut and all(number == int(number) for number, _ in given if number is not None)


@is_linear.mistake("one-way", unless=("constant",))
def knows_one_way(trial: Trial) -> bool:
    """Right for probes that count one way; for those that count the other way 0 or 100, whatever the measure."""
    given = inside(trial).each
    ways = [[one for one in given if (one.arguments[1] < one.arguments[2]) is is_up] for is_up in (True, False)]
    are_right = [all(is_near(one, share(one), WITHIN) for one in way) for way in ways]
    are_ends = [all(one.number in (0, 100) for one in way) for way in ways]
    return all(ways) and ((are_right[0] and are_ends[1]) or (are_right[1] and are_ends[0]))


@check("clamp", fr="En dehors, elle s’arrête à 0 et à 100", en="Outside it stops at 0 and at 100")
def is_clamped(trial: Trial) -> None:
    expect(outside(trial)).are(lambda one: 0.0 if share(one) < 0 else 100.0, within=WITHIN)


@is_clamped.mistake("no-clamp")
def goes_beyond(trial: Trial) -> bool:
    return any(is_near(one, share(one), WITHIN) for one in outside(trial).each)


@check("equal", fr="Deux points égaux donnent None", en="Two equal points give None")
def refuses_equal_points(trial: Trial) -> None:
    expect(equal_points(trial)).are(lambda _: None)


@check("measure", fr="moisture() rend l’humidité de la terre", en="moisture() returns the soil’s moisture")
def measures(trial: Trial) -> None:
    moisture_percent = float(trial.part(SoilMoisture).moisture_percent)
    expect(trial.answers(MOISTURE)).have_no_error()
    expect(trial.answers(MOISTURE)).are(lambda _: moisture_percent, within=MEASURED_WITHIN)


def is_measured(trial: Trial) -> bool:
    """Whether `moisture` answers a number, and a wrong one."""
    wanted = float(trial.part(SoilMoisture).moisture_percent)
    given = trial.answers(MOISTURE).each
    return bool(given) and all(one.number is not None and not is_near(one, wanted, MEASURED_WITHIN) for one in given)


@measures.mistake("wrong-pin")
def reads_another_pin(trial: Trial, program: Program) -> bool:
    return is_measured(trial) and PROBE not in program.numbers


@measures.mistake("example", unless=("wrong-pin",))
def takes_the_points_of_the_example(trial: Trial, program: Program) -> bool:
    return is_measured(trial) and program.numbers >= EXAMPLE


@measures.mistake("twelve-bits")
def reads_twelve_bits(trial: Trial, program: Program) -> bool:
    """`read` gives 0 to 4095, so that the soil seems to stand at one end."""
    reads = [one for one in program.calls("read") if not one.args]
    is_at_an_end = all(one.number in (0, 100) for one in trial.answers(MOISTURE).each)
    return is_measured(trial) and is_at_an_end and bool(reads) and not {"read_u16", "read_uv"} & program.names
