"""How long an epoch takes: this engine beside the lesson's own loop, scikit-learn, JAX, and the least it can take.

    python tests/bench/training.py [--quick]

Each contestant trains in a process of its own, so that it has its own threads and its own peak of memory. They take
turns, an epoch each, so that whatever else the machine does hits all alike. Compared are medians. On a busy machine the
processor time of all threads, at the right, says more than the time. The test accuracy at the end is a proof of work.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

LEARNING_RATE = 0.01
WARM_UP = 3  # epochs that are not counted: JAX compiles in the first, and memory grows


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
    "floor: two products": floor,
}


# A process per contestant: it trains an epoch for every line that it is sent.


def work(name: str, setup: str, threads: int | None) -> None:
    epoch, accuracy = CONTESTANTS[name](SETUPS[setup], threads)
    for _ in range(WARM_UP):
        epoch()
    torch = sys.modules.get("torch")
    print(json.dumps(torch and torch.get_num_threads()), flush=True)
    for _ in sys.stdin:
        start, processor = time.perf_counter(), time.process_time()
        epoch()
        print(json.dumps([time.perf_counter() - start, time.process_time() - processor]), flush=True)
    print(json.dumps([accuracy and accuracy(), peak_memory()]), flush=True)


def peak_memory() -> float | None:
    """Megabytes, or None where the system does not tell."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return None
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


class Worker:
    def __init__(self, name: str, setup: str, threads: int | None):
        self.name = name
        self.times: list[float] = []
        self.processor_times: list[float] = []
        command = [sys.executable, __file__, "--work", name, "--setup", setup]
        environment = dict(os.environ)
        if threads:
            command += ["--threads", str(threads)]
            environment |= {"OMP_NUM_THREADS": str(threads), "NPROC": str(threads)}
            if threads == 1:
                environment["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True, bufsize=1
        )
        self.threads = self._answer()

    def _answer(self):
        line = self._process.stdout.readline()
        if not line:
            sys.exit(f"“{self.name}” failed: see above.")
        return json.loads(line)

    def epoch(self) -> None:
        self._process.stdin.write("go\n")
        seconds, processor = self._answer()
        self.times.append(seconds)
        self.processor_times.append(processor)

    def finish(self) -> None:
        self._process.stdin.close()
        self.accuracy, self.memory = self._answer()
        self._process.wait()

    @property
    def median(self) -> float:
        return statistics.median(self.times)

    @property
    def processor(self) -> float:
        return statistics.median(self.processor_times)


def take_turns(workers: list[Worker], rounds: int) -> None:
    for turn in range(rounds):
        for at in range(len(workers)):
            workers[(turn + at) % len(workers)].epoch()
    for worker in workers:
        worker.finish()


# The tables.


def compare(setup: str, rounds: int) -> dict[str, Worker]:
    first = Worker("this engine", setup, None)
    names = [name for name in CONTESTANTS if name != "this engine" and not (name == "JAX" and not has_jax())]
    workers = [first, *(Worker(name, setup, first.threads) for name in names)]
    take_turns(workers, rounds)
    print(f"\n{SETUPS[setup].title}; {first.threads} thread(s); median of {rounds} epochs each")
    print(f"{'':22}{'epoch, s':>9}{'engine/it':>11}{'processor, s':>14}{'engine/it':>11}{'peak MB':>9}{'test %':>8}")
    for worker in workers:
        print(
            f"{worker.name:22}{worker.median:9.4f}{first.median / worker.median:11.3f}"
            f"{worker.processor:14.4f}{first.processor / worker.processor:11.3f}"
            f"{worker.memory or float('nan'):9.0f}" + ("" if worker.accuracy is None else f"{worker.accuracy:8.2f}")
        )
    if not has_jax():
        print(f"{'JAX':22}not installed: pip install .[bench]")
    return {worker.name: worker for worker in workers}


def has_jax() -> bool:
    return importlib.util.find_spec("jax") is not None


def judge(workers: dict[str, Worker]) -> None:
    print("\nThe bars, for the lesson's network:")
    bars = [
        ("the lesson's loop", 0.25, "bar"),
        ("scikit-learn", 0.40, "bar"),
        ("floor: two products", 2.0, "bar"),
        ("the lesson's loop", 0.20, "goal"),
        ("JAX", 1.0, "goal"),
    ]
    for name, most, kind in bars:
        if name in workers:
            ratio = workers["this engine"].median / workers[name].median
            print(f"  {kind:5}at most {most:4.2f} of {name:22}{ratio:6.3f}  {'met' if ratio <= most else 'NOT MET'}")


def compare_threads(setup: str, rounds: int) -> None:
    names, counts = ("this engine", "floor: two products"), (1, 2)
    workers = {(name, count): Worker(name, setup, count) for name in names for count in counts}
    take_turns(list(workers.values()), rounds)
    print(f"\nTorch's threads: {SETUPS[setup].title}; median of {rounds} epochs each, seconds")
    print(f"{'':22}{'1 thread':>10}{'2 threads':>11}{'2/1':>7}{'processor':>12}{'2/1':>7}")
    for name in names:
        one, two = (workers[name, count] for count in counts)
        print(
            f"{name:22}{one.median:10.4f}{two.median:11.4f}{two.median / one.median:7.2f}"
            f"{two.processor:12.4f}{two.processor / one.processor:7.2f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a third of the epochs")
    parser.add_argument("--work", choices=CONTESTANTS, help=argparse.SUPPRESS)
    parser.add_argument("--setup", choices=SETUPS, help=argparse.SUPPRESS)
    parser.add_argument("--threads", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        return work(options.work, options.setup, options.threads)
    rounds = {name: setup.rounds // 3 if options.quick else setup.rounds for name, setup in SETUPS.items()}
    print(f"{os.cpu_count()} cores, load {_load()} at the start")
    judge(compare("lesson", rounds["lesson"]))
    for name in ("wide", "all"):
        compare(name, rounds[name])
    for name in ("lesson", "wide"):
        compare_threads(name, rounds[name])
    print(f"\nload {_load()} at the end")
    return None


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


if __name__ == "__main__":
    main()
