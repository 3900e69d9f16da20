"""What the cells of a notebook say: a heading for each part of a program, and the lesson's words on it."""

from __future__ import annotations

from engine.words import _

TITLE = _("A feed-forward network learns MNIST")
WORDS = _(
    "The network {sizes} in PyTorch, part by part. It needs torch, numpy, scikit-learn and matplotlib, "
    "and the files that were saved beside it. Change something and run it again: that is what it is for."
)
HEADINGS = {
    "imports": (_("What is needed"), _("The seed is where all random numbers start: the same seed, the same run.")),
    "images": (
        _("The data"),
        _(
            "Handwritten digits, 28 x 28 pixels each. We see pictures; the network gets 784 numbers in a row, and "
            "nothing tells it which of them are neighbours."
        ),
    ),
    "normalise": (
        _("Normalise"),
        _("The pixels run from 0 to 255. Numbers around 1 suit the first weights, and the first steps."),
    ),
    "split": (
        _("Split"),
        _(
            "Some images are kept out of training. How good the network is on images that it has never seen is "
            "what we want to know."
        ),
    ),
    "changes": (
        _("What is done to the images"),
        _("Each change asks a question: what does the network need in order to know a digit?"),
    ),
    "validation": (
        _("Validation"),
        _(
            "Some more images are kept out of training, to see when it is time to stop. On the test images that would "
            "be unfair: their accuracy would be the luckiest of several."
        ),
    ),
    "random": (
        _("Random numbers"),
        _("First weights and the order of the images are drawn at random. With a seed the draw can be repeated."),
    ),
    "tensors": (
        _("Tensors and loaders"),
        _(
            "A loader hands out the training images in small batches, shuffled anew in every epoch. Each batch is one "
            "update of the weights; images left over at the end are dropped."
        ),
    ),
    "network": (
        _("The network"),
        _(
            "Each unit feeds every unit of the next layer, and no other. How many pixels go in and how many digits "
            "come out is fixed; the layers between are ours to choose."
        ),
    ),
    "loss": (
        _("Loss and optimiser"),
        _("The loss says how wrong the network is, in one number. The optimiser changes the weights to lower it."),
    ),
    "batch": (
        _("One batch first"),
        _(
            "Before training, each digit gets about the same probability: the network knows nothing. It is also the "
            "quickest way to see that all the shapes fit."
        ),
    ),
    "loop": (
        _("Training"),
        _(
            "For each batch: forward to the output, the loss, old gradients away, backward to the gradients, and a "
            "step. After each epoch the test images are judged."
        ),
    ),
    "plots": (
        _("How it went"),
        _("Training accuracy goes on towards 100 %. Where test accuracy stays behind, the network learns by heart."),
    ),
    "evidence": (
        _("Evidence"),
        _("Probabilities show the winner; their logarithms tell the unlikely digits apart. Try other images."),
    ),
    "errors": (
        _("Errors"),
        _("Look at them before you read the title: would you have known?"),
    ),
}
"""By key of ``program.PARTS``."""
EXPERIMENT_TITLE = _("An experiment with MNIST")
EXPERIMENT_WORDS = _(
    "Trainings that differ in what is compared, and in nothing else, each with the same seeds. It needs torch, numpy, "
    "scikit-learn and matplotlib, and the files that were saved beside it."
)
OF_EXPERIMENTS = {
    "run": (_("One training"), _("Everything that is compared is an argument; the rest is alike for all.")),
    "compared": (_("What is compared"), _("Each candidate says only in what it differs from the others.")),
    "results": (
        _("The table"),
        _("With another seed each result is another. A difference that is smaller than that spread may be luck."),
    ),
    "curves": (_("The curves"), _("The mean over the seeds: who is ahead at first need not be at the end.")),
}
"""By key of the parts that only the program of an experiment has."""
