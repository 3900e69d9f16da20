"""A bar, as long as something is under way."""

from gui.inspect.units_waiting import UnitsWaiting


def test_the_bar_says_how_far_it_is_and_is_gone_afterwards(qtbot):
    waiting = UnitsWaiting()
    qtbot.addWidget(waiting)
    waiting.show_share(0.5)
    assert (waiting.bar.value(), waiting.bar.isHidden()) == (500, False)
    waiting.show_share(None)
    assert waiting.bar.isHidden()
