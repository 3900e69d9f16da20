"""Which image a point is."""

import numpy as np

from gui.inspect.mapped import MOST_OWN, Mapped


def test_points_are_the_images_that_were_taken_then_the_persons_own(judged, digits):
    mapped = Mapped()
    evaluation = judged(np.arange(1_000) % 10, np.arange(1_000) % 10)
    evaluation.guesses[7] = 3
    mapped.digits, mapped.evaluation = evaluation.digits, evaluation
    assert mapped.take(1_000)
    assert mapped.images is evaluation.digits.images
    assert not mapped.take(1_000)
    assert np.flatnonzero(mapped.wrong).tolist() == [7]
    assert mapped.take(500)
    point = 123
    place = mapped.indices[point]
    assert mapped.bubble(point).words.startswith(f"image {place}: {mapped.labels[point]}\n")
    assert (mapped.bubble(point).image == evaluation.digits.images[place]).all()
    mapped.take_own(digits.take(np.arange(3)))
    assert mapped.bubble(501).words == f"drawn by you: {digits.labels[1]}"
    assert mapped.bubble(503) is None
    own = mapped.own
    mapped.take_own(digits.take(np.arange(3)))
    assert mapped.own is own  # by that others know that it is the same
    mapped.take_own(digits)
    assert len(mapped.own) == len(mapped.own_labels) == MOST_OWN
    mapped.take_own(None)
    assert not len(mapped.own)
    mapped.take_none()
    assert not len(mapped)
    mapped.evaluation = None
    assert not mapped.wrong.any()
