"""The plots have the lesson's axes, and each kind of loss its own."""

from engine.code.program import program
from engine.code.recipe import CROSS_ENTROPY, Style
from engine.experiments.factors import Plan
from engine.networks.network import NetworkSpec


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
