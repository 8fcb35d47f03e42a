"""Nothing lost, judged on the sensor's readings and on what arrived. The first check that fails is explained."""

from bisect import bisect_left
from collections import Counter
from itertools import pairwise

from iot_lab.grading.vocabulary import (
    Messages,
    Mismatch,
    Program,
    Sentence,
    Trial,
    breakdown,
    check,
    expect,
    moment,
    say,
    seconds,
)
from iot_lab.simulator.parts.dht22 import Dht22
from iot_lab.simulator.world.scenario import Span

REFUSED = "Wifi Internal Error"
SENSOR = 15
PERIOD_S = 5.0
WITHIN_S = 0.5
FIRST_BY_S = 15.0
OWN_TIME_WITHIN_S = 1.5
WITHIN_C = 0.3
CATCH_UP_S = 120.0
# Sending what waited takes time: 120 messages, 4.4 ms each here, up to 15 ms on a busy Wi-Fi (design.md).
CATCHING_UP_PAUSE_S = 7.0
MOST_WAITING = 120
GIVE_OR_TAKE = 2
# A message that leaves so shortly before an outage may arrive although its acknowledgement does not.
ON_ITS_WAY_S = 0.01


def messages(trial: Trial) -> Messages:
    return trial.messages(trial.room.topic("samples"))


def outages(trial: Trial) -> list[Span]:
    return sorted((*trial.scenario.broker.outages, *trial.scenario.wifi.outages), key=lambda span: span.start_s)


def away(trial: Trial) -> Span:
    """Return the whole time from the first outage to the network's return for good."""
    spans = outages(trial)
    return Span(spans[0].start_s, spans[-1].end_s - spans[0].start_s)


def end_of(trial: Trial) -> float:
    """Return until when the program is judged: where the simulated board gave up, it could be followed no longer."""
    return trial.duration_s if trial.end == "fuel" else trial.scenario.duration_s


def samples(trial: Trial) -> list[float]:
    """Return when the sensor was read."""
    return [read.start_s for read in trial.wire(SENSOR).reads if read.is_answered]


def due_s(trial: Trial, sample_s: float) -> float:
    """Return by when the sample can have arrived at the latest."""
    gone = away(trial)
    is_stored = gone.start_s - PERIOD_S <= sample_s < gone.end_s
    return (gone.end_s if is_stored else sample_s) + CATCH_UP_S


def stored(trial: Trial) -> list[float]:
    """Return the samples that had to wait, oldest first: those read before the first message afterwards."""
    gone = away(trial)
    back_s = next((one.at_s for one in messages(trial) if one.at_s >= gone.end_s), trial.duration_s)
    return [sample_s for sample_s in samples(trial) if gone.start_s <= sample_s < back_s]


def too_old(trial: Trial) -> list[float]:
    """Return the samples for which there was no room."""
    waiting = stored(trial)
    return waiting[: max(0, len(waiting) - MOST_WAITING - GIVE_OR_TAKE)]


def optional(trial: Trial) -> set[float]:
    """Return the samples that may lack: those for which there was no room, and those still on their way at the end."""
    waiting = stored(trial)
    dropped = waiting[: max(0, len(waiting) - MOST_WAITING + GIVE_OR_TAKE)]
    end_s = end_of(trial)
    return {*dropped, *(sample_s for sample_s in samples(trial) if due_s(trial, sample_s) > end_s)}


def required(trial: Trial) -> list[float]:
    may_lack = optional(trial)
    return [sample_s for sample_s in samples(trial) if sample_s not in may_lack]


def own_times(trial: Trial) -> list[float]:
    return messages(trial).numbers("t")


def arrived(trial: Trial, *wanted_s: float) -> list[float]:
    """Return those of some samples whose time a message that arrived says."""
    times = sorted(own_times(trial))
    nearest = [times[bisect_left(times, one - OWN_TIME_WITHIN_S) :][:1] for one in wanted_s]
    return [one for one, near in zip(wanted_s, nearest, strict=True) if near and near[0] <= one + OWN_TIME_WITHIN_S]


