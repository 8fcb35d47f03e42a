"""Perceptron, judged on what `learn`, `predict`, `posture` and `card` answer. Causes stand before their effects."""

import ast

from iot_lab.grading.vocabulary import Answer, Answers, Mismatch, Program, Trial, check, expect, say

LEARN, PREDICT, POSTURE = "learn", "predict", "posture"
LEAST = 0.85
MOTION, POWER = 0x68, 0x6B


def separable(trial: Trial) -> Answers:
    return trial.answers(LEARN).when(lambda one: len(one.arguments[0]) > 4)


def xor(trial: Trial) -> Answers:
    return trial.answers(LEARN).when(lambda one: len(one.arguments[0]) == 4)


def through_zero(trial: Trial) -> Answers:
    return trial.answers(LEARN).when(lambda one: len(one.arguments[0]) == 8)


def is_weights(value: object) -> bool:
    is_list = isinstance(value, list) and len(value) == 3
    return is_list and all(isinstance(one, int | float) and not isinstance(one, bool) for one in value)


def wrong_sides(answer: Answer) -> int:
    """Return how many of the samples stand on the wrong side of the line that was answered, or on it."""
    w1, w2, bias = answer.result
    return sum(label * (w1 * x + w2 * y + bias) <= 0 for (x, y), label in answer.arguments[0])


def asked(trial: Trial) -> Answers:
    """Return what `predict` answered about people who are not in the file."""
    return trial.answers(PREDICT).when(lambda one: tuple(one.arguments[0]) in trial.truth["labels"])


def own(trial: Trial) -> Answers:
    """Return what `predict` answered about the last person of the file; nothing where that was not asked."""
    return trial.answers(PREDICT).when(lambda one: tuple(one.arguments[0]) not in trial.truth["labels"])


def is_right(trial: Trial, answer: Answer) -> bool:
    labels = trial.truth["labels"] | trial.truth["own"]
    return answer.result == labels[tuple(answer.arguments[0])] and not isinstance(answer.result, bool)


@check("functions", fr="Les fonctions learn et predict répondent", en="The functions learn and predict answer")
def answers(trial: Trial) -> None:
    expect(separable(trial)).have_no_error()
    expect(trial.answers(PREDICT)).have_no_error()


@check("separates", fr="learn trouve une ligne qui sépare", en="learn finds a line that separates")
def separates(trial: Trial) -> None:
    expect(separable(trial)).are_right(lambda _: True, at_least=1)
    for one in separable(trial).each:
        count = len(one.arguments[0])
        if not is_weights(one.result) or wrong_sides(one):
            raise Mismatch(
                say(
                    fr="learn rend [w1, w2, bias], qui sépare les {count} exemples donnés",
                    en="learn returns [w1, w2, bias], which separates the {count} given samples",
                    count=count,
                ),
                say(
                    fr="{result} laisse {wrong} exemples du mauvais côté",
                    en="{result} leaves {wrong} samples on the wrong side",
                    result=str([round(value, 3) for value in one.result]),
                    wrong=wrong_sides(one),
                )
                if is_weights(one.result)
                else say(fr="elle rend {result}", en="it returns {result}", result=repr(one.result)[:60]),
            )


@separates.mistake("zero-is-right")
def takes_zero_for_right(trial: Trial) -> bool:
    """Three zeros are answered: their sum is 0 for each sample, which was taken for the right side."""
    given = separable(trial).each
    return bool(given) and all(is_weights(one.result) and not any(one.result) for one in given)


def corrects_three(program: Program) -> bool:
    """Whether three things or more are computed anew together somewhere: two weights and a bias."""
    for node in ast.walk(program.tree):
        value = node.value if isinstance(node, ast.Assign) else None
        anew = value.elts if isinstance(value, ast.List | ast.Tuple) else []
        body = getattr(node, "body", None)
        added = [one for one in body if isinstance(one, ast.AugAssign)] if isinstance(body, list) else []
        if sum(isinstance(one, ast.BinOp) for one in anew) > 2:
            return True
        if sum(not isinstance(one.value, ast.Constant) for one in added) > 2:
            return True
    return False


@separates.mistake("no-bias", unless=("zero-is-right",))
def forgets_the_bias(trial: Trial, program: Program) -> bool:
    """Whether it separates only what a line through zero separates, with a bias that stays 0 and is not corrected."""
    if any(one.error is not None for one in separable(trial).each) or corrects_three(program):
        return False
    easy = [one.result for one in through_zero(trial).each]
    others = [one.result for one in separable(trial).each if len(one.arguments[0]) > 8]
    has_no_bias = all(is_weights(result) and result[2] == 0 for result in easy)
    return has_no_bias and all(result is None or (is_weights(result) and result[2] == 0) for result in others)


@separates.mistake("gives-up", unless=("zero-one",))
def gives_up_always(trial: Trial) -> bool:
    given = separable(trial).each
    return all(one.error is None and one.result is None for one in given)


@check("xor", fr="learn renonce devant XOR", en="learn gives up on XOR")
def gives_up_on_xor(trial: Trial) -> None:
    expect(xor(trial)).have_no_error()
    expect(xor(trial)).are(lambda _: None)


@gives_up_on_xor.mistake("endless")
def never_gives_up(trial: Trial) -> bool:
    return any(one.error in ("too-long", "fuel") for one in xor(trial).each)


