"""Anomaly, judged on what left the board and on what `presence` answers. The first check that fails is explained."""

from itertools import pairwise

from iot_lab.grading.vocabulary import (
    Messages,
    Mismatch,
    Program,
    PublishedMessage,
    Trial,
    check,
    expect,
    moment,
    number,
    percent,
    quote,
    say,
)
from iot_lab.simulator.parts.dht22 import Dht22
from iot_lab.simulator.parts.pir import Pir
from iot_lab.simulator.world.curves import value_at
from iot_lab.simulator.world.scenario import Span

CLIMATE, ALERT, DONE, ERASE = "climate", "alert", "done/erase", "do/erase"
SENSOR, PIR, PRESENCE = 15, 27, "presence"
DAY_NUMBERS = {86400, 86400000}
HOUR_S, DAY_S, MINUTE_S = 3600.0, 86400.0, 60.0
MOST_SHARE, EVERYTHING = 0.20, 0.8
WITHIN_C, CALM_C, CALM_S = 0.9, 0.3, 600.0
ALERT_WITHIN_S, MOST_ALERTS, RECOVERY_S = 600.0, 3, 3600.0
ERASED_WITHIN_S, NEAR_S, EDGE_S = 120.0, 100.0, 600.0
# How near to the end of a signal an age is that was noted there: a look every ten seconds.
EXACT_S = 12.0


def messages(trial: Trial, name: str) -> Messages:
    return trial.messages(trial.room.topic(name))


def readings(trial: Trial) -> int:
    return sum(read.is_answered for read in trial.wire(SENSOR).reads)


def temperature(trial: Trial, t_s: float) -> float:
    return value_at(trial.part(Dht22).temperature_c, t_s, trial.seed)


def known_ages(trial: Trial) -> list[float] | None:
    """Return what `presence` answered, None where it is no list of numbers."""
    result = next((one.result for one in trial.answers(PRESENCE).each), None)
    is_numbers = isinstance(result, list) and all(isinstance(one, int | float) for one in result)
    return [float(one) for one in result] if is_numbers else None


def ages(trial: Trial) -> list[float]:
    """Return the same for a check: raises where there is none."""
    expect(trial.answers(PRESENCE)).have_no_error()
    found = known_ages(trial)
    if found is None:
        result = trial.answers(PRESENCE).each[0].result
        raise Mismatch(
            say(fr="presence() rend une liste de nombres", en="presence() returns a list of numbers"),
            say(fr="elle rend {result}", en="it returns {result}", result=repr(result)[:60]),
        )
    return found


def began_s(trial: Trial) -> list[float]:
    """Return when the movements that are told began."""
    return [trial.duration_s - age for age in ages(trial)]


def names_somebody(trial: Trial, text: str) -> bool:
    return trial.truth.name.casefold() in text.casefold()


@check("joins", fr="La carte rejoint le Wi-Fi, puis le courtier", en="The board joins the Wi-Fi, then the broker")
def joins(trial: Trial) -> None:
    expect(trial.connections()).made()


@check("private", fr="Ni nom, ni autre sujet", en="No name, no other topic")
def tells_nobody(trial: Trial) -> None:
    allowed = {trial.room.topic(name) for name in (CLIMATE, ALERT, DONE)}
    for one in trial.messages("#"):
        if names_somebody(trial, one.topic) or names_somebody(trial, one.text) or one.topic not in allowed:
            raise Mismatch(
                say(
                    fr="des messages sur climate, alert et done/erase seulement, sans le nom de la personne",
                    en="messages on climate, alert and done/erase only, without the person’s name",
                ),
                say(fr="{text} sur {topic}", en="{text} on {topic}", text=quote(one.text), topic=one.topic),
                one.at_s,
            )


@tells_nobody.mistake("name-in-topic")
def writes_a_name_in_a_topic(trial: Trial) -> bool:
    return any(names_somebody(trial, one.topic) for one in trial.messages("#"))


