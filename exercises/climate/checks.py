"""Climate, judged on what arrived at the broker. The first check that fails is explained: causes before effects."""

from collections.abc import Iterator
from itertools import pairwise

from iot_lab.grading.vocabulary import (
    Messages,
    Mismatch,
    NothingToJudge,
    Program,
    PublishedMessage,
    Sentence,
    Trial,
    breakdown,
    check,
    expect,
    moment,
    say,
)
from iot_lab.simulator.parts.dht22 import Dht22
from iot_lab.simulator.world.faults import Corrupted, Unplugged
from iot_lab.simulator.world.scenario import Span

SENSOR = 15
FIELDS = ("temperature", "humidity")

PERIOD_S = 5.0
WITHIN_S = 0.5
FIRST_BY_S = 20.0
WITHIN_C = 0.3
WITHIN_PERCENT = 1.5
SENSOR_REST_S = 1.95
UNREACHABLE = 118
REFUSED = "Wifi Internal Error"
SILENCE = say(
    fr="aucun message tant que le capteur ne donne pas de lecture juste",
    en="no message as long as the sensor gives no good reading",
)


def messages(trial: Trial) -> Messages:
    return trial.messages(trial.room.topic("climate"))


def faults(trial: Trial) -> list[Span]:
    """Return the times at which the sensor cannot be read."""
    return [*trial.part(Unplugged).spans, *(trial.part(Corrupted).spans or ())]


def answered(trial: Trial) -> list[float]:
    return [read.start_s for read in trial.wire(SENSOR).reads if read.is_answered]


def without_reading(trial: Trial) -> Iterator[tuple[PublishedMessage, float]]:
    """Yield each message of a time without a good reading, and when that time began."""
    for span in faults(trial):
        for message in messages(trial):
            if span.holds(message.at_s) and message.at_s > span.start_s + PERIOD_S:
                yield message, span.start_s


def old_news(message: PublishedMessage, since_s: float) -> Sentence:
    return say(
        fr="« {text} » à {at}, alors qu’aucune lecture n’est juste depuis {since}",
        en="“{text}” at {at}, although no reading has been good since {since}",
        text=message.text,
        at=moment(message.at_s),
        since=moment(since_s),
    )


def is_joined(trial: Trial) -> bool:
    return any(event.kind == "wifi-joined" for event in trial.events)


def reads_within_two_seconds(trial: Trial) -> bool:
    """Whether a read came too soon after the one before and was left without an answer."""
    reads = trial.wire(SENSOR).reads
    return any(not late.is_answered and late.start_s - early.start_s < SENSOR_REST_S for early, late in pairwise(reads))


@breakdown("read-error", anywhere=True)
def stops_at_a_failed_reading(trial: Trial) -> bool:
    is_of_the_sensor = trial.error is not None and trial.error.type == "OSError"
    return is_of_the_sensor and any(span.holds(trial.duration_s) for span in faults(trial))


@breakdown("only-oserror")
def lets_a_blurred_answer_through(trial: Trial) -> bool:
    is_blurred = trial.error is not None and trial.error.type == "Exception"
    return is_blurred and any(span.holds(trial.duration_s) for span in trial.part(Corrupted).spans or ())


@breakdown("wifi-not-ready")
def connects_before_wifi(trial: Trial) -> bool:
    is_unreachable = trial.error is not None and str(UNREACHABLE) in trial.error.message
    return is_unreachable and not trial.connections().made and not is_joined(trial)


@breakdown("wrong-broker", anywhere=True)
def asks_another_address(trial: Trial, program: Program) -> bool:
    return not trial.connections().made and "broker" not in program.names and is_joined(trial)


@breakdown("already-joined")
def asks_again(trial: Trial) -> bool:
    is_refused = trial.error is not None and REFUSED in trial.error.message
    return is_refused and trial.wifi_attempts().was_joined


@breakdown("refused")
def gives_no_account(trial: Trial) -> bool:
    return bool(trial.connections().refused_us) and not trial.connections().made


@check("joins", fr="La carte rejoint le Wi-Fi, puis le courtier", en="The board joins the Wi-Fi, then the broker")
def joins(trial: Trial) -> None:
    expect(trial.wifi_attempts()).tries(trial.room.ssid)
    expect(trial.connections()).made()


@check(
    "published",
    fr="Des messages arrivent sur le sujet « climate »",
    en="Messages arrive on the topic “climate”",
    is_heard=True,
)
def publishes(trial: Trial) -> None:
    expect(messages(trial)).published()


