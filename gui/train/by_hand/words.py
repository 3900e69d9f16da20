"""What is said of each part of a batch that is done by hand."""

from __future__ import annotations

from engine.numbers import number, short, whole
from engine.training.by_hand import BACKWARD, FORWARD, LOSS, UPDATE, BatchByHand
from engine.training.config import OPTIMIZER_NAMES
from engine.words import _, ngettext

NAMES = {FORWARD: _("Forward"), LOSS: _("Loss"), BACKWARD: _("Backward"), UPDATE: _("Update")}
TIPS = {
    FORWARD: _("Send the batch through the network: sums, activations, probabilities"),
    LOSS: _("How wrong the network is, as one number for the whole batch"),
    BACKWARD: _("Go back through the network: how the loss would change with each weight"),
    UPDATE: _("Change each weight a little, against its gradient; a run under way trains this batch then"),
}
NEXT = {
    FORWARD: _("Next: forward"), LOSS: _("Next: loss"), BACKWARD: _("Next: backward"), UPDATE: _("Next: update"),
}  # fmt: skip
AHEAD = {
    FORWARD: _("The images go through the network, from left to right."),
    LOSS: _("The probability of each true class becomes a penalty; the loss is their mean."),
    BACKWARD: _("From the loss back to the weights: in which direction, and how much, each of them counts."),
    UPDATE: _("Each weight takes a small step against its gradient."),
}
"""Before it is pressed."""


def batch_words(batch: BatchByHand, of_run: bool) -> str:
    """Which batch it is, and what has to be known of how it is made."""
    begun = batch.begun
    words = (
        _("Batch {batch} of {batches} in epoch {epoch} of the run under way, which holds.")
        if of_run
        else _("Batch {batch} of {batches} in epoch {epoch} of the training that Start would begin.")
    )
    said = [words.format(batch=whole(begun.batch + 1), batches=whole(begun.batches), epoch=whole(begun.epoch))]
    if begun.config.augmentation != "none":
        said.append(_("Its images are varied, as in training."))
    if begun.config.dropout:
        said.append(
            _(
                "Dropout: the losses are those with units dropped at random, the same ones before and after; the "
                "diagram is of the whole network."
            )
        )
    return " ".join(said)


def phase_words(phase: str, batch: BatchByHand, image: int) -> str:
    """``image``: the place in the batch of the one that the diagram shows."""
    return {FORWARD: _forward, LOSS: _loss, BACKWARD: _backward, UPDATE: _update}[phase](batch, image)


def _forward(batch: BatchByHand, image: int) -> str:
    count, classes = batch.log_probabilities.shape
    words = ngettext(
        "{count} image went in, {classes} log-probabilities came out.",
        "{count} images went in, {classes} log-probabilities for each came out.",
        count,
    ).format(count=whole(count), classes=classes)
    true = int(batch.begun.labels[image])
    log_p = short(float(batch.log_probabilities[image, true]), 4)
    return words + " " + _("This image: {log_p} for its true class.").format(log_p=log_p)


def _loss(batch: BatchByHand, image: int) -> str:
    softmax = batch.begun.network.spec.output == "softmax"
    words = _("−p of the true class: {one} for this image; the mean of the batch is {mean}.")
    if not softmax:
        words = _("−log p of the true class: {one} for this image; the mean of the batch is {mean}.")
    return words.format(one=short(float(batch.losses[image]), 4), mean=number(batch.loss, 4))


def _backward(batch: BatchByHand, image: int) -> str:
    words = _("The gradient has a number for each of {parameters} parameters; its norm is {norm}.")
    parameters = whole(batch.begun.network.spec.parameters)
    return words.format(parameters=parameters, norm=short(batch.whole.gradient, 3))


def _update(batch: BatchByHand, image: int) -> str:
    config = batch.begun.config
    words = _(
        "{optimizer} with rate {rate}: a step of {norm}, {percent} % of the weights. "
        "Loss of the same batch: {loss} → {after}."
    )
    said = words.format(
        optimizer=OPTIMIZER_NAMES[config.optimizer], rate=short(batch.begun.learning_rate, 3),
        norm=short(batch.whole.update, 3), percent=short(100 * batch.whole.relative, 2),
        loss=number(batch.loss, 4), after=number(batch.loss_after, 4),
    )  # fmt: skip
    if config.weight_decay:
        said += " " + _("Weight decay pulls each weight towards 0, too.")
    return said
