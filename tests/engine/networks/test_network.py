"""The network is what its specification says, and its parameters are one buffer."""

import copy
import io
import math
import pickle

import numpy as np
import pytest
import torch

from engine.errors import UserError
from engine.networks.export import ACTIVATE
from engine.networks.network import (
    ACTIVATION_NAMES,
    ACTIVATIONS,
    OUTPUT_NAMES,
    OUTPUTS,
    FeedForward,
    NetworkSpec,
    parse_hidden,
)
from engine.training import step
from engine.training.config import OPTIMIZER_NAMES, OPTIMIZERS

NUMPY_ACTIVATIONS = {
    "relu": lambda z: np.maximum(z, 0),
    "leaky_relu": lambda z: np.where(z > 0, z, 0.01 * z),
    "tanh": np.tanh,
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "identity": lambda z: z,
}


def test_the_default_is_the_lessons_network():
    spec = NetworkSpec()
    assert str(spec) == "784-64-32-32-10"
    assert spec.sizes == (784, 64, 32, 32, 10)
    assert spec.parameters == 53_706
    assert (spec.activation, spec.output, spec.input_range) == ("relu", "log_softmax", (0.0, 1.0))


def test_no_hidden_layer_is_a_linear_classifier():
    assert NetworkSpec(()).parameters == 784 * 10 + 10


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"hidden": (0,)}, "hidden"),
        ({"hidden": (64, -1)}, "hidden"),
        ({"hidden": (1_000_000,)}, "hidden"),
        ({"hidden": (10_000, 10_000)}, "hidden"),
        ({"hidden": (8,) * 11}, "hidden"),
        ({"activation": "softplus"}, "activation"),
        ({"output": "sigmoid"}, "output"),
        ({"input_range": (1.0, 1.0)}, "input_range"),
        ({"input_range": (0.0, math.inf)}, "input_range"),
        ({"input_range": (0.0, 1e300)}, "input_range"),
        ({"input_range": (1.0,)}, "input_range"),
        ({"input_range": (0.0, 1.0, 2.0)}, "input_range"),
        ({"input_range": (math.nan, 1.0)}, "input_range"),
    ],
)
def test_values_that_make_no_network_are_refused_with_the_name_of_the_field(fields, field):
    with pytest.raises(UserError) as refused:
        NetworkSpec(**fields)
    assert refused.value.field == field
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("64, 32, 32", (64, 32, 32)),
        ("64,32,32", (64, 32, 32)),
        (" 100 ", (100,)),
        ("64; 32", (64, 32)),
        ("", ()),
        ("   ", ()),
    ],
)
def test_hidden_layers_are_read_as_a_person_writes_them(text, hidden):
    assert parse_hidden(text) == hidden


@pytest.mark.parametrize(
    "text", ["64,,x", "64,,32", "64,", ",", "x", "6.4", "-3", "1e3", "0x40", "64 32", "٣", "²", "six"]
)
def test_anything_but_whole_numbers_between_commas_is_refused(text):
    with pytest.raises(UserError) as refused:
        parse_hidden(text)
    assert refused.value.field == "hidden"


