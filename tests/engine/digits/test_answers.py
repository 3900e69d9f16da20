"""Answers about images without labels are written as Kaggle takes them."""

import numpy as np
import pytest

from engine.digits.answers import answers, save_answers
from engine.errors import UserError

EVIDENCE = np.log(np.array([[0.1, 0.9], [0.75, 0.25]]))


def test_kaggles_form_counts_from_one(tmp_path):
    save_answers(tmp_path / "answers.csv", EVIDENCE, ("0", "1"))
    assert (tmp_path / "answers.csv").read_bytes() == b"ImageId,Label\n1,1\n2,0\n"


def test_probabilities_have_a_column_for_each_class():
    lines = answers(EVIDENCE, ("T-shirt, top", "Bag"), with_probabilities=True).splitlines()
    assert lines == [
        'ImageId,Label,"T-shirt, top",Bag', "1,Bag,0.100000,0.900000", '2,"T-shirt, top",0.750000,0.250000',
    ]  # fmt: skip


def test_evidence_of_other_classes_is_refused():
    with pytest.raises(UserError, match="other classes"):
        answers(EVIDENCE, ("0", "1", "2"))
