"""A step by hand is a step of autograd and torch.optim, for every choice that the form offers."""

from itertools import pairwise

import numpy as np
import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.digits.dataset import Digits
from engine.networks.network import ACTIVATIONS, OUTPUTS, FeedForward, NetworkSpec
from engine.randomness import ORDER, generator
from engine.training.config import TrainingConfig
from engine.training.step import TrainingStep, live_pixels

TOLERANCE = {torch.float64: 1e-12, torch.float32: 1e-5}
DIGITS_LOST = {torch.float64: 1e-4, torch.float32: 2.5e-6}  # see assume_well_posed
RANGES = [(0.0, 1.0), (-1.0, 0.0), (0.0, 255.0), (10.0, 15.0)]
KINKED = ("relu", "leaky_relu")
PIXELS_REVERSED = torch.arange(783, -1, -1)
both_precisions = pytest.mark.parametrize("dtype", TOLERANCE, ids=str)


def examples(count):
    return settings(derandomize=True, deadline=None, max_examples=count)


def specs(ranges=RANGES):
    return st.builds(
        NetworkSpec,
        hidden=st.lists(st.integers(1, 40), max_size=4).map(tuple),
        activation=st.sampled_from(sorted(ACTIVATIONS)),
        output=st.sampled_from(OUTPUTS),
        input_range=st.sampled_from(ranges),
    )


batch_sizes = st.sampled_from([1, 2, 7, 32, 50])
seeds = st.integers(0, 2**32 - 1)
dropouts = st.sampled_from([0.0, 0.2, 0.5])
decays = st.sampled_from([0.0, 1e-4, 0.01])


@pytest.fixture(scope="module")
def digits(lesson_digits):
    return lesson_digits.take(np.arange(250))


class Trainee:
    """A network with its training step, and the batches that the step takes."""

    def __init__(self, spec, config, digits, dtype=torch.float32, live=None):
        self.network = FeedForward(spec, config.seed, dtype=dtype)
        self.step = TrainingStep(self.network, config, digits, live)
        self.digits, self.size = digits, config.batch_size
        self.order_generator = generator(config.seed, ORDER)
        self.shuffle()

    @torch.inference_mode()
    def shuffle(self):
        self.step.shuffle()
        self.order = torch.randperm(len(self.digits), generator=self.order_generator).numpy()

    def batch(self, number):
        at = self.order[number * self.size : (number + 1) * self.size]
        return self.digits.images[at], self.digits.labels[at]

    @torch.inference_mode()
    def train(self, number):
        self.step(number)

    def batches(self, count):
        """Numbers of the next batches, shuffled anew whenever an epoch is over."""
        for done in range(count):
            if done and done % self.step.batches == 0:
                self.shuffle()
            yield done % self.step.batches

    def masks(self):
        """Dropout's masks of the batch just trained on, one per hidden layer, if there is dropout."""
        return [layer.mask for layer in self.step._layers[:-1]] if self.step.config.dropout else []

    def by_layer(self, flat):
        """The step's parameters or gradients as one flat tensor per layer."""
        return [torch.cat([weight.flatten(), bias]) for weight, bias in self.step.layers(flat.detach())]

    def network_by_layer(self, before=None):
        """The parameters of the network, or by how much they are less than those of ``before``, likewise."""
        self.write_back()
        flat = self.network.flat if before is None else before.flat - self.network.flat
        return list(
            flat.detach().split([inputs * units + units for inputs, units in pairwise(self.network.spec.sizes)])
        )

    @torch.inference_mode()
    def write_back(self):
        self.step.write_back()


def distances(ours, theirs):
    """How far two tensors are apart, layer by layer, in units of the norm of theirs."""
    for a, b in zip(ours, theirs, strict=True):
        assert a.isfinite().all()
        distance, norm = (a.double() - b).norm().item(), b.double().norm().item()
        yield distance / norm if norm else distance


def assume_well_posed(reference, network, dtype, images, labels, masks):
    """Leave out what no two ways of rounding agree on: units at a kink, gradients that cancel, and outputs so saturated
    that 1 - p has no digits left. Autograd itself tells, by the digits that it loses in single precision."""
    single = reference(network, dtype=torch.float32)
    double = reference(network, dtype=torch.float64)
    if network.spec.activation in KINKED:
        with torch.no_grad():
            hidden = double.sums(double.inputs(images), [mask.double() for mask in masks])[:-1]
        assume(all(z.abs().min() > TOLERANCE[dtype] / 10 * z.abs().max() for z in hidden))
    exact = double.gradients(images, labels, [mask.double() for mask in masks])
    for order in (slice(None), PIXELS_REVERSED):
        rounded = single.gradients(images, labels, [mask.float() for mask in masks], order)
        assume(max(distances(rounded, exact)) < DIGITS_LOST[dtype])


