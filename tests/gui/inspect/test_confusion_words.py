"""A number of a confusion matrix is said as a sentence, of digits and of other classes; several are added up."""

import numpy as np

from gui.inspect.confusion_words import block_words, cell_words

DIGITS, LETTERS = tuple("0123456789"), tuple("ABCDEFGHIJ")


def test_a_cell_is_a_sentence_and_a_block_a_sum(judged):
    evaluation = judged([3, 3, 8], [3, 8, 3])
    said = [cell_words(evaluation, DIGITS, *cell) for cell in ((3, 3), (3, 8), (8, 3), (0, 1))]
    assert said == [
        "1 of 2 3s recognised (50.0 %)",
        "1 of 2 3s taken for an 8 (50.0 %)",
        "1 of one 8 taken for a 3 (100.0 %)",
        "There is no 0 in this set.",
    ]
    assert cell_words(evaluation, LETTERS, 3, 8) == "D: 1 of 2 images taken for I (50.0 %)"
    assert cell_words(evaluation, LETTERS, 0, 0) == "There is no image of A in this set."
    assert block_words(np.array([[1_200, 34]]), 2) == "1,234 images in the 2 chosen cells. Ctrl+C copies them."
    assert block_words(np.array([[1, 0]]), 2) == "1 image in the 2 chosen cells. Ctrl+C copies them."
