"""The sentence above the tabs praises a network only for what it has not seen."""

from dataclasses import replace

import numpy as np
import pytest

from gui.inspect.summary import origin, summary


@pytest.mark.parametrize(
    ("chosen", "said"), [(20, "chosen on these images"), (3, "chosen on 3 of them"), (0, "wrong"), (None, "wrong")]
)
def test_a_network_that_was_chosen_on_the_images_is_not_praised_for_them(inspection, chosen, said):
    chosen_on = None if chosen is None else np.arange(20) < chosen
    told = summary(replace(inspection, seen=np.zeros(20, bool), chosen_on=chosen_on), None)
    assert said in told
    assert ("too good" in told) == bool(chosen)


def test_that_nothing_is_known_of_its_training_is_said(inspection):
    assert "not known" in summary(inspection, None)
    assert "not known" in origin(inspection)
