"""Every figure of an evaluation is scikit-learn's, or plain torch's, on the same network."""

import numpy as np
import pytest
import torch
from sklearn.metrics import accuracy_score, confusion_matrix, log_loss, precision_recall_fscore_support

from engine.apart import Cancelled
from engine.digits.dataset import Digits
from engine.errors import UserError
from engine.inspection.evaluation import MUCH, Evaluation, evaluate
from engine.networks.network import CHUNK, FeedForward, NetworkSpec
from engine.training.config import TrainingConfig
from engine.training.control import Control
from engine.training.trainer import train


@pytest.fixture(scope="module")
def network(some_digits, few_digits):
    """After four epochs on 2,000 images: it makes errors of every kind."""
    control = Control()
    for _ in train(NetworkSpec(), TrainingConfig(epochs=4, learning_rate=0.1), some_digits, few_digits, control):
        pass
    return control.latest()


@pytest.fixture(scope="module")
def evaluation(network, few_digits):
    return evaluate(network, few_digits)


def made_up(labels, guesses, sure=0.7):
    """An evaluation with these guesses, each with probability ``sure``, the rest spread evenly."""
    evidence = np.full((len(labels), 10), np.log((1 - sure) / 9), np.float32)
    evidence[np.arange(len(labels)), guesses] = np.log(sure)
    images = np.arange(len(labels), dtype=np.uint8)[:, None, None] * np.ones((28, 28), np.uint8)
    return Evaluation(Digits(images, np.asarray(labels, np.int64), "made up"), evidence)