@both_precisions
@given(spec=specs(), size=batch_sizes, seed=seeds, dropout=dropouts, decay=decays)
@examples(60)
def test_a_collected_gradient_is_that_of_autograd(reference, digits, dtype, spec, size, seed, dropout, decay):
    config = TrainingConfig(batch_size=size, seed=seed, dropout=dropout, weight_decay=decay, optimizer="adam")
    trainee = Trainee(spec, config, digits, dtype)
    before, batch = trainee.network.copy(), trainee.batch(0)
    trainee.train(0)
    assume_well_posed(reference, before, dtype, *batch, trainee.masks())
    gradients = reference(before).gradients(*batch, trainee.masks(), weight_decay=decay)
    assert max(distances(trainee.by_layer(trainee.step.gradient), gradients)) <= TOLERANCE[dtype]


@both_precisions
@given(spec=specs(), size=batch_sizes, seed=seeds, dropout=dropouts)
@examples(60)
def test_plain_sgd_moves_along_the_gradient_of_autograd(reference, digits, dtype, spec, size, seed, dropout):
    trainee = Trainee(spec, TrainingConfig(batch_size=size, seed=seed, dropout=dropout), digits, dtype)
    before, batch = trainee.network.copy(), trainee.batch(0)
    rate = rate_that_drowns_the_parameters(reference(before).gradients(*batch))
    trainee.step.learning_rate = rate
    trainee.train(0)
    assume_well_posed(reference, before, dtype, *batch, trainee.masks())
    gradients = reference(before).gradients(*batch, trainee.masks())
    moved = [layer / rate for layer in trainee.network_by_layer(before)]
    assert max(distances(moved, gradients)) <= TOLERANCE[dtype]


def rate_that_drowns_the_parameters(gradients):
    """So high that the difference of the parameters before and after has the digits of the gradient."""
    least = min((g.double().norm().item() for g in gradients if g.any()), default=1.0)
    return min(2.0**24 / least, 1e30)


@both_precisions
@pytest.mark.parametrize("optimizer", ["momentum", "rmsprop", "adam"])
@given(spec=specs(RANGES[:2]), size=batch_sizes, seed=seeds, dropout=dropouts, decay=decays)
@examples(5)
def test_fifty_updates_are_those_of_torch_given_the_same_gradients(
    digits, optimizer, dtype, spec, size, seed, dropout, decay
):
    config = config_for(optimizer, batch_size=size, seed=seed, dropout=dropout, weight_decay=decay)
    trainee = Trainee(spec, config, digits, dtype)
    theirs = torch.nn.Parameter(trainee.step.parameters.clone())
    rule = {
        "momentum": lambda: torch.optim.SGD([theirs], config.learning_rate, config.momentum),
        "rmsprop": lambda: torch.optim.RMSprop([theirs], config.learning_rate),
        "adam": lambda: torch.optim.Adam([theirs], config.learning_rate),
    }[optimizer]()
    for number in trainee.batches(50):
        trainee.train(number)
        theirs.grad = trainee.step.gradient.clone()  # weight decay included
        rule.step()
        ours = trainee.by_layer(trainee.step.parameters)
        assert max(distances(ours, trainee.by_layer(theirs))) <= TOLERANCE[dtype]


def config_for(optimizer, **settings):
    if optimizer == "momentum":
        return TrainingConfig(optimizer="sgd", momentum=0.9, learning_rate=0.01, **settings)
    return TrainingConfig(optimizer=optimizer, learning_rate=0.01 if optimizer == "sgd" else 0.001, **settings)


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
@given(spec=specs(RANGES[:2]), size=batch_sizes, seed=seeds, dropout=dropouts, decay=decays)
@examples(12)
def test_fifty_whole_steps_lead_where_those_of_torch_lead(
    reference, digits, optimizer, spec, size, seed, dropout, decay
):
    config = config_for(optimizer, batch_size=size, seed=seed, dropout=dropout, weight_decay=decay)
    trainee = Trainee(spec, config, digits, torch.float64)
    model = reference(trainee.network, config)
    for number in trainee.batches(50):
        trainee.train(number)
        loss = model.train_batch(*trainee.batch(number), trainee.masks())
        assert trainee.step.losses(number, number + 1).item() == pytest.approx(loss, rel=1e-9, abs=1e-12)
    assert max(distances(trainee.network_by_layer(), model.parameters())) <= 1e-9


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
@pytest.mark.parametrize("hidden", [(), (30, 20)], ids=str)
def test_without_the_pixels_that_are_always_black_the_steps_are_the_same(reference, digits, optimizer, hidden):
    config = config_for(optimizer, dropout=0.2)
    trainee = Trainee(NetworkSpec(hidden), config, digits, torch.float64, live_pixels(digits))
    model, before = reference(trainee.network, config), trainee.network.copy()
    for number in trainee.batches(50):
        trainee.train(number)
        model.train_batch(*trainee.batch(number), trainee.masks())
    assert max(distances(trainee.network_by_layer(), model.parameters())) <= 1e-9
    black = ~digits.images.any(0).ravel()
    assert torch.equal(trainee.network.layers[0].weight[:, black], before.layers[0].weight[:, black])


def test_live_pixels_are_those_with_ink(digits):
    assert live_pixels(digits).tolist() == np.flatnonzero(digits.images.any(0)).tolist()