def never_arrived(trial: Trial) -> list[float]:
    """Return the samples that had to arrive and did not."""
    wanted_s = required(trial)
    there = set(arrived(trial, *wanted_s))
    return [one for one in wanted_s if one not in there]


@breakdown("outage-stops-it", anywhere=True)
def stops_at_the_outage(trial: Trial) -> bool:
    is_of_the_network = trial.error is not None and trial.error.type in ("OSError", "MQTTException")
    return is_of_the_network and trial.duration_s >= away(trial).start_s


@breakdown("already-joined")
def asks_again(trial: Trial) -> bool:
    is_refused = trial.error is not None and REFUSED in trial.error.message
    return is_refused and trial.wifi_attempts().was_joined


@check("sampled", fr="Une mesure toutes les 5 s, panne ou pas", en="A sample every 5 s, outage or not")
def keeps_sampling(trial: Trial) -> None:
    times_s = samples(trial)
    if not times_s or times_s[0] > FIRST_BY_S:
        raise Mismatch(
            expected=say(
                fr="la première mesure est prise dans les {by}",
                en="the first sample is taken within {by}",
                by=seconds(FIRST_BY_S),
            ),
            seen=say(fr="à {first}", en="at {first}", first=moment(times_s[0]))
            if times_s
            else say(fr="le capteur n’est pas lu", en="the sensor is not read"),
        )
    for early_s, late_s in pairwise(times_s):
        if not PERIOD_S - WITHIN_S <= late_s - early_s <= longest_pause_s(trial, late_s):
            raise sampling_mismatch(early_s, late_s, longest_pause_s(trial, late_s))
    end_s = end_of(trial)
    if end_s - times_s[-1] > longest_pause_s(trial, end_s):
        raise sampling_mismatch(times_s[-1], None, longest_pause_s(trial, end_s))


def longest_pause_s(trial: Trial, late_s: float) -> float:
    """Return how long a pause may last that ends at `late_s`: catching up may delay a sample."""
    is_catching_up = any(0 <= late_s - span.end_s <= CATCH_UP_S for span in outages(trial))
    return CATCHING_UP_PAUSE_S if is_catching_up else PERIOD_S + WITHIN_S


def sampling_mismatch(early_s: float, late_s: float | None, longest_s: float) -> Mismatch:
    if late_s is None:
        seen = say(fr="aucune après celle de {at}", en="none after the one at {at}", at=moment(early_s))
    else:
        seen = say(
            fr="{pause} entre celle de {at} et la suivante",
            en="{pause} between the one at {at} and the next",
            pause=seconds(late_s - early_s),
            at=moment(early_s),
        )
    expected = say(
        fr="une mesure toutes les {period}, à {within} près, jusqu’à la fin",
        en="a sample every {period}, give or take {within}, to the end",
        period=seconds(PERIOD_S),
        within=seconds(WITHIN_S),
    )
    if longest_s == CATCHING_UP_PAUSE_S:
        expected = say(
            fr="{expected} ({longest} au plus pendant le rattrapage)",
            en="{expected} ({longest} at most while catching up)",
            expected=expected,
            longest=seconds(longest_s),
        )
    return Mismatch(expected=expected, seen=seen, at_s=early_s)


@breakdown("wrong-pin", anywhere=True)
@keeps_sampling.mistake("wrong-pin", anywhere=True)
def asks_another_pin(trial: Trial) -> bool:
    return bool(trial.wires_read()) and SENSOR not in trial.wires_read()


@keeps_sampling.mistake("waits-for-network")
def stops_sampling_while_away(trial: Trial) -> bool:
    gone = away(trial)
    pauses = pairwise([*samples(trial), end_of(trial)])
    return any(
        late_s - early_s > 4 * PERIOD_S and gone.start_s - 2 * PERIOD_S < early_s < gone.end_s
        for early_s, late_s in pauses
    )


