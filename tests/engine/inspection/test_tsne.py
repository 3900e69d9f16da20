"""t-SNE is scikit-learn's, and can be called off."""

import numpy as np
import pytest
from sklearn.manifold import TSNE
from threadpoolctl import threadpool_limits

from engine.apart import Cancelled
from engine.errors import UserError
from engine.inspection.maps import features
from engine.inspection.tsne import compute, seconds, tsne


@pytest.fixture(scope="module")
def points(lesson_digits):
    return features(None, lesson_digits.images[:120])


def test_its_places_are_scikit_learns_in_a_process_or_not(points):
    with threadpool_limits(1):
        theirs = TSNE(perplexity=12, init="pca", random_state=3).fit_transform(points)
    assert (compute(points, 12.0, 3) == theirs).all()
    assert (tsne(points, 12.0, 3) == theirs).all()


def test_it_can_be_cancelled(points):
    with pytest.raises(Cancelled):
        tsne(points, cancelled=lambda: True)


@pytest.mark.parametrize(
    ("count", "perplexity", "field"),
    [(9, 5.0, "images"), (10_001, 30.0, "images"), (120, 1.9, "perplexity"), (120, 101.0, "perplexity"),
     (20, 19.5, "perplexity"), (120, float("nan"), "perplexity")],
)  # fmt: skip
def test_what_cannot_be_is_told_with_its_field(count, perplexity, field):
    with pytest.raises(UserError) as error:
        tsne(np.zeros((count, 3), np.float32), perplexity)
    assert error.value.field == field


def test_the_time_is_told_beforehand_as_it_was_measured():
    for count, perplexity, measured in ((500, 30, 1.5), (1_000, 30, 3.5), (2_000, 5, 7.2), (2_000, 50, 9.7)):
        assert abs(seconds(count, perplexity) - 2.5 - measured) < 0.25 * measured