@pytest.mark.parametrize("value", [0, 1], ids=["none", "all"])
def test_live_pixels_may_be_none_or_all(digits, value):
    blank = Digits(np.full_like(digits.images, value), digits.labels, "blank")
    trainee = Trainee(NetworkSpec((5,)), TrainingConfig(), blank, live=live_pixels(blank))
    trainee.train(0)
    assert trainee.step.losses(0, 1).isfinite().all()


@pytest.mark.parametrize("output", OUTPUTS)
def test_losses_and_accuracy_are_those_of_each_batch_as_it_went_by(reference, digits, output):
    config = TrainingConfig(learning_rate=0.5)
    trainee = Trainee(NetworkSpec((16,), output=output), config, digits, torch.float64)
    model, losses, right = reference(trainee.network, config), [], 0
    for number in range(trainee.step.batches):
        right += model.right(*trainee.batch(number))
        losses.append(model.train_batch(*trainee.batch(number)))
        trainee.train(number)
    assert trainee.step.batches == 7
    assert trainee.step.losses().tolist() == pytest.approx(losses, rel=1e-9)
    assert trainee.step.accuracy() == pytest.approx(100 * right / (7 * 32), abs=1e-4)


def losses_without_learning(trainee):
    trainee.step.learning_rate = 0.0
    for number in range(trainee.step.batches):
        trainee.train(number)
    return trainee.step.losses().tolist()


def test_every_image_has_its_turn_once_per_epoch_in_an_order_of_its_own(digits):
    trainee = Trainee(NetworkSpec(), TrainingConfig(batch_size=1), digits)
    evidence = trainee.network.log_probabilities(digits.images)
    of_all = sorted(-evidence[np.arange(250), digits.labels])
    first = losses_without_learning(trainee)
    trainee.shuffle()
    second = losses_without_learning(trainee)
    assert sorted(first) == pytest.approx(of_all, rel=1e-5)
    assert sorted(second) == pytest.approx(of_all, rel=1e-5)
    assert first != second


def test_the_last_partial_batch_is_dropped(digits):
    trainee = Trainee(NetworkSpec(), TrainingConfig(batch_size=100), digits)
    assert trainee.step.batches == 2
    assert len(losses_without_learning(trainee)) == 2


def test_other_images_are_shown_from_the_next_shuffle_on(digits):
    config = TrainingConfig(batch_size=250)
    trainee = Trainee(NetworkSpec(), config, digits)
    inverted = Digits(255 - digits.images, digits.labels, "inverted")
    [before] = losses_without_learning(trainee)
    trainee.step.show(inverted)
    assert losses_without_learning(trainee) == [before]
    trainee.shuffle()
    [after] = losses_without_learning(trainee)
    [expected] = losses_without_learning(Trainee(NetworkSpec(), config, inverted))
    assert after == pytest.approx(expected, rel=1e-5)
    assert abs(after - before) > 1e-3


def test_the_images_themselves_are_not_changed(digits):
    images = digits.images.copy()
    losses_without_learning(Trainee(NetworkSpec(input_range=(-1, 0)), TrainingConfig(), digits))
    assert np.array_equal(digits.images, images)


def test_dropout_silences_its_share_of_the_units_and_makes_the_others_louder(digits):
    config = TrainingConfig(batch_size=50, dropout=0.25)
    trainee = Trainee(NetworkSpec((40, 40)), config, digits)
    trainee.train(0)
    first, second = (mask.clone() for mask in trainee.masks())
    trainee.train(1)
    for mask in (first, second):
        assert mask.unique().tolist() == pytest.approx([0, 4 / 3])
        assert (mask == 0).float().mean().item() == pytest.approx(0.25, abs=0.04)  # 2,000 draws: 4 deviations
    assert not torch.equal(first, second)
    assert not torch.equal(first, trainee.masks()[0])


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "rmsprop", "adam"])
def test_the_same_seed_gives_the_same_steps_to_the_last_bit(digits, optimizer):
    def train():
        config = config_for(optimizer, dropout=0.2, seed=4)
        trainee = Trainee(NetworkSpec(), config, digits)
        for number in trainee.batches(20):
            trainee.train(number)
        return trainee.network.flat

    assert torch.equal(train(), train())


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
@pytest.mark.parametrize("output", OUTPUTS)
def test_with_any_number_of_classes_the_steps_are_those_of_torch(reference, classed, output, optimizer):
    config, digits = config_for(optimizer, dropout=0.2, weight_decay=1e-4), classed.take(np.arange(640))
    trainee = Trainee(NetworkSpec((30, 20), output=output).fitting(digits), config, digits, torch.float64)
    model = reference(trainee.network, config)
    for number in trainee.batches(2 * trainee.step.batches):
        trainee.train(number)
        loss = model.train_batch(*trainee.batch(number), trainee.masks())
        assert trainee.step.losses(number, number + 1).item() == pytest.approx(loss, rel=1e-9, abs=1e-12)
    assert max(distances(trainee.network_by_layer(), model.parameters())) <= 1e-9
