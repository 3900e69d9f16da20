"""The rules of an early end are off when their fields are empty, and it is said what they do to the test accuracy."""

from PySide6.QtWidgets import QLabel

from engine.training.config import TrainingConfig
from gui.train.stopping_fields import ON_TEST, RULES, VALIDATION_FIELD, honest
from tests.gui.train.tools import field, write


def test_only_where_the_test_images_choose_it_is_said():
    assert honest(TrainingConfig()) == honest(TrainingConfig(patience=3, validation_fraction=0.1)) == {}
    assert honest(TrainingConfig(patience=3, target_accuracy=95.0)) == {"patience": ON_TEST}
    assert honest(TrainingConfig(target_accuracy=95.0)) == {"target_accuracy": ON_TEST}


def test_the_form_reads_them_and_marks_what_cannot_be(alone):
    config = alone.form.setup().config
    assert (config.patience, config.target_accuracy, config.validation_fraction) == (0, 0, 0)
    for one in (VALIDATION_FIELD, *RULES):
        assert (field(alone, one.object_name).text(), field(alone, one.object_name).placeholderText()) == ("", "off")
    write(alone, "patienceField", "4")
    told = alone.findChild(QLabel, "patienceFieldError")
    assert told.text() == ON_TEST
    assert told.property("role") == "muted"
    assert alone.form.more.isChecked()
    write(alone, "validationShareField", "12,5")
    write(alone, "targetField", "97.5")
    config = alone.form.setup().config
    assert (config.patience, config.target_accuracy, config.validation_fraction) == (4, 97.5, 0.125)
    assert told.text() == ""
    for name, text, said in (
        ("patienceField", "many", "not a whole number"), ("targetField", "101", "up to 100 percent"),
        ("validationShareField", "95", "1 to 90 percent"),
    ):  # fmt: skip
        write(alone, name, text)
        assert said in alone.findChild(QLabel, f"{name}Error").text()
        alone.form.reset()
    write(alone, "validationShareField", "50")
    write(alone, "batchSizeField", "9001")
    assert "9,000 training images" in alone.findChild(QLabel, "batchSizeFieldError").text()
