"""Each field of the window says what it is in words that can be put below it, for those who see no tooltip."""

from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QCheckBox, QComboBox, QLineEdit, QSlider, QWidget

from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig
from engine.training.first_batch import first_batch
from gui.train.first_batch_dialog import FirstBatchDialog
from gui.widgets.explain import Explain

FIELDS = QComboBox, QAbstractSpinBox, QLineEdit, QSlider, QCheckBox
NEED_NONE = {
    "lessonSteps": "its entries are the steps, by their titles",
    "wordSearch": "what stands in it, as long as it is empty, says what it is for",
}


def is_a_field(widget: QWidget) -> bool:
    """Not what is a part of another field."""
    return isinstance(widget, FIELDS) and not isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox)


def test_every_field_has_its_explanation(window, qtbot, qapp):
    window.data_page.glance.set_offer("Test with its own 10,000 images", False)
    for page in window.made_pages():
        window.show_page(page)
        for tab in range(page.tabs.count() if hasattr(page, "tabs") else 1):
            if hasattr(page, "tabs"):
                page.tabs.setCurrentIndex(tab)
                qapp.processEvents()
    window.show_runs()
    window.show_softmax()
    window.show_words()
    window.inspect_page.yardsticks.ask()
    dialog = FirstBatchDialog(first_batch(NetworkSpec(), TrainingConfig(), window.session.data.digits), NetworkSpec())
    qtbot.addWidget(dialog)
    dialog.show()
    ours = [each for each in QApplication.topLevelWidgets() if type(each).__module__.startswith("gui.")]
    assert len(ours) >= 6
    explains = [explain for each in ours for explain in each.findChildren(Explain)]
    explained = {field: explain for explain in explains for field in explain.fields}
    fields = [field for each in ours for field in each.findChildren(QWidget) if is_a_field(field)]
    assert len(fields) > 80
    for field in fields:
        if field.objectName() in NEED_NONE:
            continue
        explain = explained.get(field)
        assert explain is not None, f"{field.objectName()} has no “?”"
        field.show()
        assert explain.explanation(), f"{field.objectName()} says nothing"
        assert explain.called(), f"{field.objectName()} has no name"
