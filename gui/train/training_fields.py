"""The fields of the training form: what they are called, the lesson's values, and what each does."""

from __future__ import annotations

from dataclasses import dataclass

from engine.networks.network import ACTIVATION_NAMES
from engine.training.config import OPTIMIZER_NAMES


@dataclass(frozen=True)
class Field:
    """One line of the form; the tooltip says what it does."""

    name: str  # as engine.errors.UserError.field names it
    object_name: str
    label: str
    value: str  # the lesson's
    tooltip: str
    choices: tuple[tuple[str, str], ...] = ()  # (value, what the person reads)
    folded: bool = False


FIELDS = (
    Field(
        "hidden", "hiddenField", "Hidden layers", "64, 32, 32",
        "Units of each layer between the 784 pixels and the 10 digits, with commas between.\n"
        "More units can learn more, and take longer. Empty: a linear classifier.",
    ),
    Field(
        "activation", "activationField", "Activation", "relu",
        "What each unit does with its sum before it passes it on.\n"
        "Without one (identity), any number of layers is no more than a linear classifier.",
        tuple(ACTIVATION_NAMES.items()),
    ),
    Field(
        "output", "outputField", "Output", "log_softmax",
        "Both outputs are trained with the negative log-likelihood loss:\n"
        "log-softmax makes it -log p of the true digit, which is steep where the network is wrong;\n"
        "softmax makes it -p, which is flat there: whole digits may never be learned.",
        (("log_softmax", "log-softmax (loss −log p)"), ("softmax", "softmax (loss −p)")),
    ),
    Field(
        "optimizer", "optimizerField", "Optimiser", "sgd",
        "How the gradient changes the weights.\nSGD takes a step of the same rate for all; RMSprop and Adam\n"
        "scale it for each weight, and want a smaller learning rate.",
        tuple(OPTIMIZER_NAMES.items()),
    ),
    Field(
        "learning_rate", "learningRateField", "Learning rate", "0.01",
        "How far each batch moves the weights along the gradient.\n"
        "Too small: slow. Too large: the loss jumps about, or leaves all bounds.",
    ),
    Field(
        "batch_size", "batchSizeField", "Batch size", "32",
        "Images per update. Small batches: many noisy updates; large ones: few smooth ones.\n"
        "Images left over at the end of an epoch are dropped; the next epoch has others.",
    ),
    Field("epochs", "epochsField", "Epochs", "60", "How often the network sees each training image."),
    Field(
        "test_fraction", "testShareField", "Test share (%)", "10",
        "Percent of the images that are kept out of training,\nto see how the network does on what it has never seen.",
        folded=True,
    ),
    Field(
        "seed", "seedField", "Seed", "0",
        "Where the random numbers start: first weights, order of the batches, split.\n"
        "The same seed and settings give the same curve, to the last bit.",
        folded=True,
    ),
    Field(
        "momentum", "momentumField", "Momentum", "0",
        "For SGD: the share of the last step that is taken again, 0 to under 1 (0.9 is usual).", folded=True,
    ),
    Field(
        "weight_decay", "weightDecayField", "Weight decay", "0",
        "L2: pulls every weight towards 0 by this much of itself, times the learning rate\n"
        "(0.0001 is usual). Keeps the weights small.",
        folded=True,
    ),
    Field(
        "dropout", "dropoutField", "Dropout", "0",
        "Share of each hidden layer's units that are switched off at random for each training image,\n"
        "0 to under 1, so that no unit relies on a single other one.",
        folded=True,
    ),
    Field(
        "augmentation", "augmentationField", "Augmentation", "none",
        "Whether each epoch sees the training images as they are, or new random variants of them:\n"
        "affine: turned, scaled, sheared and shifted a little; elastic: bent, as if drawn on rubber.\n"
        "Each image is then a new one in every epoch, and cannot be learned by heart. For the lesson\n"
        "(seed 0, 60 epochs): test accuracy 95.6 % without, 96.7 % affine, 97.9 % elastic, 97.7 % both,\n"
        "and an epoch takes 0.09, 0.3, 0.4 and 0.6 s.",
        (("none", "none"), ("affine", "affine"), ("elastic", "elastic"), ("both", "affine + elastic")),
        folded=True,
    ),
)  # fmt: skip