@tells_nobody.mistake("name-in-message")
def writes_a_name_in_a_message(trial: Trial) -> bool:
    return any(names_somebody(trial, one.text) for one in trial.messages("#"))


@check("climate", fr="La température arrive, en JSON", en="The temperature arrives, as JSON", is_heard=True)
def publishes_the_climate(trial: Trial) -> None:
    expect(messages(trial, CLIMATE)).published()
    expect(messages(trial, CLIMATE)).has_number("temperature")


@check("sober", fr="Au plus 20 % des lectures sont publiées", en="At most 20% of the readings are published")
def says_little(trial: Trial) -> None:
    expect(messages(trial, CLIMATE)).exist()
    share = len(list(messages(trial, CLIMATE))) / max(1.0, trial.duration_s / MINUTE_S)
    if share > MOST_SHARE:
        raise Mismatch(
            say(fr="au plus 20 % d’une lecture par minute", en="at most 20% of one reading a minute"),
            say(fr="{share}", en="{share}", share=percent(share)),
        )


@says_little.mistake("publishes-everything", anywhere=True)
def publishes_each_reading(trial: Trial) -> bool:
    return len(list(messages(trial, CLIMATE))) >= EVERYTHING * readings(trial) > 0


@check("alive", fr="Au moins un message par heure", en="At least one message an hour")
def gives_signs_of_life(trial: Trial) -> None:
    times_s = [0.0, *(one.at_s for one in messages(trial, CLIMATE)), trial.duration_s]
    for early_s, late_s in pairwise(times_s):
        if late_s - early_s > HOUR_S + 2 * MINUTE_S:
            raise Mismatch(
                say(fr="un message par heure sur climate", en="one message an hour on climate"),
                say(
                    fr="aucun de {early} à {late}",
                    en="none from {early} to {late}",
                    early=moment(round(early_s)),
                    late=moment(round(late_s)),
                ),
                early_s,
            )


def is_calm(trial: Trial, t_s: float) -> bool:
    """Whether the air has moved little for ten minutes: who leaves some minutes between two messages is in time."""
    past = [temperature(trial, t_s - back_s) for back_s in (60.0, 120.0, CALM_S / 2, CALM_S)]
    return all(abs(temperature(trial, t_s) - one) <= CALM_C for one in past)


@check("faithful", fr="Ce qu’elle a dit reste vrai", en="What it said stays true")
def stays_near_the_truth(trial: Trial) -> None:
    told = [(one.at_s, one.number("temperature")) for one in messages(trial, CLIMATE)]
    for t_s in range(int(CALM_S), int(trial.duration_s), 120):
        known = [value for at_s, value in told if at_s <= t_s and value is not None]
        if known and is_calm(trial, t_s) and abs(known[-1] - temperature(trial, t_s)) > WITHIN_C:
            raise Mismatch(
                say(
                    fr="dit en dernier : {true} °C, à 0,9 °C près",
                    en="said last: {true} °C, give or take 0.9 °C",
                    true=number(round(temperature(trial, t_s), 1)),
                ),
                say(fr="{told} °C", en="{told} °C", told=number(known[-1])),
                float(t_s),
            )


def alerts(trial: Trial) -> list[PublishedMessage]:
    return list(messages(trial, ALERT))


def during(trial: Trial) -> list[PublishedMessage]:
    fault: Span | None = trial.truth.fault
    return [one for one in alerts(trial) if fault is not None and fault.holds(one.at_s)]


@check("alert", fr="Une panne est signalée en 10 minutes", en="A fault is reported within 10 minutes")
def reports_the_fault(trial: Trial) -> None:
    fault = trial.truth.fault
    if fault is None:
        return
    soon = [one for one in during(trial) if one.at_s <= fault.start_s + ALERT_WITHIN_S]
    if not soon or soon[0].number("temperature") is None:
        raise Mismatch(
            say(
                fr="du JSON avec temperature sur alert, entre {start} et {end}",
                en="JSON with temperature on alert, between {start} and {end}",
                start=moment(round(fault.start_s)),
                end=moment(round(fault.start_s + ALERT_WITHIN_S)),
            ),
            say(fr="{text}", en="{text}", text=quote(soon[0].text))
            if soon
            else say(fr="aucun message d’alerte", en="no alert"),
            fault.start_s,
        )


