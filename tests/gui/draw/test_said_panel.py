"""What others say is folded away until somebody, or the first yardstick, opens it."""

from gui.draw.said_panel import SaidPanel
from gui.widgets.guess_table import Said


def test_with_nobody_to_ask_it_says_how_to_get_somebody(show, click, qtbot):
    panel = show(SaidPanel(), 300, 200)
    assert not panel.nobody.isVisible()
    assert not panel.table.isVisible()
    with qtbot.waitSignal(panel.folded) as folded:
        click(panel.fold)
    assert folded.args == [False]
    assert panel.nobody.isVisible()
    assert "Fit a yardstick" in panel.nobody.text()
    with qtbot.waitSignal(panel.yardstick_wanted):
        click(panel.fit)


def test_what_they_say_takes_the_place_of_that_and_is_grey_while_it_is_old(show):
    panel = show(SaidPanel(), 300, 200)
    panel.set_open(True)
    panel.show_rows([Said("a", "7", "66.7 %")])
    assert panel.table.isVisible()
    assert not panel.nobody.isVisible()
    assert not panel.fit.isVisible()
    panel.set_fresh(False)
    assert not panel.table.isEnabled()
    panel.set_fresh(True)
    panel.show_rows([])
    assert panel.table.isEnabled()
    assert panel.nobody.isVisible()


def test_only_what_the_person_has_chosen_is_remembered(show, click):
    panel = show(SaidPanel(), 300, 200)
    panel.set_open(True)
    assert not panel.chosen_open
    click(panel.fold)
    click(panel.fold)
    assert panel.chosen_open
    again = show(SaidPanel(), 300, 200)
    again.restore(panel.chosen_open)
    assert again.open
    assert again.chosen_open
