"""The lesson's comparisons, each with two sentences on what to look for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.digits.changes import BINARISED, INVERTED, SCRAMBLED, SCRAMBLED_EACH, TESTING, TRAINING, Change
from engine.experiments.experiment import Experiment, Factor
from engine.experiments.factors import Plan


@dataclass(frozen=True)
class Preset:
    """A comparison that is ready to run: everything that it does not vary is as in the Train form, but ``epochs``."""

    name: str
    look_for: str
    factors: tuple[Factor, ...]
    epochs: int
    seeds: int

    def experiment(self, plan: Plan, seeds: int | None = None, epochs: int | None = None) -> Experiment:
        """With everything that it does not vary as in ``plan``, whose seed is the first."""
        base = replace(plan, config=replace(plan.config, epochs=epochs or self.epochs))
        first = plan.config.seed
        return Experiment(
            self.name, base, self.factors, tuple(range(first, first + (seeds or self.seeds))), self.look_for
        )


def _data(kind: str) -> Factor:
    """As they are, alike in training and testing, in one only."""
    return Factor(
        "data",
        ((), (Change(kind),), (Change(kind, where=TRAINING),), (Change(kind, where=TESTING),)),
    )


BOTH_OUTPUTS = Factor("output", ("log_softmax", "softmax"))
UNIT, BYTES = (0.0, 1.0), (0.0, 255.0)

PRESETS = (
    Preset(
        "Linear against log softmax",
        "With −p as the loss, the gradient vanishes where the network is most wrong, so whole digits are never "
        "learned: softmax ends far below log-softmax. Watch the wide band: which digits are lost depends on the seed.",
        (BOTH_OUTPUTS,), 100, 5,
    ),
    Preset(
        "Softmax with 2, 3, 5 and 10 digits",
        "With two, three or five digits the plain softmax gets about as far, yet takes four to seven times as many "
        "epochs to 90 %. With all ten, digits that are not learned first are driven to p = 0, where −p is flat, and "
        "stay lost.",
        (BOTH_OUTPUTS, Factor("kept", (2, 3, 5, 10))), 60, 5,
    ),
    Preset(
        "Optimisers by learning rate",
        "Each optimiser has its range of rates: at 0.1 SGD is at its best while RMSprop and Adam fail, at 0.001 it is "
        "the other way round. Adam at 0.001 is at 90 % after one or two epochs, SGD at the lesson's 0.01 after some "
        "nine.",
        (Factor("optimizer", ("sgd", "rmsprop", "adam")), Factor("learning_rate", (0.0001, 0.001, 0.01, 0.1))), 15, 1,
    ),
    Preset(
        "Breadth against depth",
        "Further layers help more than wider ones, and both only a little: three of 50 units do at least as well as "
        "one of 250, with a quarter of its parameters. From one seed, differences of half a point may be luck.",
        (Factor("depth", (1, 2, 3)), Factor("width", (50, 100, 150, 200, 250))), 60, 1,
    ),
    Preset(
        "Activation",
        "Without an activation (identity) three layers are no better than a linear classifier. Sigmoid hardly begins "
        "to learn at this rate, because its slope is 1/4 at most and the layers multiply it.",
        (Factor("activation", ("relu", "leaky_relu", "tanh", "sigmoid", "identity")),), 30, 3,
    ),
    Preset(
        "Batch size",
        "Small batches make many noisy updates in an epoch, and learn more from each. Large batches take less time for "
        "an epoch, yet need more of them at the same rate.",
        (Factor("batch_size", (8, 32, 128, 512)),), 20, 3,
    ),
    Preset(
        "How many images are needed",
        "Fewer images also mean fewer updates: 200 are not even learned by heart in 60 epochs. Give them 600 without "
        "the 18,000, and compare training (100 %) with test accuracy (under 80 %): more images help where epochs do "
        "not.",
        (Factor("images", (200, 2_000, 18_000)),), 60, 3,
    ),
    Preset(
        "Value ranges",
        "Fed with 0 to 255 the steps of the first layer are far larger: at this rate that is quicker, at three times "
        "the rate it fails. Tested in another range, a ReLU network loses little by the scale, and much where black is "
        "not 0.",
        (Factor("range", ((UNIT, None), ((-1.0, 1.0), None), (BYTES, None), (UNIT, BYTES), (UNIT, (-1.0, 1.0)))),),
        20, 3,
    ),
    Preset(
        "Binarised images",
        "Shades of grey hardly matter: binarised images are learned to within a point or so. Even a network that never "
        "saw them loses less than a point on them.",
        (_data(BINARISED),), 30, 3,
    ),
    Preset(
        "Inverted images",
        "Black on white is learned, if a little more slowly. Tested with what it was not trained on, the network is "
        "right less often than by chance: it knows pixels, not shapes.",
        (_data(INVERTED),), 30, 3,
    ),
    Preset(
        "Shifted test images",
        "Shifts by up to two pixels, which nobody would notice, cost a quarter of the accuracy, up to four more than "
        "half. A fully connected network has its own weights for each pixel, so a moved digit is a new picture to it.",
        (Factor("shift", (0, 1, 2, 3, 4, 6, 8, 10)),), 20, 3,
    ),
    Preset(
        "Scrambled pixels",
        "One order of the pixels for all images changes nothing: the network has no idea which pixels are neighbours. "
        "With an order of its own for each image only the amount of ink is left to learn from.",
        (Factor("data", ((), (Change(SCRAMBLED),), (Change(SCRAMBLED_EACH),))),), 30, 3,
    ),
    Preset(
        "One digit left out",
        "A digit that was never trained is never guessed: the accuracy falls by about its share of the test images. "
        "The result tells what the network calls it instead: a 4 is a 9, and a 7 most often, too.",
        (Factor("left_out", (None, *range(10))),), 15, 1,
    ),
    Preset(
        "Dropout",
        "Dropout slows training down and lowers the training accuracy, which is measured with units switched off, to "
        "that of the test and below. A little changes the test by less than the seeds do; 0.4 is too much for so small "
        "a network.",
        (Factor("dropout", (0.0, 0.1, 0.2, 0.4)),), 40, 3,
    ),
    Preset(
        "Weight decay",
        "A little decay hardly changes the test accuracy, 0.1 keeps the network from learning at all. The gap between "
        "training and test accuracy narrows with it, because the training accuracy falls.",
        (Factor("weight_decay", (0.0, 0.0001, 0.001, 0.01, 0.1)),), 30, 3,
    ),
)  # fmt: skip
