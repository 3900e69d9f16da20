"""Tiny numbers: what float32 has left of them, beside their logarithms."""

from gui.softmax.tiny_panel import TinyPanel


def test_it_begins_where_float32_ends_and_follows_the_slider(show):
    panel = show(TinyPanel(), 700, 90)
    assert panel.plain.text() == "softmax = 0, and its logarithm −∞"
    assert panel.logs.text() == "log_softmax = −104"
    panel.below.setValue(10)
    assert panel.said.text() == "a sum 10 below the largest"
    assert panel.plain.text() == "softmax = 4.54e-05, and its logarithm −10"
