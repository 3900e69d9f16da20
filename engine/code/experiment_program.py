"""The program of an experiment: a function that trains by its arguments, a loop over candidates and seeds, a table."""

from __future__ import annotations

from collections.abc import Iterator

from engine.code import stopping_in_experiments
from engine.code.changes_part import Ways
from engine.code.data_parts import images, inklings_numbers, normalise
from engine.code.headings import EXPERIMENT_TITLE, EXPERIMENT_WORDS
from engine.code.lines import filled, number, quoted
from engine.code.program import Program, parts_of
from engine.code.recipe import Recipe, Source, Style, shown
from engine.experiments.experiment import Experiment
from engine.experiments.factors import Plan
from engine.networks.network import NetworkSpec

ABOUT = '"""An experiment on MNIST with PyTorch. Needs torch, numpy, scikit-learn and matplotlib."""'
IMPORTS = """
# What is needed
@PARTIAL@
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn.functional as F
@SPLIT@
from torch import nn
from torch.utils.data import DataLoader, RandomSampler, TensorDataset
@HELPER@

torch.set_num_threads(1)
seeds = @SEEDS@
"""
HELPER = """
# isort: split
from augmentation import augmented"""
NETWORK = '''
# The network, for any layers
class Network(nn.Module):
    def __init__(self, hidden, activation, dropout):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in pairwise([784, *hidden, @CLASSES@]))
        self.activation, self.dropout = activation, dropout

    def forward(self, x):
        # Raw sums: the loss makes log-probabilities, or probabilities, of them.
        *hidden, last = self.layers
        for layer in hidden:
            x = self.dropout(self.activation(layer(x)))
        return last(x)


def loss_of(sums, truth, output):
    """Minus the log-probability of the true digit; for softmax, minus its probability."""
    if output == "log_softmax":
        return F.cross_entropy(sums, truth)
    return F.nll_loss(F.softmax(sums, dim=1), truth)
'''
RUN = '''
# One training
def vectors(images, input_range):
    low, high = input_range
    return torch.from_numpy(low + (high - low) * images.reshape(-1, 784))


def run(
    seed,
    @SETTINGS@
):
    """The test accuracy after each epoch, in percent."""
    @SETS@
    @CHANGES@
    @VALIDATION@
    X_train, y_train = vectors(train_images, input_range), torch.from_numpy(train_labels)
    X_test, y_test = vectors(test_images, @TEST_RANGE@), torch.from_numpy(test_labels)
    @WATCHED@
    train_data = TensorDataset(X_train, y_train)
    order = Order(train_data, generator=generator(seed, 1))
    train_loader = DataLoader(train_data, batch_size=batch_size, sampler=order, drop_last=True)
    network = Network(hidden, activation, @DROPOUT@)
    draw_weights(network, seed)
    steps = optimizer(network.parameters(), lr=learning_rate@WEIGHT_DECAY@)
    accuracies = []
    @BEGIN@
    for @EPOCH@ in range(1, epochs + 1):
        @AUGMENT@
        @SCHEDULE@
        network.train()
        for X, y in train_loader:
            loss = loss_of(network(X), y, output)
            steps.zero_grad()
            loss.backward()
            steps.step()
        network.eval()
        with torch.no_grad():
            accuracies.append(100 * (network(X_test).argmax(dim=1) == y_test).float().mean().item())
        @STOP@
    return accuracies
'''
SPLIT = """
train_images, test_images, train_labels, test_labels = train_test_split(
    images, labels, test_size=@FRACTION@, stratify=labels, random_state=seed
)"""
OWN_TEST = """
train_images, train_labels, test_images, test_labels = images, labels, *own_test"""
KEPT = """
own_test = test_images, test_labels"""
CHANGED = """
if changed is not None:
    train_images, train_labels, test_images, test_labels = changed(
        train_images, train_labels, test_images, test_labels
    )"""
AUGMENTED = """
if augmentation != "none":
    variants = augmented(train_images, augmentation, seed, epoch)
    X_train.copy_(vectors(variants if after is None else after(variants), input_range))"""
SCHEDULED = """
if schedule == "cosine":
    steps.param_groups[0]["lr"] = learning_rate * (1 + np.cos(np.pi * (epoch - 1) / epochs)) / 2"""
COMPARED = """
# What is compared: what is usual, and in what each candidate differs
usual = {
    @USUAL@
}
candidates = {
    @CANDIDATES@
}
"""
RESULTS = """
# The table: a difference that is smaller than the spread over the seeds may be luck
results = {}
for label, settings in candidates.items():
    results[label] = [run(seed, **usual | settings) for seed in seeds]
    last = np.array([accuracies[-1] for accuracies in results[label]])
    print(f"{label:@WIDTH@}  {last.mean():6.2f} %  spread {last.max() - last.min():5.2f}  by seed", last.round(2))
"""
CURVES = """
# The curves: test accuracy, averaged over the seeds
for label, accuracies in results.items():
    @MEAN@
    plt.plot(range(1, len(mean) + 1), mean, label=label)
plt.title(@NAME@)
plt.xlabel("epoch")
plt.ylabel("test accuracy (%)")
plt.legend()
plt.show()
"""
ACTIVATIONS = {
    "relu": "F.relu",
    "leaky_relu": "F.leaky_relu",
    "tanh": "torch.tanh",
    "sigmoid": "torch.sigmoid",
    "identity": "nn.Identity()",
}
OPTIMIZERS = {"sgd": "torch.optim.SGD", "rmsprop": "torch.optim.RMSprop", "adam": "torch.optim.Adam"}
DEFAULTS = {
    "weight_decay": "0", "dropout": "0", "schedule": '"constant"', "augmentation": '"none"', "test_range": "None",
    "changed": "None", "after": "None", "patience": "0", "target_accuracy": "0", "validation_fraction": "0",
}  # fmt: skip
"""Settings that stand in the program only if a candidate has another value, and the values that mean nothing."""
WIDEST = 110  # characters of a candidate in one line