@publishes.mistake("wrong-pin", anywhere=True)
def asks_another_pin(trial: Trial) -> bool:
    return bool(trial.wires_read()) and SENSOR not in trial.wires_read()


@publishes.mistake("wrong-topic", anywhere=True)
def publishes_elsewhere(trial: Trial) -> bool:
    return bool(messages(trial).elsewhere) and not messages(trial).arrived


@check(
    "json",
    fr="Chaque message est du JSON, avec deux nombres",
    en="Each message is JSON, with two numbers",
    is_heard=True,
)
def says_two_numbers(trial: Trial) -> None:
    for field in FIELDS:
        expect(messages(trial)).has_number(field)


@says_two_numbers.mistake("not-json")
def says_something_else(trial: Trial, program: Program) -> bool:
    return "dumps" not in program.names and any(not message.is_json for message in messages(trial))


@says_two_numbers.mistake("number-as-text")
def puts_numbers_in_quotes(trial: Trial) -> bool:
    return any(isinstance(message.fields.get(field), str) for message in messages(trial) for field in FIELDS)


@check("values", fr="Les valeurs sont celles du capteur", en="The values are those of the sensor")
def says_what_is(trial: Trial) -> None:
    sensor = trial.part(Dht22)
    expect(messages(trial)).has_number("temperature", near=sensor.temperature_c, within=WITHIN_C)
    expect(messages(trial)).has_number("humidity", near=sensor.humidity_percent, within=WITHIN_PERCENT)


@says_what_is.mistake("no-reading")
def never_reads(trial: Trial) -> bool:
    return not answered(trial)


@says_what_is.mistake("dht11")
def reads_as_a_dht11(trial: Trial, program: Program) -> bool:
    return "DHT11" in program.names and bool(answered(trial))


@says_what_is.mistake("swapped")
def gives_each_the_other_number(trial: Trial) -> bool:
    sensor = trial.part(Dht22)
    try:
        expect(messages(trial)).has_number("temperature", near=sensor.humidity_percent, within=WITHIN_PERCENT)
        expect(messages(trial)).has_number("humidity", near=sensor.temperature_c, within=WITHIN_C)
    except (Mismatch, NothingToJudge):
        return False
    return True


@says_what_is.mistake("one-reading")
def reads_only_once(trial: Trial) -> bool:
    return len(answered(trial)) == 1


@says_what_is.mistake("silence", unless=("no-reading", "one-reading"))
def repeats_old_values(trial: Trial) -> bool:
    return any(without_reading(trial))


@check("silence", fr="Une lecture ratée ne publie rien", en="A failed reading publishes nothing")
def is_silent_without_a_reading(trial: Trial) -> None:
    expect(messages(trial)).exist()
    for message, since_s in without_reading(trial):
        raise Mismatch(SILENCE, old_news(message, since_s), message.at_s)


@check("rhythm", fr="Un message toutes les 5 s, jusqu’à la fin", en="A message every 5 s, to the end", is_heard=True)
def keeps_the_rhythm(trial: Trial) -> None:
    expect(messages(trial)).every(PERIOD_S, within_s=WITHIN_S, first_by_s=FIRST_BY_S, excused=faults(trial))


@check("too-fast", fr="Au moins 2 s entre deux lectures", en="At least 2 s between two readings")
def lets_the_sensor_rest(trial: Trial) -> None:
    """Also while a reading fails: who asks without a pause keeps the sensor from measuring."""
    expect(trial.wire(SENSOR)).reads_are_spaced(SENSOR_REST_S)


@breakdown("too-fast")
@publishes.mistake("too-fast")
@keeps_the_rhythm.mistake("too-fast")
def reads_too_fast(trial: Trial) -> bool:
    return reads_within_two_seconds(trial)


@keeps_the_rhythm.mistake("stops")
def stops_publishing(trial: Trial) -> bool:
    return trial.facts.ended_early_s is not None


@keeps_the_rhythm.mistake("sleeps-too-long")
def sleeps_five_seconds_after_the_work(trial: Trial) -> bool:
    times_s = [message.at_s for message in messages(trial)]
    pauses = sorted(late - early for early, late in pairwise(times_s))
    return bool(pauses) and PERIOD_S + WITHIN_S < pauses[len(pauses) // 2] < 2 * PERIOD_S - WITHIN_S