@check(
    "published",
    fr="Des messages arrivent sur le sujet « samples »",
    en="Messages arrive on the topic “samples”",
    is_heard=True,
)
def publishes(trial: Trial) -> None:
    expect(messages(trial)).published()


@keeps_sampling.mistake("wrong-broker", anywhere=True)
@publishes.mistake("wrong-broker", anywhere=True)
def asks_another_address(trial: Trial, program: Program) -> bool:
    is_joined = any(event.kind == "wifi-joined" for event in trial.events)
    return is_joined and not trial.connections().made and "broker" not in program.names


@breakdown("refused")
@publishes.mistake("refused")
def gives_no_account(trial: Trial) -> bool:
    return bool(trial.connections().refused_us) and not trial.connections().made


@check(
    "json",
    fr="Chaque message dit « t » et « temperature »",
    en="Each message says “t” and “temperature”",
    is_heard=True,
)
def says_two_numbers(trial: Trial) -> None:
    for field in ("t", "temperature"):
        expect(messages(trial)).has_number(field)


@says_two_numbers.mistake("all-in-one")
def sends_a_list(trial: Trial) -> bool:
    return any(one.text.startswith("[{") for one in messages(trial))


@check("soon", fr="Tout est arrivé deux minutes après la panne", en="All has arrived two minutes after the outage")
def catches_up(trial: Trial) -> None:
    expect(messages(trial)).exist()
    for message in messages(trial):
        own_s = message.number("t") or 0.0
        late_s = message.at_s - due_s(trial, own_s)
        if late_s > WITHIN_S:
            raise Mismatch(
                expected=say(
                    fr="chaque mesure arrive au plus tard 2 minutes après le retour du réseau",
                    en="each sample arrives at most 2\N{NO-BREAK SPACE}minutes after the network is back",
                ),
                seen=with_outage(trial, late_words(own_s, message.at_s)),
                at_s=message.at_s,
            )


def with_outage(trial: Trial, seen: Sentence) -> Sentence:
    gone = away(trial)
    return say(
        fr="{seen} ; panne de {start} à {end}",
        en="{seen}; outage from {start} to {end}",
        seen=seen,
        start=moment(gone.start_s),
        end=moment(gone.end_s),
    )


def late_words(own_s: float, at_s: float) -> Sentence:
    return say(
        fr="la mesure de {own} n’arrive qu’à {at}",
        en="the sample of {own} arrives only at {at}",
        own=moment(own_s),
        at=moment(at_s),
    )


@check("lost", fr="Chaque mesure arrive une fois, avec son heure", en="Each sample arrives once, with its own time")
def loses_nothing(trial: Trial) -> None:
    try:
        expect(messages(trial)).once_each(
            "t",
            required(trial),
            within_s=OWN_TIME_WITHIN_S,
            optional_s=sorted(optional(trial)),
            unsure=[Span(span.start_s - ON_ITS_WAY_S, 2 * ON_ITS_WAY_S) for span in outages(trial)],
        )
    except Mismatch as mismatch:
        raise type(mismatch)(mismatch.expected, with_outage(trial, mismatch.seen), mismatch.at_s) from None


@loses_nothing.mistake("stamped-when-sent")
def stamps_when_sending(trial: Trial) -> bool:
    gone = away(trial)
    after = [one for one in messages(trial) if gone.end_s <= one.at_s < gone.end_s + CATCH_UP_S]
    fresh = [one for one in after if abs((one.number("t") or 0.0) - one.at_s) <= OWN_TIME_WITHIN_S]
    return len(fresh) > 2 * CATCH_UP_S / PERIOD_S or (len(fresh) == len(after) > CATCH_UP_S / PERIOD_S + GIVE_OR_TAKE)


@loses_nothing.mistake("never-removed")
@keeps_sampling.mistake("never-removed")
def sends_the_same_for_ever(trial: Trial) -> bool:
    """One sample arrives more often than a queue has places: it is sent again and again, and never taken out."""
    return max(Counter(own_times(trial)).values(), default=0) > MOST_WAITING