def test_evidence_is_plain_torchs(network, few_digits, evaluation, reference):
    plain = reference(network)
    logits = plain.sums(plain.inputs(few_digits.images))[-1]
    wanted = torch.log_softmax(logits, 1).detach().numpy()
    np.testing.assert_allclose(evaluation.evidence, wanted, rtol=1e-5, atol=1e-5)
    np.testing.assert_array_equal(evaluation.guesses, wanted.argmax(1))
    labels = torch.from_numpy(few_digits.labels)
    loss = torch.nn.functional.cross_entropy(logits, labels, reduction="none").detach().numpy()
    np.testing.assert_allclose(-evaluation.true_evidence, loss, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("input_range", [(-1.0, 1.0), (0.0, 255.0), (1.0, 0.0)])
def test_the_network_is_fed_in_its_own_range(few_digits, reference, input_range):
    network = FeedForward(NetworkSpec((20,), input_range=input_range), seed=3)
    plain = reference(network)
    wanted = torch.log_softmax(plain.sums(plain.inputs(few_digits.images))[-1], 1).detach().numpy()
    np.testing.assert_allclose(evaluate(network, few_digits).evidence, wanted, rtol=1e-4, atol=1e-4)


def test_it_tells_how_much_is_done_and_gives_up(network, lesson_digits):
    digits, told = lesson_digits.take(np.arange(2 * CHUNK + 1)), []
    evaluate(network, digits, tell=told.append)
    assert told == [CHUNK / len(digits), 2 * CHUNK / len(digits), 1.0]
    with pytest.raises(Cancelled):
        evaluate(network, digits, lambda: len(told) > 3, told.append)
    assert len(told) == 4


def test_figures_are_scikit_learns(evaluation, few_digits):
    labels, guesses, digits = few_digits.labels, evaluation.guesses, np.arange(10)
    assert 0 < len(evaluation.errors) < 150
    np.testing.assert_array_equal(evaluation.confusion, confusion_matrix(labels, guesses, labels=digits))
    percent = 100 * confusion_matrix(labels, guesses, labels=digits, normalize="true")
    np.testing.assert_allclose(evaluation.row_percent, percent)
    precision, recall, f_score, support = precision_recall_fscore_support(
        labels, guesses, labels=digits, zero_division=np.nan
    )
    np.testing.assert_array_equal(evaluation.precision, precision)
    np.testing.assert_array_equal(evaluation.recall, recall)
    np.testing.assert_allclose(evaluation.f_score, f_score, rtol=1e-14)
    np.testing.assert_array_equal(evaluation.support, support)
    assert evaluation.accuracy == pytest.approx(100 * accuracy_score(labels, guesses))
    evidence = np.exp(evaluation.evidence.astype(np.float64))
    evidence /= evidence.sum(1, keepdims=True)
    assert -evaluation.true_evidence.mean() == pytest.approx(log_loss(labels, evidence, labels=digits), rel=1e-4)


def test_figures_of_a_digit_that_is_not_there_or_never_guessed_are_not_numbers_as_scikit_learns():
    labels, guesses = [1, 1, 2, 3], [1, 2, 2, 2]
    evaluation = made_up(labels, guesses)
    precision, recall, f_score, support = precision_recall_fscore_support(
        labels, guesses, labels=np.arange(10), zero_division=np.nan
    )
    np.testing.assert_array_equal(evaluation.precision, precision)
    np.testing.assert_array_equal(evaluation.recall, recall)
    np.testing.assert_array_equal(evaluation.f_score, f_score)
    np.testing.assert_array_equal(evaluation.support, support)
    assert np.isnan(evaluation.recall[0])
    assert np.isnan(evaluation.precision[3])
    assert np.isnan(evaluation.row_percent[0]).all()
    assert evaluation.row_percent[1, 2] == 50


def test_errors_are_the_images_that_are_guessed_otherwise(evaluation, few_digits):
    wrong = [index for index in range(300) if evaluation.guesses[index] != few_digits.labels[index]]
    assert evaluation.errors.tolist() == wrong
    assert evaluation.accuracy == pytest.approx(100 * (300 - len(wrong)) / 300)


@pytest.mark.parametrize("over", [0.01, 0.1, 0.3])
def test_near_misses_are_right_with_over_that_probability_on_another_digit(evaluation, few_digits, over):
    probabilities = np.exp(evaluation.evidence)
    wanted = [
        index
        for index, true in enumerate(few_digits.labels)
        if probabilities[index].argmax() == true and np.delete(probabilities[index], true).max() > over
    ]
    assert evaluation.near_misses(over).tolist() == wanted
    assert wanted


def test_lists_are_ordered_by_index_by_how_sure_the_guess_is_or_by_the_true_digit(evaluation, few_digits):
    errors = evaluation.errors
    assert evaluation.ordered(errors[::-1], "index").tolist() == errors.tolist()
    sure = np.exp(evaluation.evidence[evaluation.ordered(errors, "sure")]).max(1)
    assert (np.diff(sure) <= 0).all()
    true = few_digits.labels[evaluation.ordered(errors, "true")]
    assert (np.diff(true) >= 0).all()
    assert sorted(evaluation.by_sureness.tolist()) == list(range(300))
    assert (np.diff(np.exp(evaluation.evidence[evaluation.by_sureness]).max(1)) <= 0).all()


def test_a_cell_of_the_confusion_matrix_holds_exactly_its_images(evaluation, few_digits):
    found = [evaluation.cell(true, guess) for true in range(10) for guess in range(10)]
    assert [len(cell) for cell in found] == evaluation.confusion.ravel().tolist()
    assert sorted(np.concatenate(found).tolist()) == list(range(300))
    assert (few_digits.labels[evaluation.cell(4, 9)] == 4).all()
    assert (evaluation.guesses[evaluation.cell(4, 9)] == 9).all()


def test_mean_images_are_those_of_the_right_and_the_wrong_of_each_digit(evaluation, few_digits):
    means, counts = evaluation.means
    for digit in range(10):
        for row, chosen in enumerate((evaluation.right, ~evaluation.right)):
            members = few_digits.images[chosen & (few_digits.labels == digit)]
            assert counts[row, digit] == len(members)
            if len(members):
                np.testing.assert_allclose(means[row, digit], members.mean(0), rtol=1e-12, atol=1e-12)
            else:
                assert np.isnan(means[row, digit]).all()


def test_a_perfect_network_has_no_errors_and_no_mean_of_the_wrong():
    evaluation = made_up(np.arange(10), np.arange(10), sure=1 - 1e-6)
    assert evaluation.accuracy == 100
    assert not len(evaluation.errors)
    assert not len(evaluation.near_misses())
    means, counts = evaluation.means
    assert counts.tolist() == [[1] * 10, [0] * 10]
    assert np.isnan(means[1]).all()
    assert not np.isnan(means[0]).any()


def test_one_image_and_no_image_can_be_evaluated(network, few_digits):
    one = evaluate(network, few_digits.take(np.arange(1)))
    assert one.confusion.sum() == 1
    assert one.by_sureness.tolist() == [0]
    none = evaluate(network, few_digits.take(np.arange(0)))
    assert np.isnan(none.accuracy)
    assert none.confusion.sum() == 0
    assert not len(none.by_sureness)
    assert not len(none.near_misses())
    assert not none.means[1].any()


def test_a_softmax_network_is_shown_by_its_log_probabilities(few_digits):
    network = FeedForward(NetworkSpec((16,), output="softmax"), seed=1)
    evidence = evaluate(network, few_digits).evidence
    np.testing.assert_allclose(np.exp(evidence).sum(1), 1, rtol=1e-5)


def test_work_shared_among_cores_gives_the_same_answers(lesson_digits):
    network, digits = FeedForward(NetworkSpec((512,)), seed=2), lesson_digits.take(np.arange(6_100))
    assert len(digits) * network.spec.parameters > MUCH
    np.testing.assert_array_equal(evaluate(network, digits).evidence, network.log_probabilities(digits.images))


def test_figures_of_any_number_of_classes_are_scikit_learns(classed):
    network = FeedForward(NetworkSpec((30,)).fitting(classed), seed=1)
    found, classes = evaluate(network, classed), np.arange(classed.classes)
    assert found.evidence.shape == (len(classed), classed.classes)
    np.testing.assert_array_equal(found.confusion, confusion_matrix(classed.labels, found.guesses, labels=classes))
    precision, recall, f_score, support = precision_recall_fscore_support(
        classed.labels, found.guesses, labels=classes, zero_division=np.nan
    )
    np.testing.assert_allclose(found.recall, recall)
    np.testing.assert_allclose(found.precision, precision)
    np.testing.assert_allclose(found.f_score, f_score)
    np.testing.assert_array_equal(found.support, support)
    means, numbers = found.means
    assert means.shape == (2, classed.classes, 28, 28)
    for label in classes:
        for index, right in enumerate((True, False)):
            images = classed.images[(classed.labels == label) & (found.right == right)]
            assert numbers[index, label] == len(images)
            wanted = images.mean(0) if len(images) else np.full((28, 28), np.nan)
            np.testing.assert_allclose(means[index, label], wanted)


def test_a_set_with_more_or_fewer_classes_is_refused(classed, few_digits):
    with pytest.raises(UserError, match=f"tells 10 classes apart, and “{classed.name}” has {classed.classes}"):
        evaluate(FeedForward(NetworkSpec((5,))), classed)
    with pytest.raises(UserError, match=f"tells {classed.classes} classes apart"):
        evaluate(FeedForward(NetworkSpec((5,)).fitting(classed)), few_digits)
