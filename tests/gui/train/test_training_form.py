"""What the form says, and what of it cannot be."""

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from engine.numbers import Marks, marks, use
from gui.look import theme
from gui.train.training_form import TrainingForm
from tests.gui.train.tools import field, write


def test_the_form_starts_with_the_lesson(alone):
    setup = alone.form.setup()
    assert setup.spec.hidden == (64, 32, 32)
    assert (setup.config.epochs, setup.config.batch_size, setup.config.learning_rate) == (60, 32, 0.01)
    assert setup.test_fraction == pytest.approx(0.1)


@pytest.mark.parametrize("country", ["de_DE", "en_US", "fr_CH", "ar_EG"])
def test_a_fraction_is_read_alike_in_every_country(alone, country):
    QLocale.setDefault(QLocale(country))
    try:
        for text in ("0.001", "0,001"):
            write(alone, "learningRateField", text)
            assert alone.form.setup().config.learning_rate == 0.001
    finally:
        QLocale.setDefault(QLocale.system())


def test_what_is_remembered_in_one_country_means_the_same_in_another(alone):
    before, form = marks(), alone.form
    try:
        use(Marks(",", "."))
        form.reset()
        form.set_values({"learning_rate": "0.25", "test_fraction": "12.125"})
        assert field(alone, "learningRateField").text() == "0,25"
        assert field(alone, "testShareField").text() == "12,1250"  # "12,125" might be twelve thousand
        write(alone, "momentumField", "0,9")
        remembered = form.values()
        assert (remembered["learning_rate"], remembered["momentum"]) == ("0.25", "0.9")
        use(Marks(".", ","))
        form.set_values(remembered)
        assert field(alone, "momentumField").text() == "0.9"
        assert (form.setup().config.learning_rate, form.setup().test_fraction) == (0.25, 0.12125)
    finally:
        use(before)


def test_an_example_of_a_number_has_the_mark_of_the_country(alone):
    before = marks()
    try:
        use(Marks(",", "."))
        write(alone, "learningRateField", "x")
        assert alone.form.error() == "“x” is not a number: write one like 0,01."
    finally:
        use(before)


BAD = [
    ("hiddenField", "64,,x", "empty place"),
    ("hiddenField", "64,x", "not a whole number"),
    ("hiddenField", "0", "0 units"),
    ("hiddenField", "1000000", "1,000,000 units"),
    ("hiddenField", "10000, 10000", "parameters"),
    ("learningRateField", "0", "over 0"),
    ("learningRateField", "abc", "not a number"),
    ("learningRateField", "nan", "not a number"),
    ("learningRateField", "1,000", "read in two ways"),
    ("learningRateField", "1.000,5", "not a number"),
    ("epochsField", "1,000", "read in two ways"),
    ("epochsField", "1_000", "whole number"),
    ("learningRateField", "-1", "over 0"),
    ("epochsField", "0", "1 to"),
    ("epochsField", "2.5", "whole number"),
    ("batchSizeField", "0", "at least one"),
    ("batchSizeField", "18001", "larger than the 18,000 training images"),
    ("testShareField", "0", "1 to 90"),
    ("seedField", "-1", "seed"),
    ("dropoutField", "1", "under 1"),
]


def test_a_bad_value_is_told_at_its_field_and_nothing_can_start(alone, click, session):
    page = alone
    for name, text, said in BAD:
        write(page, name, text)
        told = page.findChild(QLabel, f"{name}Error")
        assert told.isVisible(), text
        assert said in told.text()
        assert field(page, name).property("wrong")
        click(page.start)
        assert session.training.run is None
        page.form.reset()
        assert not told.isVisible()
        assert not field(page, name).property("wrong")
        assert page.start.isEnabled()


def test_a_value_that_is_hardly_meant_gets_a_word_and_can_be_trained_with(alone):
    write(alone, "learningRateField", "3")
    told = alone.findChild(QLabel, "learningRateFieldError")
    assert told.text() == "Most use 0.001 to 0.5 with SGD."
    assert told.property("role") == "muted"
    assert not field(alone, "learningRateField").property("wrong")
    assert alone.start.isEnabled()
    write(alone, "learningRateField", "x")
    assert told.property("role") == "error"
    alone.form.reset()
    assert not told.isVisible()


@pytest.mark.parametrize(("optimizer", "rate"), [("rmsprop", "0.001"), ("adam", "0.001"), ("sgd", "0.01")])
def test_choosing_an_optimiser_proposes_a_learning_rate(alone, optimizer, rate):
    page = alone
    chooser = field(page, "optimizerField")
    chooser.setCurrentIndex(1 if optimizer == "sgd" else 0)
    chooser.setCurrentIndex(chooser.findData(optimizer))
    assert field(page, "learningRateField").text() == rate


def test_undo_in_the_field_brings_the_own_learning_rate_back(alone):
    page = alone
    write(page, "learningRateField", "0.3")
    chooser = field(page, "optimizerField")
    chooser.setCurrentIndex(chooser.findData("adam"))
    field(page, "learningRateField").undo()
    assert field(page, "learningRateField").text() == "0.3"


def marked(form):
    return [name for name, label in form._labels.items() if label.text().endswith(" •")]


def test_fields_that_say_something_else_than_the_run_beside_them_are_marked(page, click, wait, training):
    page.form.set_values({"hidden": "8,8", "epochs": "1"})
    assert marked(page.form) == []
    click(page.start)
    wait(lambda: not training.under_way)
    assert marked(page.form) == []  # 8,8 is 8, 8
    page.form.set_values({"hidden": "8", "output": "softmax"})
    assert marked(page.form) == ["hidden", "output"]
    assert page.form._labels["hidden"].toolTip().endswith("made with something else: 8, 8.")
    assert page.form._labels["output"].toolTip().endswith("made with something else: log-softmax (−log p).")
    page.form.set_values({"hidden": "8, 8", "output": "log_softmax"})
    assert marked(page.form) == []


def test_what_is_wrong_takes_nothing_from_the_fields_beside_it(qapp, qtbot):
    """Its words are long enough for two lines in a narrower form, and take one in this."""
    theme.apply(qapp)
    held, below, form = QWidget(), QWidget(), TrainingForm()
    below.setMinimumHeight(200)
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 8, 0)
    column.addWidget(form)
    column.addWidget(below, 1)
    scroll = QScrollArea(widgetResizable=True, frameShape=QScrollArea.Shape.NoFrame)
    scroll.setWidget(held)
    qtbot.addWidget(scroll)
    scroll.resize(300, 430)
    with qtbot.waitExposed(scroll):
        scroll.show()
    form.set_values({"learning_rate": "much"})
    for _round in range(3):  # what is laid out has what it stands in laid out
        qapp.processEvents()
    words, row = form._errors["learning_rate"], form._editors["learning_rate"].parentWidget()
    assert words.isVisible()
    assert row.height() >= row.minimumSizeHint().height()
