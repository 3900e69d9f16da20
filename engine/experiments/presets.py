"""The lesson's comparisons, each with two sentences on what to look for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.experiments.experiment import Experiment, Factor
from engine.experiments.factors import Plan
from engine.transforms import BINARISED, INVERTED, SCRAMBLED, SCRAMBLED_EACH, TESTING, TRAINING, Variant


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
        ((), (Variant(kind),), (Variant(kind, where=TRAINING),), (Variant(kind, where=TESTING),)),
    )


OUTPUTS = Factor("output", ("log_softmax", "softmax"))
UNIT, BYTES = (0.0, 1.0), (0.0, 255.0)

PRESETS = (
    Preset(
        "Linear against log softmax",
        "With −p as the loss, the gradient vanishes where the network is most wrong, so whole digits are never "
        "learned: softmax ends far below log-softmax. Watch the wide band: which digits are lost depends on the seed.",
        (OUTPUTS,), 100, 5,
    ),
    Preset(
        "Softmax with 2, 3, 5 and 10 digits",
        "With two or three digits the plain softmax learns well: no probability is near 0 at the start. See from which "
        "number of digits on it falls behind log-softmax.",
        (OUTPUTS, Factor("kept", (2, 3, 5, 10))), 60, 3,
    ),
    Preset(
        "Optimisers by learning rate",
        "Each optimiser has a range of rates in which it learns: Adam and RMSprop want smaller ones than SGD. At its "
        "best rate, Adam needs far fewer epochs to 90 % than SGD.",
        (Factor("optimizer", ("sgd", "rmsprop", "adam")), Factor("learning_rate", (0.0001, 0.001, 0.01, 0.1))), 15, 1,
    ),
    Preset(
        "Breadth against depth",
        "Wider layers help more than further ones, and both less and less. Compare the gain in accuracy with what the "
        "parameters and the seconds cost.",
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
        "With 200 images the network learns them by heart, and the test shows it: compare training and test accuracy. "
        "Ten times the images give far more than a few more epochs would (18,000 are all that the lesson trains on).",
        (Factor("images", (200, 2_000, 18_000)),), 60, 3,
    ),
    Preset(
        "Value ranges",
        "Fed with 0 to 255 the first sums are so large that training at this rate is rough or fails; −1 to 1 works as "
        "well as 0 to 1. A network that is tested in another range than it was trained in sees nothing familiar.",
        (Factor("range", ((UNIT, None), ((-1.0, 1.0), None), (BYTES, None), (UNIT, BYTES), (UNIT, (-1.0, 1.0)))),),
        20, 3,
    ),
    Preset(
        "Binarised images",
        "Shades of grey hardly matter: binarised images are learned as well. Even a network that never saw them loses "
        "little on them.",
        (_data(BINARISED),), 30, 3,
    ),
    Preset(
        "Inverted images",
        "Black on white is learned, if a little worse or slower. Tested with what it was not trained on, the network "
        "is near or below chance: it knows pixels, not shapes.",
        (_data(INVERTED),), 30, 3,
    ),
    Preset(
        "Shifted test images",
        "A shift by two or three pixels, which nobody would notice, costs many percent. A fully connected network has "
        "one weight per pixel and place, so a moved digit is a new picture to it.",
        (Factor("shift", (0, 1, 2, 3, 4, 6, 8, 10)),), 20, 3,
    ),
    Preset(
        "Scrambled pixels",
        "One order of the pixels for all images changes nothing: the network has no idea which pixels are neighbours. "
        "With an order of its own for each image only the amount of ink is left to learn from.",
        (Factor("data", ((), (Variant(SCRAMBLED),), (Variant(SCRAMBLED_EACH),))),), 30, 3,
    ),
    Preset(
        "One digit left out",
        "A digit that was never trained is never guessed: the accuracy falls by its share of the test images. The "
        "result tells what the network calls it instead, which is what it looks most like.",
        (Factor("left_out", (None, *range(10))),), 15, 1,
    ),
    Preset(
        "Dropout",
        "Dropout slows training down, and narrows the gap between training and test accuracy. In a network as small as "
        "this one it costs more than it gives.",
        (Factor("dropout", (0.0, 0.1, 0.2, 0.4)),), 40, 3,
    ),
    Preset(
        "Weight decay",
        "A little decay hardly changes the test accuracy; too much keeps the network from learning. Compare training "
        "and test accuracy to see whether it narrows the gap.",
        (Factor("weight_decay", (0.0, 0.0001, 0.001, 0.01, 0.1)),), 30, 3,
    ),
)  # fmt: skip
