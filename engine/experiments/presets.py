"""The lesson's comparisons, each with two sentences on what to look for, and the numbers that these stand on.

A sentence is a claim about the settings that it was found with. ``scripts/check_presets.py`` runs them and checks each
number; the bounds leave room for other seeds and machines.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.digits.bundle import BUNDLED
from engine.digits.changes import BINARISED, INVERTED, SCRAMBLED, SCRAMBLED_EACH, TESTING, TRAINING, Change
from engine.digits.dataset import CLASSES, DIGIT_NAMES
from engine.experiments.claims import SPREAD, Claim
from engine.experiments.experiment import MOST_CANDIDATES, Experiment, Factor
from engine.experiments.factors import BYTES, UNIT, Plan
from engine.experiments.settings import bare, differences
from engine.words import _

FOUND_ON = BUNDLED["mnist-20k"]
LESSON = Plan()


@dataclass(frozen=True)
class Preset:
    """A comparison that is ready to run: everything that it does not vary is as in the Train form, but ``epochs``.

    ``key``: by which lessons know it, the same for ever and in every language. ``claims``: what ``look_for`` says in
    numbers. ``found_with``: the settings with which that was found, on FOUND_ON, beside ``epochs`` and what is varied.
    """

    key: str
    name: str
    look_for: str
    factors: tuple[Factor, ...]
    epochs: int
    seeds: int
    claims: tuple[Claim, ...]
    found_with: Plan = LESSON

    def experiment(self, plan: Plan, seeds: int | None = None, epochs: int | None = None) -> Experiment:
        """With everything that it does not vary as in ``plan``, whose seed is the first, and with its classes."""
        base = replace(plan, config=replace(plan.config, epochs=epochs or self.epochs))
        first = plan.config.seed
        return Experiment(
            self.name,
            base,
            _fitting(self.factors, plan.spec.classes),
            tuple(range(first, first + (seeds or self.seeds))),
            self.look_for,
        )

    def fits(self, base: Plan, digits: str = FOUND_ON) -> bool:
        """Whether ``look_for`` is about an experiment on this plan, whose epochs are those of the experiment.

        What is varied does not matter, nor does the seed. ``digits``: the name of the set.
        """
        return not self.found(base, digits)

    def found(self, base: Plan, digits: str = FOUND_ON) -> str:
        """If it is not: which other settings it was found with, such as "Found with SGD 0.01, batch 32."; empty if it
        is."""
        other = [*self._differences(base), *([FOUND_ON] if digits != FOUND_ON else [])]
        return _("Found with {settings}.").format(settings=", ".join(other)) if other else ""

    def _differences(self, base: Plan) -> list[str]:
        base = replace(base, spec=replace(base.spec, classes=CLASSES, names=DIGIT_NAMES))  # FOUND_ON tells of those
        found = replace(self.found_with, config=replace(self.found_with.config, epochs=self.epochs))
        return differences(bare(found, self.factors), bare(base, self.factors))


def _fitting(factors: tuple[Factor, ...], classes: int) -> tuple[Factor, ...]:
    """Values about the ten digits, for so many classes."""
    values = {
        "kept": (*(count for count in KEPT if count < classes), classes),
        "left_out": (None, *range(min(classes, MOST_CANDIDATES - 1))),
    }
    return tuple(replace(factor, values=values.get(factor.name, factor.values)) for factor in factors)


def _data(kind: str) -> Factor:
    """As they are, alike in training and testing, in one only."""
    return Factor(
        "data",
        ((), (Change(kind),), (Change(kind, where=TRAINING),), (Change(kind, where=TESTING),)),
    )


KEPT = 2, 3, 5, 10
BOTH_OUTPUTS = Factor("output", ("log_softmax", "softmax"))
GOAL = "epochs to 90 %"

PRESETS = (
    Preset(
        "linear-or-log",
        _("Linear against log softmax"),
        _("With −p as the loss, the gradient vanishes where the network is most wrong, so whole digits are never "
          "learned: softmax ends far below log-softmax. Watch the wide band: which digits are lost depends on the "
          "seed."),
        (BOTH_OUTPUTS,), 100, 5,
        (
            Claim("softmax ends far below log-softmax", "test", "softmax", high=-10, minus="log-softmax"),
            Claim("Watch the wide band", SPREAD, "softmax", low=5),
        ),
    ),
    Preset(
        "classes",
        _("Softmax with 2, 3, 5 and 10 digits"),
        _("With two or three digits the plain softmax gets about as far, yet takes some five times as many epochs to "
          "90 %. With five a seed may lose a whole digit, with all ten most do: digits that are not learned first "
          "are driven to p = 0, where −p is flat, and stay lost."),
        (BOTH_OUTPUTS, Factor("kept", KEPT)), 60, 5,
        (
            Claim("gets about as far", "test", "softmax, 2 digits", -2, 2, minus="log-softmax, 2 digits"),
            Claim("gets about as far", "test", "softmax, 3 digits", -2, 2, minus="log-softmax, 3 digits"),
            Claim("some five times", GOAL, "softmax, 2 digits", 3.5, 7.5, by="log-softmax, 2 digits"),
            Claim("some five times", GOAL, "softmax, 3 digits", 3.5, 7.5, by="log-softmax, 3 digits"),
            Claim("a seed may lose a whole digit", SPREAD, "softmax, 5 digits", low=10),
            Claim("a seed may lose a whole digit", SPREAD, "softmax, 3 digits", high=10),
            Claim("stay lost", "test", "softmax, 10 digits", high=-10, minus="log-softmax, 10 digits"),
        ),
    ),
    Preset(
        "optimisers",
        _("Optimisers by learning rate"),
        _("Each optimiser has its range of rates: at 0.1 SGD is at its best while RMSprop and Adam fail, at 0.001 it "
          "is the other way round. Adam at 0.001 is at 90 % after one or two epochs, SGD at the lesson's 0.01 after "
          "some nine."),
        (Factor("optimizer", ("sgd", "rmsprop", "adam")), Factor("learning_rate", (0.0001, 0.001, 0.01, 0.1))), 15, 1,
        (
            Claim("at 0.1 SGD is at its best", "test", "SGD, rate 0.1", low=1, minus="SGD, rate 0.01"),
            Claim("RMSprop and Adam fail", "test", "RMSprop, rate 0.1", high=20),
            Claim("RMSprop and Adam fail", "test", "Adam, rate 0.1", high=20),
            Claim("the other way round", "test", "SGD, rate 0.001", high=50),
            Claim("the other way round", "test", "RMSprop, rate 0.001", low=0, minus="RMSprop, rate 0.01"),
            Claim("the other way round", "test", "Adam, rate 0.001", low=-0.5, minus="Adam, rate 0.01"),
            Claim("after one or two epochs", GOAL, "Adam, rate 0.001", 1, 2),
            Claim("after some nine", GOAL, "SGD, rate 0.01", 7, 11),
        ),
    ),
    Preset(
        "breadth-or-depth",
        _("Breadth against depth"),
        _("Further layers help more than wider ones, and both only a little: three of 50 units do at least as well "
          "as one of 250, with a quarter of its parameters. From one seed, differences of half a point may be luck."),
        (Factor("depth", (1, 2, 3)), Factor("width", (50, 100, 150, 200, 250))), 60, 1,
        (
            Claim("at least as well", "test", "3 layers, 50 units", low=-0.5, minus="1 layer, 250 units"),
            Claim("a quarter of its parameters", "parameters", "3 layers, 50 units", 0.2, 0.3, by="1 layer, 250 units"),
            Claim("both only a little", "test", "1 layer, 250 units", 0, 2, minus="1 layer, 50 units"),
            Claim("both only a little", "test", "3 layers, 50 units", 0, 2, minus="1 layer, 50 units"),
            Claim("Further layers help more", "test", "3 layers, 50 units", 0, 2, minus="1 layer, 150 units"),
        ),
    ),
    Preset(
        "activation",
        _("Activation"),
        _("Without an activation (identity) three layers are no better than a linear classifier. Sigmoid hardly "
          "begins to learn at this rate, because its slope is 1/4 at most and the layers multiply it."),
        (Factor("activation", ("relu", "leaky_relu", "tanh", "sigmoid", "identity")),), 30, 3,
        (
            Claim("no better than a linear classifier", "test", "identity", 89, 92.4),  # LeCun's, as a yardstick
            Claim("hardly begins to learn", "test", "sigmoid", high=20),
        ),
    ),
    Preset(
        "batch-size",
        _("Batch size"),
        _("Small batches make many noisy updates in an epoch, and learn more from each. Large batches take less time "
          "for an epoch, yet need more of them at the same rate."),
        (Factor("batch_size", (8, 32, 128, 512)),), 20, 3,
        (
            Claim("learn more from each", GOAL, "batch 8", high=5),
            Claim("learn more from each", GOAL, "batch 32", 6, 12),
            Claim("less time for an epoch", "seconds an epoch", "batch 512", high=0.8, by="batch 8"),
            Claim("need more of them", GOAL, "batch 128", low=20),
        ),
    ),
    Preset(
        "images",
        _("How many images are needed"),
        _("Fewer images also mean fewer updates: 200 are not even learned by heart in 60 epochs. Give them 600, "
          "without the others, and compare training (100 %) with test accuracy (under 80 %): more images help where "
          "epochs do not."),
        (Factor("images", (200, 2_000, 18_000)),), 60, 3,
        (
            Claim("200 are not even learned by heart", "training", "200 images", high=60),
            Claim("training (100 %)", "training", "200 images", low=99.5, given=(("epochs", 600),)),
            Claim("test accuracy (under 80 %)", "test", "200 images", 60, 80, given=(("epochs", 600),)),
            Claim("more images help", "test", "18,000 images", low=94),
        ),
    ),
    Preset(
        "value-ranges",
        _("Value ranges"),
        _("Fed with 0 to 255 the steps of the first layer are far larger: at this rate that is quicker, at three "
          "times the rate it fails. Tested in another range, a ReLU network loses little by the scale, and much "
          "where black is not 0."),
        (Factor("range", ((UNIT, None), ((-1.0, 1.0), None), (BYTES, None), (UNIT, BYTES), (UNIT, (-1.0, 1.0)))),),
        20, 3,
        (
            Claim("that is quicker", GOAL, "0 to 255", high=0.5, by="0 to 1"),
            Claim("at three times the rate it fails", "test", "0 to 255", high=50, given=(("learning_rate", 0.03),)),
            Claim("loses little by the scale", "test", "0 to 1 but tested in 0 to 255", -3, 0, minus="0 to 1"),
            Claim("much where black is not 0", "test", "0 to 1 but tested in −1 to 1", high=-20, minus="0 to 1"),
        ),
    ),
    Preset(
        "binarised",
        _("Binarised images"),
        _("Shades of grey hardly matter: binarised images are learned to within a point or so. Even a network that "
          "never saw them loses less than a point on them."),
        (_data(BINARISED),), 30, 3,
        (
            Claim("to within a point or so", "test", "binarised", -1.5, 1.5, minus="as they are"),
            Claim("loses less than a point", "test", "binarised (testing only)", low=-1, minus="as they are"),
        ),
    ),
    Preset(
        "inverted",
        _("Inverted images"),
        _("Black on white is learned, if a little more slowly. Tested with what it was not trained on, the network "
          "is right less often than by chance: it knows pixels, not shapes."),
        (_data(INVERTED),), 30, 3,
        (
            Claim("Black on white is learned", "test", "inverted", low=90),
            Claim("a little more slowly", GOAL, "inverted", 1.1, 2, by="as they are"),
            Claim("less often than by chance", "test", "inverted (training only)", high=10),
            Claim("less often than by chance", "test", "inverted (testing only)", high=10),
        ),
    ),
    Preset(
        "shifted",
        _("Shifted test images"),
        _("Shifts by up to two pixels, which nobody would notice, cost a quarter of the accuracy, up to four more "
          "than half. A fully connected network has its own weights for each pixel, so a moved digit is a new "
          "picture to it."),
        (Factor("shift", (0, 1, 2, 3, 4, 6, 8, 10)),), 20, 3,
        (
            Claim("cost a quarter of the accuracy", "test", "up to 2 px", 0.68, 0.82, by="up to 0 px"),
            Claim("up to four more than half", "test", "up to 4 px", high=0.5, by="up to 0 px"),
        ),
    ),
    Preset(
        "scrambled",
        _("Scrambled pixels"),
        _("One order of the pixels for all images changes nothing: the network has no idea which pixels are "
          "neighbours. With an order of its own for each image only the amount of ink is left to learn from."),
        (Factor("data", ((), (Change(SCRAMBLED),), (Change(SCRAMBLED_EACH),))),), 30, 3,
        (
            Claim("changes nothing", "test", "scrambled", -1, 1, minus="as they are"),
            Claim("only the amount of ink is left", "test", "each image scrambled", 12, 30),
        ),
    ),
    Preset(
        "left-out",
        _("One digit left out"),
        _("A digit that was never trained is never guessed: the accuracy falls by about its share of the test "
          "images. The result tells what the network calls it instead: a 4 is a 9, and a 7 most often, too."),
        (Factor("left_out", (None, *range(10))),), 15, 1,
        (
            *(Claim("is never guessed", f"{n} taken for {n}", f"{n} left out", 0, 0) for n in range(10)),
            *(Claim("about its share", "test", f"{n} left out", -14, -5, minus="none left out") for n in range(10)),
            Claim("a 4 is a 9", "4 taken for 9", "4 left out", low=60),
            Claim("a 7 most often", "7 taken for 9", "7 left out", low=50),
        ),
    ),
    Preset(
        "dropout",
        _("Dropout"),
        _("Dropout slows training down and lowers the training accuracy, which is measured with units switched off, "
          "to that of the test and below. A little changes the test by less than the seeds do; 0.4 is too much for "
          "so small a network."),
        (Factor("dropout", (0.0, 0.1, 0.2, 0.4)),), 40, 3,
        (
            Claim("slows training down", GOAL, "dropout 0.4", low=1.2, by="dropout 0"),
            Claim("to that of the test", "gap", "dropout 0.1", high=1),
            Claim("and below", "gap", "dropout 0.2", high=0),
            Claim("by less than the seeds do", "test", "dropout 0.1", -1, 1, minus="dropout 0"),
            Claim("0.4 is too much", "test", "dropout 0.4", high=-0.5, minus="dropout 0"),
        ),
    ),
    Preset(
        "weight-decay",
        _("Weight decay"),
        _("A little decay hardly changes the test accuracy, 0.1 keeps the network from learning at all. The gap "
          "between training and test accuracy narrows with it, because the training accuracy falls."),
        (Factor("weight_decay", (0.0, 0.0001, 0.001, 0.01, 0.1)),), 30, 3,
        (
            Claim("hardly changes the test accuracy", "test", "decay 0.0001", -0.5, 0.5, minus="decay 0"),
            Claim("hardly changes the test accuracy", "test", "decay 0.001", -0.5, 0.5, minus="decay 0"),
            Claim("0.1 keeps the network from learning", "test", "decay 0.1", high=20),
            Claim("narrows with it", "gap", "decay 0.01", high=-0.5, minus="decay 0"),
            Claim("the training accuracy falls", "training", "decay 0.01", high=-1, minus="decay 0"),
        ),
    ),
)  # fmt: skip
