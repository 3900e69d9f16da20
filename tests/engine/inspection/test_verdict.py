import numpy as np
import pytest

from engine.inspection.doubt import Doubt
from engine.inspection.verdict import is_counted, percent, verdict

DOUBT = Doubt(one=0.6, two=0.8)


def evidence(**probabilities):
    """``_3=0.7``: 0.7 for a 3; the others share what is left."""
    p = np.full(10, (1 - sum(probabilities.values())) / (10 - len(probabilities)))
    for digit, value in probabilities.items():
        p[int(digit[1:])] = value
    return np.log(p).astype(np.float32)


@pytest.mark.parametrize(
    ("probabilities", "doubt", "said"),
    [
        ({"_7": 0.982}, DOUBT, "This is a 7 (98.2 %)."),
        ({"_8": 0.95}, None, "This is an 8 (95.0 %)."),
        ({"_3": 0.7, "_5": 0.2}, DOUBT, "Probably a 3 (70.0 %), perhaps a 5 (20.0 %)."),
        ({"_3": 0.5, "_5": 0.4}, DOUBT, "Not sure: a 3 (50.0 %) or a 5 (40.0 %)."),
        ({"_3": 0.3, "_5": 0.2}, DOUBT, "Not a digit? If it is one, perhaps a 3 (30.0 %)."),
        ({"_3": 0.3, "_5": 0.2}, None, "Not sure: a 3 (30.0 %) or a 5 (20.0 %)."),
    ],
)
def test_the_evidence_in_words(probabilities, doubt, said):
    assert verdict(evidence(**probabilities), doubt).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("p", "said"),
    [
        (0.99999, "over 99.9 %"),
        (0.9995, "over 99.9 %"),
        (0.9994, "99.9 %"),
        (0.001, "0.1 %"),
        (0.5, "50.0 %"),
        (1e-9, "under 0.1 %"),
    ],
)
def test_percent_is_never_rounded_to_certainty(p, said):
    assert percent(p).replace("\u00a0", " ") == said


@pytest.mark.parametrize(("p", "said"), [(1.0, "100 %"), (0.0, "0 %"), (0.5, "50.0 %"), (0.9999, "over 99.9 %")])
def test_what_was_counted_may_be_all_or_nothing(p, said):
    assert percent(p, counted=True).replace("\u00a0", " ") == said
    assert is_counted(np.log([0.5, 0.5, 1e-30])) is False
    assert is_counted(np.array([0.0, -np.inf])) is True


CLOTHES = ("T-shirt/top", "Sneaker", "Ankle boot")


@pytest.mark.parametrize(
    ("probabilities", "said"),
    [
        ((0.05, 0.932, 0.018), "Sneaker: 93.2 %."),
        ((0.0, 0.2, 0.8), "Probably Ankle boot (80.0 %), perhaps Sneaker (20.0 %)."),
        ((0.4, 0.25, 0.35), "Not sure: T-shirt/top (40.0 %) or Ankle boot (35.0 %)."),
    ],
)
@pytest.mark.parametrize("doubt", [None, Doubt(one=0.99, two=0.999)])
def test_other_classes_are_called_by_their_names_and_not_doubted_as_digits_are(probabilities, said, doubt):
    with np.errstate(divide="ignore"):
        found = verdict(np.log(np.array(probabilities)), doubt, CLOTHES)
    assert found.replace("\u00a0", " ") == said


@pytest.mark.parametrize("names", [(*"0123456789",), (*"abcdefghij",)])
def test_what_may_be_misread_is_doubted_for_its_reason(names):
    found = verdict(evidence(_3=0.99), DOUBT, names, "Two digits? Crop to one of them.").replace("\u00a0", " ")
    assert found.startswith("Two digits? Crop to one of them. Perhaps ")
    assert found.endswith(("a 3 (99.0 %).", "d (99.0 %)."))
