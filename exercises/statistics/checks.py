"""Statistics, judged on what `summarise` answers to lists of the host's, then on what `summary` says of the sensor."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from iot_lab.grading.vocabulary import Answer, Mismatch, NothingToJudge, Trial, breakdown, check, expect, number, say
from iot_lab.simulator.parts.bme280 import Bme280
from iot_lab.simulator.world.curves import value_at
from iot_lab.simulator.world.faults import Unplugged
from iot_lab.sums import total

SUMMARISE, SUMMARY = "summarise", "summary"
FIELDS = ("count", "mean", "min", "max", "deviation")
WITHIN = 0.01
# What a deviation of nearly nothing may be off by.
LEAST_WITHIN = 0.005
LONG, SHOWN = 4000, 12
SENSOR, MANY, OFTEN_US = 0x76, 100, 100_000
COUNT_WITHIN, COUNT_SPARE = 0.05, 2
MEASURED_WITHIN_C, DEVIATION_WITHIN = 0.3, 0.10

Numbers = dict[str, float]


def five(values: list[float]) -> Numbers:
    mean = total(values) / len(values)
    deviation = sqrt(total((one - mean) ** 2 for one in values) / len(values))
    return {"count": len(values), "mean": mean, "min": min(values), "max": max(values), "deviation": deviation}


@dataclass(frozen=True, slots=True)
class Summed:
    """One answer of `summarise` and what stood in its file; None where a measure was missing."""

    answer: Answer
    lines: list[float | None]

    @property
    def there(self) -> list[float]:
        """Return the measures that are not missing."""
        return [one for one in self.lines if one is not None]

    def said(self, field: str) -> float | None:
        return said(self.answer, field)


def summed(trial: Trial) -> list[Summed]:
    return [Summed(one, trial.truth[one.arguments[0]]) for one in trial.answers(SUMMARISE).each]


def asked(trial: Trial) -> list[Summed]:
    """Return the answers about short files with at least one measure."""
    return [one for one in summed(trial) if 0 < len(one.there) < LONG]


def measures(trial: Trial, answer: Answer) -> list[float]:
    return [one for one in trial.truth[answer.arguments[0]] if one is not None]


def is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def said(answer: Answer, field: str) -> float | None:
    """Return a number of an answer, None where there is none."""
    value = answer.result.get(field) if isinstance(answer.result, dict) else None
    return float(value) if is_number(value) else None


def is_near(value: float | None, wanted: float) -> bool:
    return value is not None and abs(value - wanted) <= max(abs(wanted) * WITHIN, LEAST_WITHIN)


def expect_field(one: Summed, field: str) -> None:
    wanted = five(one.there)[field]
    value = one.said(field)
    if value is None:
        raise NothingToJudge(say(fr="un nombre", en="a number"), say(fr="il n’y en a pas", en="there is none"))
    if not is_near(value, wanted):
        raise Mismatch(
            say(
                fr="pour {name} ({lines}), summarise dit {field} = {wanted}",
                en="for {name} ({lines}), summarise says {field} = {wanted}",
                name=one.answer.arguments[0],
                lines=", ".join("-" if line is None else f"{line:g}" for line in one.lines[:SHOWN]),
                field=field,
                wanted=number(wanted),
            ),
            say(fr="elle dit {value}", en="it says {value}", value=number(value)),
        )


def all_say(trial: Trial, field: str, wanted: Callable[[Summed], float]) -> bool:
    """Whether each answer says `wanted`, and that this is wrong at least once."""
    answers = asked(trial)
    as_wanted = all(is_near(one.said(field), wanted(one)) for one in answers)
    return bool(answers) and as_wanted and any(not is_near(one.said(field), five(one.there)[field]) for one in answers)


@breakdown("stops-at-silence")
def stops_when_the_sensor_is_silent(trial: Trial) -> bool:
    loose = trial.part(Unplugged).spans[0]
    return trial.error is not None and trial.error.type == "OSError" and loose.holds(trial.duration_s)


@check("function", fr="Les fonctions summarise et summary répondent", en="The functions summarise and summary answer")
def answers(trial: Trial) -> None:
    expect(trial.answers(SUMMARISE)).exist()
    expect(trial.answers(SUMMARY)).exist()
    expect(trial.answers(SUMMARISE).when(lambda one: 0 < len(measures(trial, one)) < LONG)).have_no_error()


@check("fields", fr="Elles rendent cinq nombres, sous leur nom", en="They return five numbers, under their names")
def returns_five_numbers(trial: Trial) -> None:
    for one in [*(one.answer for one in asked(trial)), *trial.answers(SUMMARY).each]:
        lacking = [field for field in FIELDS if said(one, field) is None]
        if lacking and one.error is None:
            raise Mismatch(
                say(
                    fr="{function} rend un dictionnaire où {field} est un nombre",
                    en="{function} returns a dictionary in which {field} is a number",
                    function=one.function,
                    field=lacking[0],
                ),
                say(fr="elle rend {result}", en="it returns {result}", result=repr(one.result)[:80]),
            )


@check("missing", fr="Les mesures manquantes ne comptent pas", en="Missing measures do not count")
def ignores_what_is_missing(trial: Trial) -> None:
    for one in asked(trial):
        expect_field(one, "count")
        expect_field(one, "mean")


@ignores_what_is_missing.mistake("none-as-zero")
def takes_none_for_zero(trial: Trial) -> bool:
    return all_say(trial, "mean", lambda one: total(one.there) / len(one.lines)) and all_say(
        trial, "count", lambda one: len(one.lines)
    )


@ignores_what_is_missing.mistake("zero-dropped")
def drops_zeros(trial: Trial) -> bool:
    return all_say(trial, "count", lambda one: sum(bool(value) for value in one.lines))


@check("extremes", fr="min et max sont les extrêmes", en="min and max are the extremes")
def finds_the_extremes(trial: Trial) -> None:
    for one in asked(trial):
        expect_field(one, "min")
        expect_field(one, "max")


@finds_the_extremes.mistake("zero-start")
def begins_at_zero(trial: Trial) -> bool:
    from_zero = [all_say(trial, field, lambda one, best=best: best(0, *one.there)) for field, best in _EXTREMES]
    return any(from_zero)


_EXTREMES = (("min", min), ("max", max))


@check("deviation", fr="deviation est l’écart type", en="deviation is the standard deviation")
def measures_the_spread(trial: Trial) -> None:
    for one in asked(trial):
        expect_field(one, "deviation")


@measures_the_spread.mistake("variance")
def forgets_the_root(trial: Trial) -> bool:
    return all_say(trial, "deviation", lambda one: five(one.there)["deviation"] ** 2)


@measures_the_spread.mistake("sample")
def divides_by_one_less(trial: Trial) -> bool:
    several = [(one, len(one.there)) for one in asked(trial) if len(one.there) > 1]
    return bool(several) and all(
        is_near(one.said("deviation"), five(one.there)["deviation"] * sqrt(count / (count - 1)))
        for one, count in several
    )


@check("empty", fr="Sans mesure, elle rend None", en="Without a measure it returns None")
def says_none_of_nothing(trial: Trial) -> None:
    nothing = trial.answers(SUMMARISE).when(lambda one: not measures(trial, one))
    expect(nothing).have_no_error()
    expect(nothing).are(lambda _: None)


@check("memory", fr="Un long fichier ne remplit pas la mémoire", en="A long file does not fill the memory")
def holds_a_long_file(trial: Trial) -> None:
    long = [one for one in summed(trial) if len(one.lines) >= LONG]
    if long:
        expect(trial.answers(SUMMARISE).when(lambda one: one == long[0].answer)).have_no_error()
        for field in FIELDS:
            expect_field(long[0], field)


def temperatures(trial: Trial) -> list[float]:
    """Return what the sensor says once a second while it is there."""
    sensor, loose = trial.part(Bme280), trial.part(Unplugged).spans[0]
    return [
        value_at(sensor.temperature_c, at_s + 0.5, trial.seed)
        for at_s in range(int(trial.scenario.duration_s))
        if not loose.holds(at_s + 0.5)
    ]


@check("rhythm", fr="Une mesure par seconde", en="One measure a second")
def measures_once_a_second(trial: Trial) -> None:
    expect(trial.answers(SUMMARY)).have_no_error()
    answer = trial.answers(SUMMARY).each[0]
    wanted, seen = len(temperatures(trial)), said(answer, "count") or 0
    if abs(seen - wanted) > wanted * COUNT_WITHIN + COUNT_SPARE:
        raise Mismatch(
            say(fr="summary() compte {wanted} mesures", en="summary() counts {wanted} measures", wanted=wanted),
            say(fr="elle en compte {seen}", en="it counts {seen}", seen=number(seen)),
        )


@answers.mistake("too-often")
@measures_once_a_second.mistake("too-often")
def measures_without_rest(trial: Trial) -> bool:
    """Nearly all measures come less than a tenth of a second after the one before."""
    starts_us = [one.start_us for one in trial.i2c(SENSOR).reads]
    apart_us = sorted(late - early for early, late in pairwise(starts_us))
    return len(apart_us) > MANY and apart_us[len(apart_us) * 9 // 10] < OFTEN_US


@measures_once_a_second.mistake("silence-counted")
def counts_the_silence(trial: Trial) -> bool:
    """Whether as many as all seconds are counted, those without a sensor too."""
    loose = trial.part(Unplugged).spans[0]
    seen = [said(one, "count") or 0.0 for one in trial.answers(SUMMARY).each]
    return bool(seen) and abs(seen[0] - len(temperatures(trial)) - loose.length_s) <= COUNT_SPARE + 1


@check("measured", fr="summary() résume les températures", en="summary() sums up the temperatures")
def sums_up_what_was_measured(trial: Trial) -> None:
    expect(trial.answers(SUMMARY)).have_no_error()
    answer, wanted = trial.answers(SUMMARY).each[0], five(temperatures(trial))
    for field in FIELDS[1:]:
        value = said(answer, field)
        within = wanted[field] * DEVIATION_WITHIN if field == "deviation" else MEASURED_WITHIN_C
        if value is None or abs(value - wanted[field]) > within:
            raise Mismatch(
                say(
                    fr="summary() dit {field} = {wanted} (à {within} près)",
                    en="summary() says {field} = {wanted} (give or take {within})",
                    field=field,
                    wanted=number(round(wanted[field], 2)),
                    within=number(round(within, 2)),
                ),
                say(
                    fr="elle dit {value}",
                    en="it says {value}",
                    value="None" if value is None else number(round(value, 2)),
                ),
            )
