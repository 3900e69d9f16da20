"""Who trains in turns with this engine, see training.py: the lesson's loop, scikit-learn, JAX, numba, the floor."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass

LEARNING_RATE = 0.01


@dataclass(frozen=True)
class Setup:
    title: str
    hidden: tuple[int, ...]
    batch: int
    rounds: int
    train_images: int = 18_000

    @property
    def batches(self) -> int:
        return self.train_images // self.batch

    def digits(self):
        """Training and test images. The 20,000 are in random order, so that no split is needed."""
        import numpy as np

        from engine.digits.bundle import bundled

        if self.train_images == 60_000:
            return bundled("mnist-60k"), bundled("mnist-test")
        digits = bundled("mnist-20k")
        return digits.take(np.arange(18_000)), digits.take(np.arange(18_000, 20_000))

    def tensors(self):
        """The same as (n, 784) pixels from 0 to 1 and (n,) labels: train, test."""
        import torch

        for digits in self.digits():
            yield torch.from_numpy(digits.images).view(-1, 784) / 255, torch.from_numpy(digits.labels)


SETUPS = {
    "lesson": Setup("784-64-32-32-10, batches of 32, 18,000 images (the lesson's)", (64, 32, 32), 32, 21),
    "wide": Setup("784-256-256-10, batches of 128, 18,000 images", (256, 256), 128, 11),
    "all": Setup("784-64-32-32-10, batches of 32, 60,000 images", (64, 32, 32), 32, 7, 60_000),
}


# The contestants. Each gives a function that trains one epoch, and one that gives the test accuracy in percent.

Contestant = tuple[Callable[[], object], Callable[[], float] | None]


def engine(setup: Setup, threads: int | None) -> Contestant:
    """Through train(), as the window uses it: with test accuracy, reports and snapshots."""
    from engine.networks.network import NetworkSpec
    from engine.training import trainer

    if threads:
        trainer.THREADS = threads
    config = trainer.TrainingConfig(epochs=10_000, batch_size=setup.batch, learning_rate=LEARNING_RATE)
    reports = trainer.train(NetworkSpec(setup.hidden), config, *setup.digits())
    report = next(reports)

    def epoch():
        nonlocal report
        report = next(reports)

    return epoch, lambda: report.test_accuracy


def lesson_network(setup: Setup):
    from itertools import pairwise

    from torch import nn

    layers = []
    for inputs, units in pairwise((784, *setup.hidden, 10)):
        layers += [nn.Linear(inputs, units), nn.ReLU()]
    return nn.Sequential(*layers[:-1], nn.LogSoftmax(1))


def lesson_loop(setup: Setup, threads: int | None) -> Contestant:
    """DataLoader, autograd and torch.optim.SGD; losses and accuracies batch by batch."""
    from torch.utils.data import DataLoader, TensorDataset

    train, test = (TensorDataset(*part) for part in setup.tensors())
    batches = DataLoader(train, setup.batch, shuffle=True, drop_last=True)
    return _autograd(setup, lambda: batches, DataLoader(test, len(test)), threads)


def whole_set(setup: Setup, threads: int | None) -> Contestant:
    """The same without DataLoader: the set in memory, a batch is an index."""
    import torch

    (x, y), test = setup.tensors()

    def batches():
        for at in torch.randperm(len(x))[: setup.batches * setup.batch].split(setup.batch):
            yield x[at], y[at]

    return _autograd(setup, batches, [test], threads)


def _autograd(setup: Setup, batches, test, threads: int | None) -> Contestant:
    import torch
    from torch import nn

    torch.set_num_threads(threads or torch.get_num_threads())
    network, loss_of, test_accuracy = lesson_network(setup), nn.NLLLoss(), 0.0
    optimizer = torch.optim.SGD(network.parameters(), LEARNING_RATE)

    def percent_right(output, y):
        return 100 * (output.argmax(1) == y).float().mean().item()

    def epoch():
        nonlocal test_accuracy
        losses, accuracies = [], []
        for x, y in batches():
            output = network(x)
            loss = loss_of(output, y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
            accuracies.append(percent_right(output, y))
        with torch.no_grad():
            x, y = next(iter(test))
            test_accuracy = percent_right(network(x), y)
        return statistics.fmean(losses), statistics.fmean(accuracies)

    return epoch, lambda: test_accuracy


def scikit_learn(setup: Setup, threads: int | None) -> Contestant:
    """MLPClassifier, an epoch per partial_fit; it measures no accuracy on the way."""
    import threadpoolctl
    from sklearn.neural_network import MLPClassifier

    threadpoolctl.threadpool_limits(threads)
    (x, y), (test_x, test_y) = ([t.numpy() for t in part] for part in setup.tensors())
    network = MLPClassifier(
        setup.hidden, solver="sgd", alpha=0, batch_size=setup.batch, learning_rate_init=LEARNING_RATE, momentum=0
    )
    return lambda: network.partial_fit(x, y, classes=range(10)), lambda: 100 * network.score(test_x, test_y)


def jax_scan(setup: Setup, threads: int | None) -> Contestant:
    """An epoch is one compiled scan over the batches, with the loss, both accuracies and SGD in it."""
    import jax
    import numpy as np
    from jax import numpy as jnp

    (x, y), (test_x, test_y) = ([jnp.asarray(t.numpy()) for t in part] for part in setup.tensors())
    parameters = [(p.detach().numpy().T, b.detach().numpy()) for p, b in _layers(lesson_network(setup))]
    random, test_accuracy = np.random.default_rng(0), 0.0

    def log_p(parameters, x):
        *hidden, (weight, bias) = parameters
        for w, b in hidden:
            x = jax.nn.relu(x @ w + b)
        return jax.nn.log_softmax(x @ weight + bias)

    def loss(parameters, x, y):
        output = log_p(parameters, x)
        return -jnp.take_along_axis(output, y[:, None], 1).mean(), (output.argmax(1) == y).mean()

    def step(parameters, at):
        (value, right), gradient = jax.value_and_grad(loss, has_aux=True)(parameters, x[at], y[at])
        return jax.tree.map(lambda p, g: p - LEARNING_RATE * g, parameters, gradient), (value, right)

    @jax.jit
    def run(parameters, order):
        parameters, (losses, right) = jax.lax.scan(step, parameters, order)
        return parameters, losses, right.mean(), (log_p(parameters, test_x).argmax(1) == test_y).mean()

    def epoch():
        nonlocal parameters, test_accuracy
        order = random.permutation(setup.train_images)[: setup.batches * setup.batch].reshape(-1, setup.batch)
        parameters, _, _, accuracy = run(parameters, order)
        test_accuracy = 100 * float(accuracy)  # waits for all of it

    return epoch, lambda: test_accuracy


def numba_loop(setup: Setup, threads: int | None) -> Contestant:
    """An epoch is one compiled loop over the batches, which calls BLAS; loss, both accuracies and SGD are in it."""
    import numba
    import numpy as np

    numba.set_num_threads(threads or 1)
    (x, y), (test_x, test_y) = ([t.numpy() for t in part] for part in setup.tensors())
    layers = [(p.detach().numpy().T.copy(), b.detach().numpy().copy()) for p, b in _layers(lesson_network(setup))]
    weights, biases = tuple(p for p, _b in layers), tuple(b for _p, b in layers)
    count, batch, rate = len(layers), setup.batch, np.float32(LEARNING_RATE)
    random, test_accuracy = np.random.default_rng(0), 0.0

    @numba.njit(fastmath=True)
    def forward(inputs, weights, biases, outputs):
        for layer in range(count):
            z = outputs[layer]
            np.dot(inputs if layer == 0 else outputs[layer - 1], weights[layer], z)
            for row in range(z.shape[0]):
                for unit in range(z.shape[1]):
                    z[row, unit] += biases[layer][unit]
                    if layer < count - 1 and z[row, unit] < 0:
                        z[row, unit] = 0

    @numba.njit(fastmath=True)
    def output_delta(z, labels, delta):
        """Log-softmax, and the gradient of its loss in ``delta``: the sum of the losses, and how many are right."""
        loss, right = 0.0, 0
        for row in range(z.shape[0]):
            most = z[row].max()
            total = np.exp(z[row] - most).sum()
            loss -= z[row, labels[row]] - most - np.log(total)
            right += z[row].argmax() == labels[row]
            for unit in range(z.shape[1]):
                delta[row, unit] = np.exp(z[row, unit] - most) / total / z.shape[0]
            delta[row, labels[row]] -= np.float32(1) / z.shape[0]
        return loss, right

    @numba.njit(fastmath=True)
    def backward(inputs, weights, biases, outputs, deltas):
        for step in range(count):
            layer = count - 1 - step
            delta, below = deltas[layer], inputs if layer == 0 else outputs[layer - 1]
            if layer > 0:
                np.dot(delta, weights[layer].T, deltas[layer - 1])
                for row in range(below.shape[0]):
                    for unit in range(below.shape[1]):
                        if below[row, unit] == 0:
                            deltas[layer - 1][row, unit] = 0
            weights[layer][:] -= rate * np.dot(below.T, delta)
            biases[layer][:] -= rate * delta.sum(0)

    @numba.njit(fastmath=True)
    def run(order, weights, biases, outputs, deltas):
        inputs, labels = np.empty((batch, x.shape[1]), np.float32), np.empty(batch, np.int64)
        loss, right = 0.0, 0
        for turn in range(order.shape[0]):
            for row in range(batch):
                inputs[row] = x[order[turn, row]]
                labels[row] = y[order[turn, row]]
            forward(inputs, weights, biases, outputs)
            found = output_delta(outputs[count - 1], labels, deltas[count - 1])
            loss, right = loss + found[0], right + found[1]
            backward(inputs, weights, biases, outputs, deltas)
        return loss, right

    def room(rows):
        return tuple(np.empty((rows, len(b)), np.float32) for b in biases)

    outputs, deltas, tested = room(batch), room(batch), room(len(test_x))

    def epoch():
        nonlocal test_accuracy
        order = random.permutation(setup.train_images)[: setup.batches * batch].reshape(-1, batch)
        run(order, weights, biases, outputs, deltas)
        forward(test_x, weights, biases, tested)
        test_accuracy = 100 * float((tested[-1].argmax(1) == test_y).mean())

    return epoch, lambda: test_accuracy


def _layers(network):
    return [(layer.weight, layer.bias) for layer in network if hasattr(layer, "weight")]


def floor(setup: Setup, threads: int | None) -> Contestant:
    """The first layer's two products alone, on one batch that stays in the cache."""
    import torch

    torch.set_num_threads(threads or torch.get_num_threads())
    batch, units = setup.batch, setup.hidden[0]
    x, weight, bias = torch.rand(batch, 784), torch.rand(units, 784), torch.rand(units)
    z, delta = torch.empty(batch, units), torch.rand(batch, units)
    weight_t, delta_t = weight.t(), delta.t()

    @torch.inference_mode()
    def epoch():
        for _ in range(setup.batches):
            torch.addmm(bias, x, weight_t, out=z)
            weight.addmm_(delta_t, x, alpha=-1e-9)

    return epoch, None


CONTESTANTS = {
    "this engine": engine,
    "the lesson's loop": lesson_loop,
    "whole set in memory": whole_set,
    "scikit-learn": scikit_learn,
    "JAX": jax_scan,
    "numba": numba_loop,
    "floor: two products": floor,
}
