"""The first half of a program: settings, images, split, what is done to them, random numbers, loaders."""

from __future__ import annotations

from engine.code import stopping_parts
from engine.code.changes_part import after_augmentation
from engine.code.lines import FOR_RUFF, filled, number, quoted
from engine.code.recipe import COLAB, FILE, Recipe

IMPORTS = """
# What is needed
import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn.functional as F
@SPLIT@
from torch import nn
from torch.utils.data import DataLoader, @SAMPLER@TensorDataset
@HELPER@

# Such small batches gain nothing from a second thread, and lose much where others want the processor, too.
torch.set_num_threads(1)
seed = @SEED@  #: seed
epochs = @EPOCHS@  #: epochs
"""
HELPER = f"""
{FOR_RUFF}
from augmentation import augmented  #: augmentation"""


def imports(recipe: Recipe) -> str:
    config = recipe.plan.config
    return filled(
        IMPORTS,
        split="" if not _splits(recipe) else "from sklearn.model_selection import train_test_split",
        sampler="RandomSampler, " if recipe.style.repeats else "",
        helper=HELPER if recipe.augments else "",
        seed=config.seed,
        epochs=config.epochs,
    )


def _splits(recipe: Recipe) -> bool:
    return not recipe.source.own_test or recipe.plan.config.validation_fraction > 0


WIDEST = 120  # characters of a line
IMAGES = """
# The data: images of 28 x 28 pixels from 0 to 255, and @WHAT@ of each
with np.load(@FILE@) as file:  #: digits
    images, labels = file["images"], file["labels"]  #: digits
    @TEST@
@NAMES@
@PRINT@
"""
OWN_TEST = 'test_images, test_labels = file["test_images"], file["test_labels"]  #: digits'
TABLE = """
# The data: each row is a label, then the 784 pixels of its image, from 0 to 255
path = @FILE@  #: digits
table = np.loadtxt(path, @HOW@, dtype=np.uint8)  #: digits
images, labels = table[:, 1:].reshape(-1, 28, 28), table[:, 0].astype(np.int64)  #: digits
@PRINT@
"""
PRINT = 'print(@NAME@, "images:", images.shape, "labels:", labels.shape)  #: digits'


def images(recipe: Recipe) -> str:
    source = recipe.source
    return filled(
        TABLE if source.kind in (COLAB, FILE) else IMAGES,
        file=quoted(source.file),
        how=_how(recipe),
        what="the number of the class" if recipe.names else "the digit",
        test=OWN_TEST if source.own_test else "",
        names=_names(recipe.names),
        print=filled(PRINT, name=quoted(source.name)),
    )


def _names(names: tuple[str, ...]) -> str:
    """The names of the classes, as many in a line as have room."""
    written = list(map(quoted, names))
    if len(line := f"names = [{', '.join(written)}]") <= WIDEST:
        return f"{line}  #: digits" if names else ""
    rows = [""]
    for name in written:
        if len(rows[-1]) + len(name) > WIDEST - len("    , "):
            rows.append("")
        rows[-1] += f"{name}, "
    return "\n".join(["names = [  #: digits", *(f"    {row.strip()}  #: digits" for row in rows), "]  # fmt: skip"])


def _how(recipe: Recipe) -> str:
    source = recipe.source
    above = f", skiprows={source.above}" if source.above else ""
    return f"delimiter={quoted(source.delimiter)}{above}" + (', encoding="utf-8-sig"' if source.kind == FILE else "")


NORMALISE = """
# Normalise: from 0..255 to 0..1
# Numbers around 1 suit the first weights; by thousands, the first steps would go astray.
images = images.astype(np.float32) / 255  #: input_range
@TEST@
"""
OWN_TEST_NORMALISED = "test_images = test_images.astype(np.float32) / 255  #: input_range"


def normalise(recipe: Recipe) -> str:
    return filled(NORMALISE, test=OWN_TEST_NORMALISED if recipe.source.own_test else "")


SPLIT = """
# Split: what the network is tested with, it never trains on
# stratify keeps each digit in proportion on both sides.
train_images, test_images, train_labels, test_labels = train_test_split(  #: test_fraction, changes
    images, labels, test_size=@FRACTION@, stratify=labels, random_state=seed  #: test_fraction, seed
)  #: test_fraction
"""
OWN_SPLIT = """
# Split: the test images came with the set
train_images, train_labels = images, labels  #: test_fraction, changes
"""


def split(recipe: Recipe) -> str:
    if recipe.source.own_test:
        return filled(OWN_SPLIT)
    return filled(SPLIT, fraction=number(recipe.plan.test_fraction))


