"""What the diagram says of a network is in whole sentences, for digits and for other classes."""

from gui.train.diagram.architecture import Architecture

LESSON = Architecture((784, 64, 10), "ReLU", "log-softmax", 50_890, tuple("0123456789"))


def test_the_whole_network_in_words():
    assert LESSON.in_words().startswith("784 inputs; hidden layers: 64 (ReLU); 10 outputs (log-softmax)")
    assert LESSON.caption() == "50,890 parameters · ReLU · log-softmax"
    assert Architecture((784, 10), "ReLU", "softmax", 7_850).in_words().startswith("784 inputs; hidden layers: none")


def test_a_layer_and_a_unit_in_words():
    assert LESSON.layer_text(1) == "784 × 64 weights + 64 biases = 50,240"
    assert LESSON.unit_text(1, 3) == "feeds all 10 units of the next layer, no other"
    assert LESSON.unit_text(2, 3) == "evidence for the digit 3"
    assert Architecture((784, 2), "ReLU", "softmax", 1, ("no", "yes")).unit_text(1, 1) == "evidence for “yes”"
    assert Architecture((784, 2), "ReLU", "softmax", 1).unit_text(1, 1) == "an output: feeds no other unit"
