"""Each field of the window says what it is in words that can be put below it, for those who see no tooltip."""

import pytest
from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QComboBox, QLineEdit, QSlider, QWidget

from gui.widgets.explain import Explain
from tests.gui.shell.walking import tabs_of, windows

FIELDS = QComboBox, QAbstractSpinBox, QLineEdit, QSlider, QCheckBox
NEED_NONE = {
    "lessonSteps": "its entries are the steps, by their titles",
    "wordSearch": "what stands in it, as long as it is empty, says what it is for",
    "keySearch": "the same",
    **dict.fromkeys([f"className{number}Field" for number in range(3)], "the sentence above them says what to write"),
}


def is_a_field(widget: QWidget) -> bool:
    """Not what is a part of another field."""
    return isinstance(widget, FIELDS) and not isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox)


def unexplained(top: QWidget):
    """Of each field: what it lacks."""
    explained = {field: explain for explain in top.findChildren(Explain) for field in explain.fields}
    for field in filter(is_a_field, top.findChildren(QWidget)):
        if field.objectName() in NEED_NONE:
            continue
        explain = explained.get(field)
        if explain is None:
            yield f"{field.objectName()} has no “?”"
            continue
        field.show()
        if not explain.explanation():
            yield f"{field.objectName()} says nothing"
        if not explain.called():
            yield f"{field.objectName()} has no name"


@pytest.mark.usefixtures("few_ship")
def test_every_field_has_its_explanation(window, wait):
    window.data_page.glance.set_offer("Test with its own 10,000 images", False)
    for page in window.made_pages():
        window.show_page(page)
        for _tab in tabs_of(page):
            pass
    assert len([field for field in window.findChildren(QWidget) if is_a_field(field)]) > 70
    found = list(unexplained(window))
    for beside in windows(window, wait):
        found += unexplained(beside)
    assert not found
