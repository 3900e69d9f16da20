"""The fields that say when a training ends early, and what is to be known of the images that choose the moment."""

from __future__ import annotations

from engine.training.config import TrainingConfig
from engine.words import _
from gui.train.form_field import Field

VALIDATION_FIELD = Field(
    "validation_fraction", "validationShareField", _("Validation (%)"), "",
    _("Percent of the training images that are kept out of training as well, to choose the moment to stop\n"
      "and the best epoch. The test images then have no part in any choice, and their accuracy stays fair.\n"
      "Empty: none are kept."),
    folded=True, fraction=True, may_be_empty=True,
)  # fmt: skip
RULES = (
    Field(
        "patience", "patienceField", _("Patience"), "",
        _("Stop early: after so many epochs in a row without a better accuracy on the validation images or,\n"
          "if none are kept, on the test images. The network is then the last one; the best is kept with\n"
          "the run, and File > Runs exports both. Empty: train for all epochs."),
        folded=True, may_be_empty=True,
    ),
    Field(
        "target_accuracy", "targetField", _("Stop at (%)"), "",
        _("Stop as soon as this accuracy, in percent, is reached after an epoch: on the validation images or,\n"
          "if none are kept, on the test images. Empty: train for all epochs."),
        folded=True, fraction=True, may_be_empty=True,
    ),
)  # fmt: skip
ON_TEST = _(
    "The test images say when it stops: that makes the test accuracy a little too good. Keep some images for "
    "validation, and it stays fair."
)


def honest(config: TrainingConfig) -> dict[str, str]:
    """By field, a sentence on what the test accuracy is worth."""
    if not config.chooses_on_test:
        return {}
    return {"patience" if config.patience else "target_accuracy": ON_TEST}