@check("labels", fr="predict rend 1 ou -1", en="predict returns 1 or -1")
def returns_labels(trial: Trial) -> None:
    expect(trial.answers(PREDICT)).are_among((1, -1))


@separates.mistake("zero-one")
@returns_labels.mistake("zero-one")
def answers_zero_or_one(trial: Trial) -> bool:
    given = [one.result for one in trial.answers(PREDICT).each]
    return 0 in given and set(map(str, given)) <= {"0", "1"}


@check("unseen", fr="85 % de réponses justes sur d’autres personnes", en="85% right on other people")
def is_right_on_other_people(trial: Trial) -> None:
    expect(asked(trial)).are_right(lambda one: is_right(trial, one), at_least=LEAST)


@is_right_on_other_people.mistake("constant", unless=("no-bias", "zero-is-right", "gives-up", "zero-one", "by-hand"))
def always_says_the_same(trial: Trial) -> bool:
    given = trial.answers(PREDICT).each
    return all(one.error is None for one in given) and len({str(one.result) for one in given}) == 1


@is_right_on_other_people.mistake("by-hand", unless=("no-bias", "gives-up", "zero-one"))
def compares_with_a_number_of_its_own(trial: Trial, program: Program) -> bool:
    """`predict` compares with a number that stands in it, other than 0, 1 and -1."""
    function = program.function(PREDICT)
    compared = [one for one in ast.walk(function) if isinstance(one, ast.Compare)] if function else []
    numbers = {one.value for each in compared for one in ast.walk(each) if isinstance(one, ast.Constant)}
    is_wrong = asked(trial).share(lambda one: is_right(trial, one)) < LEAST
    return is_wrong and any(type(one) is float and one not in (0.0, 1.0) for one in numbers)


@is_right_on_other_people.mistake("turned-round")
def has_labels_swapped(trial: Trial) -> bool:
    swapped = asked(trial).share(lambda one: one.result in (1, -1) and not is_right(trial, one))
    return swapped >= LEAST


@check("posture", fr="posture() juge la mesure de maintenant", en="posture() judges what is measured now")
def judges_the_posture(trial: Trial) -> None:
    expect(trial.answers(POSTURE)).have_no_error()
    expect(trial.answers(POSTURE)).are(lambda _: trial.truth["posture"])


@judges_the_posture.mistake("asleep")
def leaves_the_sensor_asleep(trial: Trial) -> bool:
    """Whether a sensor that was never woken was asked. Questions leave no trace: the program must have asked before."""
    traffic = trial.i2c(MOTION)
    is_woken = any(write.data[:1] == bytes((POWER,)) and len(write.data) > 1 for write in traffic.writes)
    return bool(traffic.reads) and not is_woken


@check("card", fr="card() rend la fiche du modèle", en="card() returns the model card")
def has_a_card(trial: Trial) -> None:
    expect(trial.card).is_filled()
    expect(trial.card).tests(trial.truth["last"])


def without_last(trial: Trial) -> Answers:
    """Return what `learn` answered about the people of the file but the last one, where that was asked."""
    return trial.answers(LEARN).when(lambda one: len(one.arguments[0]) > 12)


def least_missed(trial: Trial) -> int:
    """Return how many samples of the last person each line misjudges that `learn` finds without that person."""
    truth = trial.truth["own"]
    samples = [[point, label] for point, label in truth.items()]
    lines = [one.result for one in without_last(trial).each]
    if not lines or not all(map(is_weights, lines)):
        return 0
    return min(sum(label * (w1 * x + w2 * y + bias) <= 0 for (x, y), label in samples) for w1, w2, bias in lines)


@check("honest", fr="La fiche compte les erreurs", en="The card counts the mistakes")
def counts_its_mistakes(trial: Trial) -> None:
    """The card promises no more than `predict` holds on the same samples, give or take one: it may have learnt more.

    It has a mistake at least where each line misjudges several samples that its own `learn` finds without them.
    """
    answers = own(trial)
    if answers.each:
        expect(trial.card).promises_at_most(answers.share(lambda one: is_right(trial, one)) + 1 / len(answers.each))
    if trial.card.promised == 1 and least_missed(trial):
        raise Mismatch(
            say(
                fr="des erreurs : ce que learn trouve sans la dernière personne se trompe sur {missed} de ses exemples",
                en="mistakes: what learn finds without the last person is wrong on {missed} of their samples",
                missed=least_missed(trial),
            ),
            say(fr="la fiche n’en compte aucune", en="the card counts none"),
        )


@counts_its_mistakes.mistake("saw-the-last")
def tests_a_model_that_saw_the_last_person(trial: Trial) -> bool:
    """The card has no mistake, nor has `predict` on the same samples: it knows them."""
    knows = own(trial).each and own(trial).share(lambda one: is_right(trial, one)) == 1
    return trial.card.promised == 1 and bool(knows) and least_missed(trial) > 0


@has_a_card.mistake("bent-first", unless=("turned-round",))
def counts_bent_first(trial: Trial) -> bool:
    """The sums of the matrix are the right ones, with the two labels the other way round."""
    wanted = tuple(trial.truth["last"])
    return trial.card.tested == wanted[::-1] != wanted


@has_a_card.mistake("tested-on-training")
def tests_what_it_learnt(trial: Trial) -> bool:
    return trial.card.tested is not None and sum(trial.card.tested) > sum(trial.truth["last"])