@check("once", fr="Une panne n’est signalée qu’une fois", en="A fault is reported only once")
def reports_it_once(trial: Trial) -> None:
    if len(during(trial)) > MOST_ALERTS:
        raise Mismatch(
            say(fr="une alerte pour la panne, 3 au plus", en="one alert for the fault, at most 3"),
            say(fr="{count} alertes", en="{count} alerts", count=len(during(trial))),
            during(trial)[MOST_ALERTS].at_s,
        )


@reports_it_once.mistake("alert-again")
def reports_each_minute(trial: Trial) -> bool:
    """Whether most alerts of the fault came with each new reading."""
    pauses = sorted(late.at_s - early.at_s for early, late in pairwise(during(trial)))
    return bool(pauses) and pauses[len(pauses) // 2] < 3 * MINUTE_S


@check("false-alarm", fr="Sans panne, pas d’alerte", en="Without a fault, no alert")
def is_quiet_without_a_fault(trial: Trial) -> None:
    fault = trial.truth.fault
    excused = Span(fault.start_s, fault.length_s + RECOVERY_S) if fault else Span(0.0, 0.0)
    for one in alerts(trial):
        if not excused.holds(one.at_s):
            raise Mismatch(
                say(fr="aucune alerte sans panne", en="no alert without a fault"),
                say(fr="{text} à {at}", en="{text} at {at}", text=quote(one.text), at=moment(round(one.at_s))),
                one.at_s,
            )


@check("presence", fr="presence() dit les mouvements", en="presence() tells the movements")
def tells_the_movements(trial: Trial) -> None:
    told, erased_s = began_s(trial), trial.truth.erased_s or 0.0
    latest = max(erased_s, trial.duration_s - DAY_S + EDGE_S)
    for motion_s in (one for one in trial.truth.motions_s if one > latest):
        if not any(abs(motion_s - one) <= NEAR_S for one in told):
            raise Mismatch(
                say(
                    fr="un mouvement commencé il y a {age}, à 100 s près",
                    en="a movement that began {age} ago, give or take 100 s",
                    age=moment(round(trial.duration_s - motion_s)),
                ),
                say(
                    fr="{ages}",
                    en="{ages}",
                    ages=str([round(trial.duration_s - one) for one in told][:8]) if told else "[]",
                ),
            )
    real = [one for one in told if any(abs(one - motion_s) <= NEAR_S for motion_s in trial.truth.motions_s)]
    if len(real) < len(told) or len(told) > len(trial.truth.motions_s):
        raise Mismatch(
            say(fr="une entrée par mouvement", en="one entry for each movement"),
            say(fr="{count} entrées", en="{count} entries", count=len(told)),
        )


@tells_the_movements.mistake("wrong-pin", anywhere=True)
def looks_at_another_pin(_trial: Trial, program: Program) -> bool:
    return PIR not in program.numbers


@tells_the_movements.mistake("short-memory")
def forgets_too_soon(trial: Trial, program: Program) -> bool:
    """The latest movements are told and older ones are not, and nothing that the program computes makes a day."""
    found = known_ages(trial)
    if found is None or DAY_NUMBERS & program.quantities:
        return False
    begins_s = trial.truth.erased_s or 0.0
    real = sorted(trial.duration_s - motion_s for motion_s in trial.truth.motions_s if motion_s > begins_s)
    is_latest = all(abs(age - one) <= NEAR_S for age, one in zip(sorted(found), real, strict=False))
    return is_latest and len(found) < len(real)


@tells_the_movements.mistake("ended")
def notes_the_end(trial: Trial) -> bool:
    """Each age is that of the end of a signal, which lasts two minutes, and not of its beginning."""
    pir = trial.part(Pir)
    ends = [trial.duration_s - motion.end_s - pir.hold_s for motion in pir.motions]
    found = known_ages(trial)
    return bool(found) and all(any(abs(age - end) < EXACT_S for end in ends) for age in found or ())


@tells_the_movements.mistake("both-ends")
def notes_both_ends(trial: Trial) -> bool:
    """Each age is that of a beginning or of an end, and beginning and end of one movement are both there."""
    pir = trial.part(Pir)
    found = known_ages(trial) or []
    pairs = [(trial.duration_s - one.start_s, trial.duration_s - one.end_s - pir.hold_s) for one in pir.motions]
    edges = [age for pair in pairs for age in pair]
    are_edges = all(any(abs(age - edge) < EXACT_S for edge in edges) for age in found)
    return are_edges and any(all(any(abs(age - edge) < EXACT_S for age in found) for edge in pair) for pair in pairs)


@tells_the_movements.mistake("milliseconds")
def tells_milliseconds(trial: Trial) -> bool:
    found = known_ages(trial)
    real = [trial.duration_s - motion_s for motion_s in trial.truth.motions_s]
    return bool(found) and all(any(abs(age / 1000 - one) <= NEAR_S for one in real) for age in found or ())


@check("forgets", fr="Après 24 heures, un mouvement est oublié", en="After 24 hours a movement is forgotten")
def forgets_after_a_day(trial: Trial) -> None:
    old = [age for age in ages(trial) if age > DAY_S + EDGE_S]
    if old:
        raise Mismatch(
            say(fr="rien de plus de 24 heures", en="nothing older than 24 hours"),
            say(fr="un mouvement d’il y a {age}", en="a movement of {age} ago", age=moment(round(max(old)))),
        )


@forgets_after_a_day.mistake("keeps-for-ever")
def never_forgets(trial: Trial) -> bool:
    found = known_ages(trial) or []
    return len(found) == len(trial.truth.motions_s) and max(found, default=0.0) > DAY_S + EDGE_S


@check("erased", fr="Sur demande, tout est effacé", en="On request everything is erased")
def erases_on_request(trial: Trial) -> None:
    erased_s = trial.truth.erased_s
    if erased_s is None:
        return
    answers = [one.at_s for one in messages(trial, DONE) if one.at_s >= erased_s]
    if not answers or answers[0] > erased_s + ERASED_WITHIN_S:
        raise Mismatch(
            say(
                fr="un message sur done/erase au plus 2 minutes après {at}",
                en="a message on done/erase at most 2 minutes after {at}",
                at=moment(round(erased_s)),
            ),
            say(fr="à {at}", en="at {at}", at=moment(round(answers[0]))) if answers else say(fr="aucun", en="none"),
            erased_s,
        )
    kept = [one for one in began_s(trial) if one < erased_s - NEAR_S]
    if kept:
        raise Mismatch(
            say(fr="rien d’avant {at}", en="nothing from before {at}", at=moment(round(erased_s))),
            say(fr="{count} sont encore là", en="{count} are still there", count=len(kept)),
        )


@erases_on_request.mistake("not-subscribed", anywhere=True)
def never_subscribes(trial: Trial) -> bool:
    has_subscribed = any(event.kind == "mqtt-subscribe" for event in trial.events)
    return bool(trial.connections().made) and not has_subscribed and trial.truth.erased_s is not None


@erases_on_request.mistake("only-says-so")
def answers_without_erasing(trial: Trial) -> bool:
    erased_s = trial.truth.erased_s
    if erased_s is None:
        return False
    has_answered = any(one.at_s >= erased_s for one in messages(trial, DONE))
    told_s = [trial.duration_s - age for age in known_ages(trial) or ()]
    before = [one for one in trial.truth.motions_s if one < erased_s]
    return has_answered and any(abs(one - motion_s) <= NEAR_S for one in told_s for motion_s in before)
