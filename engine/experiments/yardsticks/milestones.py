"""Error rates on MNIST that were published: trained on its 60,000 images, percent wrong of its 10,000 test images.

What is measured here is of other images, and fewer of them: to be shown beside these, not among them.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.words import _

LECUN = _("LeCun, Cortes and Burges: the table on the page of MNIST’s makers")
SIMARD = _("Simard, Steinkraus and Platt, 2003")
CIRESAN = _("Ciresan and others, 2010")
MEIER = _("Meier and others, 2011")
HINTON = _("Hinton, unpublished, in the table of MNIST’s makers")
LESSON = _("quoted in the lesson")


@dataclass(frozen=True)
class Milestone:
    """``year``: None if it is not known. ``error``: percent of the test images."""

    method: str
    year: int | None
    error: float
    source: str

    @property
    def accuracy(self) -> float:
        """Percent, without the noise of subtracting."""
        return round(100 - self.error, 4)


PAIRWISE = Milestone(_("pairwise linear classifier, deskewed images"), 1998, 7.6, f"{LECUN}; {LESSON}")
"""What the lesson calls the linear classifier."""
BEST = Milestone(_("best convolutional network"), None, 0.17, LESSON)

MILESTONES = (
    Milestone(_("linear classifier, one layer"), 1998, 12.0, LECUN),
    Milestone(_("linear classifier, one layer, deskewed images"), 1998, 8.4, LECUN),
    PAIRWISE,
    Milestone(_("784-300-10, squared error"), 1998, 4.7, LECUN),
    Milestone(_("784-300-10, squared error, distorted images added"), 1998, 3.6, LECUN),
    Milestone(_("784-300-10, squared error, deskewed images"), 1998, 1.6, LECUN),
    Milestone(_("784-1000-10"), 1998, 4.5, LECUN),
    Milestone(_("784-1000-10, distorted images added"), 1998, 3.8, LECUN),
    Milestone(_("784-300-100-10"), 1998, 3.05, LECUN),
    Milestone(_("784-300-100-10, distorted images added"), 1998, 2.5, LECUN),
    Milestone(_("784-500-150-10"), 1998, 2.95, LECUN),
    Milestone(_("784-500-150-10, distorted images added"), 1998, 2.45, LECUN),
    Milestone(_("LeNet-5, convolutional"), 1998, 0.95, LECUN),
    Milestone(_("LeNet-5, convolutional, distorted images added"), 1998, 0.8, LECUN),
    Milestone(_("784-800-10, cross entropy"), 2003, 1.6, SIMARD),
    Milestone(_("784-800-10, cross entropy, affine variants"), 2003, 1.1, SIMARD),
    Milestone(_("784-800-10, cross entropy, elastic variants"), 2003, 0.7, SIMARD),
    Milestone(_("784-500-300-10, softmax, cross entropy, weight decay"), 2005, 1.53, HINTON),
    Milestone(_("784-2500-2000-1500-1000-500-10, elastic variants"), 2010, 0.35, CIRESAN),
    Milestone(_("committee of 25 networks 784-800-10"), 2011, 0.39, MEIER),
    BEST,
)
"""By year, that of no year last."""

WHICH_LINEAR = _(
    "The published linear classifier, 92.4 %, is 45 of them, one for each pair of digits, on images that were set "
    "upright first (LeCun and others, 1998). The one measured here is a single logistic regression on the images as "
    "they are."
)
"""Why the measured linear classifier is not the published one."""
NOT_COMPARABLE = _(
    "Published figures are of 60,000 training images and MNIST’s own 10,000 test images; what is measured here is of "
    "the images at hand."
)
