"""Where a yardstick is shown, a tab that looks into networks says that there is nothing to look into."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gui.inspect.no_layers import NoLayers


def test_a_sentence_covers_the_panel_while_a_yardstick_is_shown(show):
    panel, inside = QWidget(objectName="panel"), QLabel("layers")
    QVBoxLayout(panel).addWidget(inside)
    cover = NoLayers(panel)
    show(panel, 300, 200)
    assert inside.isVisible()
    assert not cover.words.isVisible()
    cover.say("forest of 3 trees")
    assert not inside.isVisible()
    assert "forest of 3 trees" in cover.words.text()
    assert cover.words.isVisible()
    cover.say(None)
    assert inside.isVisible()
    assert not cover.words.isVisible()