@loses_nothing.mistake("sent-twice", unless=("never-removed",))
def sends_again(trial: Trial) -> bool:
    return max(Counter(own_times(trial)).values(), default=0) > 1


@loses_nothing.mistake("never-reconnects")
def stays_silent_afterwards(trial: Trial) -> bool:
    """Whether the program was connected, and neither connects nor publishes any more once the network is back."""
    gone = away(trial)
    has_come_back = any(one.at_s >= gone.start_s for one in trial.connections())
    return bool(trial.connections().made) and not has_come_back and not trial.facts.ended_early_s


@loses_nothing.mistake("milliseconds")
@catches_up.mistake("milliseconds")
def says_milliseconds(trial: Trial) -> bool:
    before = [one for one in messages(trial) if one.at_s < away(trial).start_s]
    return bool(before) and all(abs((one.number("t") or 0) / 1000 - one.at_s) <= FIRST_BY_S for one in before)


@loses_nothing.mistake("popped-too-soon")
def forgets_what_was_not_sent(trial: Trial) -> bool:
    """Whether only the sample in hand when the network went away is missing, each time, whatever its QoS."""
    lacking = never_arrived(trial)
    starts = [span.start_s for span in outages(trial)]
    at_starts = [any(-PERIOD_S <= sample_s - start_s <= 3 * PERIOD_S for start_s in starts) for sample_s in lacking]
    has_waited = bool(arrived(trial, *stored(trial)))
    is_confirmed = all(one.qos for one in messages(trial).lost)
    return bool(lacking) and all(at_starts) and has_waited and is_confirmed and len(lacking) <= 2 * len(starts)


@loses_nothing.mistake("keeps-the-oldest")
def drops_the_newest(trial: Trial) -> bool:
    waiting = stored(trial)
    return len(waiting) > MOST_WAITING and arrived(trial, waiting[0]) and not arrived(trial, waiting[-3])


@loses_nothing.mistake("not-acknowledged", unless=("sent-twice",))
def trusts_qos_0(trial: Trial) -> bool:
    lost = [one.number("t") or 0.0 for one in messages(trial).lost if one.qos == 0]
    lacking = never_arrived(trial)
    return bool(lacking) and all(any(abs(own_s - one_s) <= OWN_TIME_WITHIN_S for own_s in lost) for one_s in lacking)


@loses_nothing.mistake("too-small", unless=("not-acknowledged", "popped-too-soon"))
def keeps_too_few(trial: Trial) -> bool:
    had_to_wait = set(stored(trial))
    waiting = [sample_s for sample_s in required(trial) if sample_s in had_to_wait]
    return len(waiting) > 2 and arrived(trial, waiting[-2]) and not arrived(trial, waiting[0])


@check("bounded", fr="Au plus 120 mesures en attente", en="At most 120 samples waiting")
def keeps_a_bound(trial: Trial) -> None:
    expect(messages(trial)).exist()
    dropped = too_old(trial)
    kept = arrived(trial, *dropped)
    if kept:
        raise Mismatch(
            expected=say(
                fr="après une très longue panne, seules les 120 dernières mesures arrivent",
                en="after a very long outage, only the latest 120 samples arrive",
            ),
            seen=say(
                fr="{waiting} mesures attendaient, et {kept} des plus anciennes sont pourtant arrivées, "
                "celle de {first} par exemple",
                en="{waiting} samples were waiting, and {kept} of the oldest arrived all the same, "
                "the one of {first} for example",
                waiting=len(stored(trial)),
                kept=len(kept),
                first=moment(kept[0]),
            ),
        )


@check("values", fr="La température est celle du moment mesuré", en="The temperature is that of its own time")
def says_what_was(trial: Trial) -> None:
    curve = trial.part(Dht22).temperature_c
    expect(messages(trial)).has_number("temperature", near=curve, within=WITHIN_C, at="t")
