"""Scores that tell the truth, or words instead; what cannot be learnt is said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from iot_lab.learning.errors import (
    FewExamples,
    LabelsNotNumbers,
    LearningError,
    ManyLabels,
    NothingVaries,
    OneLabel,
    TrainingStopped,
)
from iot_lab.learning.evaluate import evaluate, evaluate_regression
from iot_lab.learning.examples import Examples, check_learnable
from iot_lab.learning.explain import boundary, drawn_tree, near_windows, tree_path, weights, what_if
from iot_lab.learning.files import read_recordings
from iot_lab.learning.intervals import student, wider, wilson
from iot_lab.learning.job import LearningJob
from iot_lab.learning.knobs import LINE, NAMES
from iot_lab.learning.sentences import misleading_sentences, score_sentence
from iot_lab.learning.train import train
from iot_lab.texts import LANGUAGES, texts
from tests.rigs.recordings import examples, takes_of

KINDS = [name for name in NAMES if name != LINE]
FAST = {"rounds": 30, "kept": 20}


@pytest.fixture(scope="module")
def six_people():
    return examples(people=6, takes=3)


@pytest.mark.parametrize("kind", KINDS)
def test_movements_of_six_people_are_told_apart(kind, six_people):
    found = evaluate(kind, six_people, FAST)
    assert found.score.trust in {"number", "wide"}
    assert found.score.accuracy > (0.5 if kind == "unusual" else 0.9)
    assert found.score.low <= found.score.accuracy <= found.score.high
    assert sum(map(sum, found.confusion)) == len(six_people)


def test_with_one_person_nothing_reads_as_a_score_for_others():
    found = evaluate("tree", examples(people=1, takes=4))
    assert found.score.trust == "one"
    for language in LANGUAGES:
        assert "%" not in score_sentence(texts(language), found)


def test_with_two_people_words_stand_instead_of_a_number():
    found = evaluate("centres", examples(people=2))
    assert found.score.trust == "few"
    for language in LANGUAGES:
        assert "%" not in score_sentence(texts(language), found)


def test_people_who_move_in_their_own_way_make_the_score_words():
    found = evaluate("neighbours", examples(people=3, takes=1, unlike=0.9), FAST)
    assert found.score.half_width > 0.2
    assert found.score.trust == "wide"


def test_each_movement_is_hidden_but_rest(six_people):
    hidden = evaluate("tree", six_people).hidden
    assert [one.label for one in hidden] == ["circle", "shake"]
    assert all(0 <= one.stopped_by_fence <= one.stopped <= 1 for one in hidden)


def test_shuffled_windows_are_a_claim_and_the_words_say_so(six_people):
    found = evaluate("neighbours", six_people, FAST)
    claimed = replace(found, shuffled=0.99, score=replace(found.score, trust="number", accuracy=0.8))
    assert "19" in misleading_sentences(texts("en"), claimed)[1]


def test_a_table_has_no_shuffled_figure(six_people):
    lines = replace(six_people, takes=np.arange(len(six_people)), take_ids=tuple(map(str, range(len(six_people)))))
    assert evaluate("centres", lines).shuffled is None


@pytest.mark.parametrize(
    ("scores", "recordings", "widest"),
    [([0.8], 10, "student"), ([0.8, 0.81, 0.79], 6, "wilson"), ([0.2, 1, 0.6], 90, "student")],
)
def test_the_wider_interval_is_told(scores, recordings, widest):
    both = {"student": student(scores), "wilson": wilson(sum(scores) / len(scores), recordings)}
    assert wider(scores, recordings) == both[widest]


def test_wilson_and_student_are_the_books():
    assert wilson(0.5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)
    assert student([0.7, 0.8, 0.9]) == pytest.approx((0.8 - 0.2484, 1.0), abs=1e-3)


def bad_tables(some: Examples):
    one = np.zeros(len(some), np.int64)
    many = np.arange(len(some)) % 30
    return {
        OneLabel: replace(some, labels=one),
        FewExamples: some.only(np.arange(len(some)) < 3),
        NothingVaries: replace(some, rows=np.ones_like(some.rows)),
        ManyLabels: replace(some, labels=many, classes=tuple(map(str, range(30)))),
    }


@pytest.mark.parametrize("error", [OneLabel, FewExamples, NothingVaries, ManyLabels])
@pytest.mark.parametrize("kind", ["tree", "network"])
def test_what_cannot_be_learnt_is_said(kind, error, six_people):
    table = bad_tables(six_people)[error]
    for work in (train, evaluate):
        with pytest.raises(error):
            work(kind, table)


def test_what_is_usual_can_be_learnt_of_one_class(six_people):
    rest = six_people.only(six_people.labels == 0)
    learnt = train("unusual", rest)
    shaken = learnt.answers(six_people.rows[six_people.labels == 2])
    assert (shaken.labels == -1).mean() > 0.9


@pytest.mark.parametrize("kind", KINDS)
def test_some_constant_columns_disturb_nothing(kind, six_people):
    rows = six_people.rows.copy()
    rows[:, ::3] = 5
    found = train(kind, replace(six_people, rows=rows), FAST).answers(rows)
    assert (found.labels_without_fence == six_people.labels).mean() > 0.9


def test_a_class_of_one_window_is_learnt_without_a_fault(six_people):
    kept = six_people.only((six_people.labels != 1) | (np.arange(len(six_people)) == np.argmax(six_people.labels == 1)))
    for kind in KINDS:
        evaluate(kind, kept, FAST)


def test_work_can_be_stopped_and_tells_how_far_it_is(six_people):
    told = []
    evaluate("network", six_people, {"rounds": 30}, job=LearningJob(told.append))
    assert told == sorted(told)
    assert told[-1] == 1
    with pytest.raises(TrainingStopped):
        evaluate("network", six_people, job=LearningJob(is_stopped=lambda: True))


def test_a_tree_is_drawn_and_a_window_walks_through_it(six_people):
    learnt = train("tree", six_people)
    drawn = drawn_tree(learnt)
    path = tree_path(learnt, six_people.rows[0])
    assert path[0] == 0
    assert (
        drawn.nodes[path[-1]].label == six_people.classes[learnt.answers(six_people.rows[:1]).labels_without_fence[0]]
    )
    assert all(0 < node.x < 1 for node in drawn.nodes)


def test_neighbours_weights_boundaries_and_what_if_are_plain_values(six_people):
    near = near_windows(train("neighbours", six_people, FAST), six_people.rows[0])
    assert [one.votes for one in near] == [True, False, False, False, False]
    assert near[0].take in six_people.take_ids
    scales = train("logistic", six_people)
    assert len(weights(scales, 1)) == 8
    grid = boundary(scales, six_people, six_people.names[0], six_people.names[1], cells=8)
    assert len(grid.labels) == len(grid.xs) == 8
    assert set(what_if(scales, six_people.rows[0])) == {"label", "label_without_fence", "sure", "distance"}


def test_a_line_predicts_values_and_tells_its_errors(six_people):
    found = evaluate_regression(replace(six_people, classes=("0", "450", "900,5")))
    assert found.error < found.without_model
    with pytest.raises(LabelsNotNumbers):
        evaluate_regression(examples(people=2))


def test_everything_wrong_here_is_an_error_of_learning():
    assert all(issubclass(one, LearningError) for one in (OneLabel, FewExamples, NothingVaries, ManyLabels))
    check_learnable(examples(people=1))
    assert takes_of(people=1)


@pytest.mark.parametrize("kind", ["tree", "neighbours", "unusual"])
def test_people_who_each_did_another_movement_disturb_nothing(kind, six_people):
    """Whoever is set aside then takes a movement with them: it was never learnt."""
    found = evaluate(kind, replace(six_people, people=six_people.labels), FAST)
    assert found.score.trust in {"wide", "number", "none"}
    assert all(0 <= one.known_kept <= one.known_right <= 1 for one in found.hidden)


def test_huge_and_tiny_numbers_are_learnt_without_a_warning():
    chance = np.random.default_rng(5)
    lines = [f"{'ab'[n % 2]},{'ABC'[n % 3]},{1e14 * chance.normal()!r},{1e-40 * n!r}" for n in range(30)]
    table = read_recordings(("label,person,u,v\n" + "\n".join(lines) + "\n").encode())
    for kind in KINDS:
        evaluate(kind, table, FAST)
