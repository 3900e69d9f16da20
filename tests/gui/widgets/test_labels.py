"""Labels look as their role says, and those that yield widen nothing."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.look import theme
from gui.widgets.labels import label, narrow_label

LONG = "a title that is much longer than what it stands above " * 5


def test_a_label_has_its_role_its_words_and_what_qt_knows(qtbot):
    made = label("muted", "words", objectName="someLabel", wordWrap=True)
    qtbot.addWidget(made)
    assert (made.property("role"), made.text(), made.objectName(), made.wordWrap()) == (
        "muted", "words", "someLabel", True,
    )  # fmt: skip


def test_the_role_changes_how_it_looks(qtbot, qapp):
    theme.apply(qapp)
    plain, title = label("", "title"), label("pageTitle", "title")
    for made in (plain, title):
        qtbot.addWidget(made)
        made.ensurePolished()
    assert title.fontInfo().pixelSize() > plain.fontInfo().pixelSize()


def test_only_a_narrow_label_leaves_what_it_stands_in_as_it_was(qtbot):
    for make, yields in ((label, False), (narrow_label, True)):
        panel = QWidget()
        qtbot.addWidget(panel)
        QVBoxLayout(panel).addWidget(make("plotTitle", LONG))
        assert (panel.minimumSizeHint().width() < 100) is yields