INKLINGS = '''
# Random numbers as Inkling draws them, so that this program repeats its run
# An ordinary program says torch.manual_seed(seed) in place of this part, and shuffle=True in its loader.
def generator(seed, purpose, index=0):
    state = np.random.SeedSequence([seed, purpose, index]).generate_state(1, np.uint64)[0]  #: seed
    return torch.Generator().manual_seed(int(state >> np.uint64(1)))


class Order(RandomSampler):
    """What shuffle=True does: the images in a new order in every epoch."""

    def __iter__(self):
        return iter(torch.randperm(len(self), generator=self.generator).tolist())


def draw_weights(network, seed):
    """As PyTorch does: uniformly within 1 / sqrt(inputs) of 0."""
    for index, layer in enumerate(part for part in network.modules() if isinstance(part, nn.Linear)):
        bound, random = layer.in_features**-0.5, generator(seed, 0, index)
        nn.init.uniform_(layer.weight, -bound, bound, generator=random)
        nn.init.uniform_(layer.bias, -bound, bound, generator=random)
@DROPOUT@
'''
DROPOUT = '''

class Dropout(nn.Module):  #: dropout
    """What nn.Dropout does, with random numbers of its own."""  #: dropout

    def __init__(self, share, seed):  #: dropout
        super().__init__()  #: dropout
        self.keep, self.random = 1 - share, generator(seed, 2)  #: dropout

    def forward(self, x):  #: dropout
        if not self.training:  #: dropout
            return x  #: dropout
        mask = torch.empty_like(x).bernoulli_(self.keep, generator=self.random)  #: dropout
        return x * (mask / self.keep)  #: dropout'''
ORDINARY = """
# Random numbers
# The same seed gives the same first weights and the same order of images, and so the same run.
torch.manual_seed(seed)  #: seed
"""


def random_numbers(recipe: Recipe) -> str:
    return inklings_numbers(recipe.has_dropout) if recipe.style.repeats else filled(ORDINARY)


def inklings_numbers(with_dropout: bool) -> str:
    return filled(INKLINGS, dropout=DROPOUT if with_dropout else "")


TENSORS = """
# Tensors and loaders
# Each image becomes a vector of 784 float numbers; NLLLoss wants labels that are long (64-bit) integers.
@TRAIN@
X_test = torch.from_numpy(@X_TEST@)  #: input_range
y_train, y_test = torch.from_numpy(train_labels), torch.from_numpy(test_labels)
@WATCHED@
train_data = TensorDataset(X_train, y_train)  #: validation_fraction
# In every epoch the images come in a new order; a last batch that is not full is dropped.
@OWN_ORDER@
train_loader = DataLoader(train_data, batch_size=@BATCH@, @ORDER@, drop_last=True)  #: batch_size, seed
"""
OWN_ORDER = "order = Order(train_data, generator=generator(seed, 1))  #: seed"
AS_THEY_ARE = "X_train = torch.from_numpy(@X_TRAIN@)  #: input_range, augmentation"
VARIED = '''
def varied(epoch):  #: augmentation
    """The training images of an epoch: a new random variant of each."""  #: augmentation
    images = augmented(train_images, @KIND@, seed, epoch)  #: augmentation
    @CHANGES@
    return torch.from_numpy(@X_TRAIN@)  #: input_range, augmentation


X_train = varied(epoch=1)  #: augmentation'''


def tensors(recipe: Recipe) -> str:
    train, test = recipe.plan.spec.input_range, recipe.plan.test_range or recipe.plan.spec.input_range
    return filled(
        TENSORS,
        train=_varied(recipe) if recipe.augments else filled(AS_THEY_ARE, x_train=_vectors("train_images", train)),
        x_test=_vectors("test_images", test),
        watched=stopping_parts.tensors(recipe, _vectors("validation_images", train), _vectors("test_images", train)),
        batch=recipe.plan.config.batch_size,
        own_order=OWN_ORDER if recipe.style.repeats else "",
        order="sampler=order" if recipe.style.repeats else "shuffle=True",
    )


def _varied(recipe: Recipe) -> str:
    return filled(
        VARIED,
        kind=quoted(recipe.plan.config.augmentation),
        changes=after_augmentation(recipe),
        x_train=_vectors("images", recipe.plan.spec.input_range),
    )


def _vectors(name: str, input_range: tuple[float, float]) -> str:
    """Images from 0 to 1 as vectors whose black and white are what the network sees."""
    low, high = input_range
    times = "" if high - low == 1 else f"{number(high - low)} * "
    plus = f"{number(low)} + " if low else ""
    return f"{plus}{times}{name}.reshape(-1, 784)"
