"""The plots have the lesson's axes, and each kind of loss its own."""

from dataclasses import replace

import numpy as np

from engine.code.program import program
from engine.code.recipe import CROSS_ENTROPY, Style, colab
from engine.experiments.factors import Plan
from engine.networks.network import NetworkSpec
from engine.training import TrainingConfig


def test_the_axes_are_the_lessons():
    text = program(Plan()).text
    assert 'ylabel="loss", ylim=(0, 3)' in text
    assert 'ylabel="accuracy (%)", ylim=(10, 100)' in text
    assert 'ylabel="log-probability", ylim=(-40, 0)' in text


def test_the_loss_of_softmax_has_an_axis_of_its_own():
    assert 'ylabel="loss", ylim=(-1, 0)' in program(Plan(NetworkSpec(output="softmax"))).text


def test_evidence_is_the_logarithm_also_where_the_network_gives_something_else():
    softmax, sums = program(Plan(NetworkSpec(output="softmax"))), program(Plan(), style=Style(CROSS_ENTROPY))
    assert "log_p = F.log_softmax(network.sums(X_test), dim=1).detach().numpy()" in softmax.text
    assert "log_p = F.log_softmax(network(X_test), dim=1).detach().numpy()" in sums.text
    assert "log_p = network(X_test).detach().numpy()" in program(Plan()).text


HOSTILE = ("Ankle boot", "it's", 'a "b"', "\\", "{1 / 0}", "お", "@CLASSES@", "#: seed", "x" * 40, "')); import os")


def test_classes_of_any_names_are_trained_and_shown_by_them(
    tmp_path, save, run_files, engines, assert_repeats, assert_clean, some_digits
):
    letters = some_digits.labels * 26 // 10 + np.arange(len(some_digits)) % 2
    sets = {
        "named": replace(some_digits, names=HOSTILE),
        "two": replace(some_digits, labels=some_digits.labels % 2, names=("even", "odd")),
        "letters": replace(some_digits, labels=letters, names=tuple("abcdefghijklmnopqrstuvwxyz")),
    }
    plans = {name: Plan(NetworkSpec().fitting(digits), TrainingConfig(epochs=2)) for name, digits in sets.items()}
    paths = [save(tmp_path / name / "program.py", plans[name], digits) for name, digits in sets.items()]
    assert_clean(tmp_path)
    for told, (name, digits) in zip(run_files(paths), sets.items(), strict=True):
        assert_repeats(told, engines(plans[name], digits))
        true, guess = told["shown"][1].removeprefix("true ").split(", guess ")
        assert {true, guess} <= set(digits.names)


def test_for_colab_the_classes_are_the_digits():
    plan = Plan(NetworkSpec(classes=2, names=("even", "odd")))
    assert program(plan, colab()).text == program(Plan(), colab()).text