def experiment_program(experiment: Experiment, source: Source | None = None, style: Style | None = None) -> Program:
    """The program for all runs of an experiment, with Inkling's random numbers: it repeats each of them."""
    style = style or Style()
    spec = experiment.base.spec
    recipe = Recipe(Plan(NetworkSpec(classes=spec.classes, names=spec.names)), source or Source(), style)
    plans = [experiment.base, *(candidate.plan for candidate in experiment.candidates)]
    return Program(
        ABOUT,
        parts_of(_texts(experiment, recipe, Ways(plans)), style),
        recipe.source,
        EXPERIMENT_TITLE,
        EXPERIMENT_WORDS,
        any(plan.config.augmentation != "none" for plan in plans),
        lambda other: experiment_program(experiment, other, style),
    )


def _texts(experiment: Experiment, recipe: Recipe, changes: Ways) -> dict[str, str]:
    base = _settings(experiment.base, changes)
    candidates = {candidate.label: _settings(candidate.plan, changes) for candidate in experiment.candidates}
    used = {name for one in (base, *candidates.values()) for name in one if one[name] != DEFAULTS.get(name)}
    own = recipe.source.own_test
    every = str([base, *candidates.values()])
    return {
        "imports": filled(
            IMPORTS,
            partial="from functools import partial" if "partial(" in every else "",
            split=""
            if own and "validation_fraction" not in used
            else "from sklearn.model_selection import train_test_split",
            helper=HELPER if "augmentation" in used else "",
            seeds=list(experiment.seeds),
        ),
        "images": images(recipe),
        "normalise": normalise(recipe) + (f"\n{filled(KEPT)}" if own else ""),
        "changes": changes.text(),
        "random": inklings_numbers(with_dropout="dropout" in used),
        "network": filled(NETWORK, classes=recipe.classes),
        "run": _run(experiment, [name for name in base if name in used], own),
        "compared": filled(
            COMPARED,
            usual="\n".join(f"{quoted(name)}: {value}," for name, value in base.items() if name in used),
            candidates="\n".join(_candidates(base, candidates)),
        ),
        "results": filled(RESULTS, width=max(map(len, candidates))),
        "curves": filled(CURVES, name=quoted(shown(experiment.name)), mean=stopping_in_experiments.mean(used)),
    }


def _run(experiment: Experiment, used: list[str], own_test: bool) -> str:
    fraction = number(experiment.base.test_fraction)
    return filled(
        RUN,
        settings="\n".join(f"{name}," for name in used),
        sets=filled(OWN_TEST) if own_test else filled(SPLIT, fraction=fraction),
        changes=filled(CHANGED) if "changed" in used else "",
        validation=stopping_in_experiments.validation(used),
        watched=stopping_in_experiments.watched(used),
        begin=stopping_in_experiments.begin(used),
        stop=stopping_in_experiments.stop(used),
        test_range="test_range or input_range" if "test_range" in used else "input_range",
        dropout="Dropout(dropout, seed) if dropout else nn.Identity()" if "dropout" in used else "nn.Identity()",
        weight_decay=", weight_decay=weight_decay" if "weight_decay" in used else "",
        epoch="epoch" if {"augmentation", "schedule"} & set(used) else "_",
        augment=_augmented(used) if "augmentation" in used else "",
        schedule=filled(SCHEDULED) if "schedule" in used else "",
    )


def _augmented(used: list[str]) -> str:
    text = filled(AUGMENTED)
    return text if "after" in used else text.replace("variants if after is None else after(variants)", "variants")


def _settings(plan: Plan, changes: Ways) -> dict[str, str]:
    """By name, the code of each value."""
    spec, config = plan.spec, plan.config
    changed, after = changes.names(plan)
    return {
        "hidden": str(spec.hidden),
        "activation": ACTIVATIONS[spec.activation],
        "output": quoted(spec.output),
        "optimizer": _optimizer(plan),
        "learning_rate": number(config.learning_rate),
        "weight_decay": number(config.weight_decay),
        "dropout": number(config.dropout),
        "schedule": quoted(config.schedule),
        "epochs": str(config.epochs),
        "batch_size": str(config.batch_size),
        "augmentation": quoted(config.augmentation),
        "patience": str(config.patience),
        "target_accuracy": number(config.target_accuracy),
        "validation_fraction": number(config.validation_fraction),
        "input_range": _range(spec.input_range),
        "test_range": "None" if plan.test_range is None else _range(plan.test_range),
        "changed": changed,
        "after": after,
    }


def _optimizer(plan: Plan) -> str:
    name, momentum = OPTIMIZERS[plan.config.optimizer], plan.config.momentum
    return f"partial({name}, momentum={number(momentum)})" if momentum and plan.config.optimizer == "sgd" else name


def _range(value: tuple[float, float]) -> str:
    return f"({number(value[0])}, {number(value[1])})"


def _candidates(base: dict[str, str], candidates: dict[str, dict[str, str]]) -> Iterator[str]:
    for label, settings in candidates.items():
        own = [f"{quoted(name)}: {value}" for name, value in settings.items() if value != base[name]]
        line = f"{quoted(label)}: {{{', '.join(own)}}},"
        yield line if len(line) <= WIDEST else f"{quoted(label)}: {{\n    " + ",\n    ".join(own) + ",\n},"