@pytest.mark.parametrize("text", ["0", "1000000", "9" * 100_000, "64, 0, 32"])
def test_numbers_that_are_no_widths_are_refused_by_the_specification(text):
    with pytest.raises(UserError) as refused:
        NetworkSpec(parse_hidden(text))
    assert refused.value.field == "hidden"
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_logits_are_those_of_the_formula(few_digits, activation):
    network = FeedForward(NetworkSpec((20, 15), activation, input_range=(-1.0, 2.0)), seed=5, dtype=torch.float64)
    x = few_digits.images.reshape(-1, 784) / 255 * 3 - 1
    for layer in network.layers[:-1]:
        x = NUMPY_ACTIVATIONS[activation](x @ layer.weight.detach().numpy().T + layer.bias.detach().numpy())
    last = network.layers[-1]
    expected = x @ last.weight.detach().numpy().T + last.bias.detach().numpy()
    found = network.logits(network.inputs(few_digits.images)).detach().numpy()
    np.testing.assert_allclose(found, expected, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("output", ["log_softmax", "softmax"])
def test_forward_gives_the_output_that_the_loss_is_taken_of(few_digits, output):
    network = FeedForward(NetworkSpec(output=output))
    x = network.inputs(few_digits.images)
    logits = network.logits(x)
    log_p = logits - logits.exp().sum(1, keepdim=True).log()
    expected = log_p.exp() if output == "softmax" else log_p
    assert torch.allclose(network(x), expected, atol=1e-6)


@pytest.mark.parametrize("input_range", [(0.0, 1.0), (-1.0, 0.0), (0.0, 255.0), (10.0, 15.0), (1.0, 0.0)])
def test_black_and_white_become_the_ends_of_the_input_range(input_range):
    images = np.zeros((2, 28, 28), np.uint8)
    images[1] = 255
    x = FeedForward(NetworkSpec(input_range=input_range)).inputs(images)
    assert x.shape == (2, 784)
    assert x[0].unique().tolist() == pytest.approx([input_range[0]])
    assert x[1].unique().tolist() == pytest.approx([input_range[1]], abs=1e-6)


def test_images_keep_their_values_when_they_are_fed():
    images = np.full((3, 28, 28), 7, np.uint8)
    FeedForward(NetworkSpec()).inputs(images)
    assert (images == 7).all()


@pytest.mark.parametrize("output", ["log_softmax", "softmax"])
def test_evidence_is_the_logarithm_of_the_probabilities_whatever_the_output(few_digits, output):
    network = FeedForward(NetworkSpec(output=output))
    evidence = network.log_probabilities(few_digits.images)
    expected = torch.log_softmax(network.logits(network.inputs(few_digits.images)), 1).detach().numpy()
    np.testing.assert_allclose(evidence, expected, atol=1e-6)
    np.testing.assert_allclose(np.exp(evidence).sum(1), 1, rtol=1e-5)


def test_evidence_stays_finite_where_a_probability_is_zero(few_digits):
    network = FeedForward(NetworkSpec((), output="softmax", input_range=(0.0, 1e5)))
    evidence = network.log_probabilities(few_digits.images)
    assert np.isfinite(evidence).all()
    assert evidence.min() < -200  # the probability itself is 0 in single precision


@pytest.mark.parametrize("count", [0, 1, 3, 4, 5, 12])
def test_evidence_does_not_depend_on_how_the_images_are_cut_into_parts(monkeypatch, few_digits, count):
    network, images = FeedForward(NetworkSpec()), few_digits.images[:count]
    whole = network.log_probabilities(images)
    monkeypatch.setattr("engine.networks.network.CHUNK", 4)
    assert whole.shape == (count, 10)
    np.testing.assert_allclose(network.log_probabilities(images), whole, atol=1e-6)


def test_parameters_lie_in_one_buffer_layer_by_layer_weight_before_bias():
    network = FeedForward(NetworkSpec((3, 2)))
    network.flat.copy_(torch.arange(network.spec.parameters))
    start = 0
    for layer in network.layers:
        for tensor in (layer.weight, layer.bias):
            assert torch.equal(tensor.detach().flatten(), torch.arange(start, start + tensor.numel()).float())
            start += tensor.numel()
    assert start == network.spec.parameters == 3 * 785 + 2 * 4 + 10 * 3


def test_a_network_can_be_built_over_a_given_buffer():
    flat = torch.zeros(NetworkSpec().parameters)
    network = FeedForward(NetworkSpec(), flat=flat)
    flat.fill_(0.5)
    assert all((p == 0.5).all() for p in network.parameters())


def test_first_parameters_are_uniform_within_one_over_the_root_of_the_inputs():
    for layer in FeedForward(NetworkSpec()).layers:
        bound = layer.in_features**-0.5
        values = torch.cat([layer.weight.detach().flatten(), layer.bias.detach()])
        assert values.abs().max() <= bound
        assert values.std().item() == pytest.approx(bound / 3**0.5, rel=0.1)
        assert abs(values.mean().item()) < 0.1 * bound


def test_the_seed_decides_the_first_parameters():
    assert torch.equal(FeedForward(NetworkSpec(), 3).flat, FeedForward(NetworkSpec(), 3).flat)
    assert not torch.equal(FeedForward(NetworkSpec(), 3).flat, FeedForward(NetworkSpec(), 4).flat)


def test_the_first_parameters_of_a_layer_depend_on_the_seed_and_the_layer_alone():
    lesson, wider = FeedForward(NetworkSpec(), 3), FeedForward(NetworkSpec((64, 50)), 3)
    assert torch.equal(lesson.layers[0].weight, wider.layers[0].weight)
    assert torch.equal(lesson.layers[0].bias, wider.layers[0].bias)


def test_layers_of_the_same_shape_start_differently():
    layers = FeedForward(NetworkSpec((10, 10, 10, 10))).layers
    assert not torch.equal(layers[1].weight, layers[2].weight)
    assert not torch.equal(layers[2].weight, layers[3].weight)


def test_first_parameters_leave_torchs_own_generator_alone():
    torch.manual_seed(0)
    undisturbed = torch.rand(1)
    torch.manual_seed(0)
    FeedForward(NetworkSpec(), seed=1)
    assert torch.equal(torch.rand(1), undisturbed)


def test_a_copy_has_parameters_of_its_own():
    network = FeedForward(NetworkSpec((5,), "tanh", "softmax", (-1.0, 1.0)))
    other, before = network.copy(), network.flat.clone()
    assert other.spec == network.spec
    assert torch.equal(other.flat, before)
    network.flat.zero_()
    assert torch.equal(other.flat, before)
    assert torch.equal(other.layers[0].weight.detach().flatten(), before[: 5 * 784])


def test_a_copy_draws_no_values_that_nobody_will_see(monkeypatch):
    network, drawn = FeedForward(NetworkSpec(hidden=(5,))), []
    monkeypatch.setattr(torch.nn.init, "kaiming_uniform_", lambda *args, **kwargs: drawn.append(args))
    network.copy()
    assert not drawn
    network.layers[0].reset_parameters()  # who asks for it still has it
    assert len(drawn) == 1


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_a_copy_keeps_the_precision(dtype):
    assert FeedForward(NetworkSpec(), dtype=dtype).copy().flat.dtype == dtype


def test_a_copy_made_while_training_can_be_differentiated(few_digits):
    network = FeedForward(NetworkSpec())
    with torch.inference_mode():
        other = network.copy()
    x = other.inputs(few_digits.images[:2]).requires_grad_()
    other.logits(x).sum().backward()
    assert x.grad.any()
    assert other.layers[0].weight.grad.any()


def through(save, load):
    def passed(network):
        file = io.BytesIO()
        save(network, file)
        file.seek(0)
        return load(file)

    return passed


def loaded(network, **how):
    other = FeedForward(network.spec, seed=9)
    assert not other.load_state_dict(network.state_dict(), **how).missing_keys
    return other


TREATMENTS = {
    "deepcopy": copy.deepcopy,
    "load_state_dict": loaded,
    "load_state_dict that assigns": lambda network: loaded(network, assign=True),
    "double": lambda network: network.double(),
    "half and back": lambda network: network.half().float(),
    "to a dtype": lambda network: network.to(torch.float64),
    "to where it is": lambda network: network.to("cpu"),
    "pickle": through(pickle.dump, pickle.load),
    "torch.save": through(torch.save, lambda file: torch.load(file, weights_only=False)),
    "share_memory": lambda network: network.share_memory(),
    "a copy of a copy": lambda network: copy.deepcopy(copy.deepcopy(network).double()),
}


@pytest.mark.parametrize("treatment", TREATMENTS)
def test_whatever_torch_does_to_a_module_its_parameters_stay_views_of_one_buffer(treatment, few_digits):
    network = FeedForward(NetworkSpec((5, 4), "tanh"), seed=3)
    names, before = list(network.state_dict()), network.log_probabilities(few_digits.images)
    treated = TREATMENTS[treatment](network)
    assert (
        list(treated.state_dict()) == names == [f"layers.{i}.{part}" for i in range(3) for part in ("weight", "bias")]
    )
    tolerance = 0.02 if "half" in treatment else 1e-6
    np.testing.assert_allclose(treated.log_probabilities(few_digits.images), before, atol=tolerance)
    assert treated.flat.dtype == treated.layers[0].weight.dtype
    assert treated.flat.shape == (network.spec.parameters,)
    treated.flat.zero_()
    assert not any(parameter.any() for parameter in treated.parameters())
    with torch.no_grad():
        treated.layers[-1].bias[-1] = 1
    assert treated.flat[-1] == 1


def test_a_deep_copy_is_another_network_and_keeps_what_a_module_has():
    network = FeedForward(NetworkSpec((5,))).eval()
    network.layers[0].weight.requires_grad_(False)
    other = copy.deepcopy(network)
    other.flat.zero_()
    assert network.flat.any()
    assert not other.training
    assert not other.layers[0].weight.requires_grad
    assert other.layers[1].weight.requires_grad
    assert other.spec == network.spec


def test_what_changes_nothing_leaves_the_buffer_where_it_is():
    network = FeedForward(NetworkSpec((5,)))
    flat = network.flat
    assert network.float().flat is flat
    assert not network.load_state_dict(FeedForward(NetworkSpec((5,)), 4).state_dict()).unexpected_keys
    assert network.flat is flat


def test_an_optimiser_of_torch_still_trains_it_after_a_conversion(few_digits):
    network = FeedForward(NetworkSpec((5,)))
    optimizer = torch.optim.SGD(network.parameters(), 0.1)  # made before, as torch's documentation warns of
    network.double()
    network(network.inputs(few_digits.images[:9])).sum().backward()
    before = network.flat.clone()
    optimizer.step()
    assert not torch.equal(network.flat, before)


def test_every_activation_output_and_optimiser_is_known_wherever_it_is_needed():
    """Whoever adds one is told here what else it needs; the training step, the optimisers and the export fail first."""
    assert list(ACTIVATION_NAMES) == list(ACTIVATIONS)
    assert set(ACTIVATE) == set(ACTIVATIONS)
    assert set(step._ACTIVATE) == set(step._SLOPE) == set(ACTIVATIONS)
    assert tuple(OUTPUT_NAMES) == OUTPUTS
    assert tuple(OPTIMIZER_NAMES) == OPTIMIZERS


def test_a_network_fits_the_classes_of_a_set(classed):
    spec = NetworkSpec((20,)).fitting(classed)
    assert spec.sizes == (784, 20, classed.classes)
    assert spec.names == classed.names
    assert not spec.are_digits
    evidence = FeedForward(spec).log_probabilities(classed.images[:40])
    assert evidence.shape == (40, classed.classes)
    assert np.exp(evidence).sum(1) == pytest.approx(np.ones(40), abs=1e-5)


def test_names_that_nobody_gave_are_numbers():
    assert NetworkSpec(classes=3).names == ("0", "1", "2")
    assert NetworkSpec() == NetworkSpec(names=tuple("0123456789"))
    assert NetworkSpec(classes=10, names=tuple("abcdefghij")) != NetworkSpec()


def test_only_other_classes_than_the_digits_are_written_into_files(classed):
    assert not {"classes", "names"} & NetworkSpec().record().keys()
    assert NetworkSpec().fitting(classed).record()["names"] == classed.names
