"""Components are scikit-learn's; an image is rebuilt from as many as the slider, the field or a click say."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sklearn.decomposition import PCA

from engine.digits.dataset import Digits
from engine.errors import UserError
from engine.one_thread import one_thread
from gui.data import components_panel
from gui.data.components_panel import STOPS, ComponentsPanel, find_components, rebuilt_words
from gui.data.page import COMPONENTS, DataPage


@pytest.fixture
def panel(show, few_digits):
    made = show(ComponentsPanel(), 800, 560)
    made.wait(few_digits)
    made.show_components(find_components(few_digits))
    return made


def test_pictures_shares_and_rebuilt_images_are_scikit_learns(panel, few_digits):
    flat = few_digits.images.reshape(300, 784).astype(np.float64)
    with one_thread():
        theirs = PCA(svd_solver="full").fit(flat)
    for place in range(12):
        ours = panel.grid._values[place].reshape(-1)
        np.testing.assert_allclose(np.abs(ours), np.abs(theirs.components_[place]), atol=1e-8)
    np.testing.assert_allclose(panel.curve._shares[1:40], np.cumsum(theirs.explained_variance_ratio_)[:39])
    panel.field.setValue(20)
    along = theirs.transform(flat[:1])[:, :20]
    rebuilt = np.clip(np.rint(theirs.mean_ + along @ theirs.components_[:20]), 0, 255).reshape(28, 28)
    assert np.abs(panel.rebuilt.image().astype(int) - rebuilt).max() <= 1
    assert (panel.original.image() == few_digits.images[0]).all()
    share = 100 * theirs.explained_variance_ratio_[:20].sum()
    assert panel.words.text() == f"From 20 components of 300: {share:.1f} % of the variance."


def test_slider_field_and_a_click_on_a_component_say_the_same(panel):
    panel.slider.setValue(STOPS.index(25))
    assert panel.field.value() == 25
    panel.field.setValue(27)
    assert panel.slider.value() == STOPS.index(25)
    assert panel.count() == 27
    QTest.mouseClick(panel.grid.viewport(), Qt.MouseButton.LeftButton, pos=panel.grid.rect_of(2).center().toPoint())
    assert panel.count() == 3
    panel.slider.setFocus()
    QTest.keyClick(panel.slider, Qt.Key.Key_Right)
    assert panel.count() == 4


def test_no_component_is_the_mean_and_all_are_the_image(panel, few_digits):
    panel.field.setValue(0)
    assert np.abs(panel.rebuilt.image() - few_digits.images.mean(0)).max() <= 0.5
    assert "mean image" in panel.words.text()
    panel.field.setValue(panel.field.maximum())
    assert (panel.rebuilt.image() == panel.original.image()).all()
    assert "the image itself" in panel.words.text()


def test_another_image_is_another_one(panel, click, few_digits):
    before = panel.original.image()
    click(panel.another)
    assert (panel.original.image() != before).any()


def test_the_pointer_reads_the_curve(panel, point):
    point(panel.curve.plot, 50.2, 40)
    assert panel.curve.reading() == f"50 components: {100 * panel.curve._shares[50]:.1f} %"
    point(panel.curve.plot, -3, 40)
    assert panel.curve.reading() == ""


def test_of_very_many_images_some_are_taken_and_that_is_said(few_digits, monkeypatch):
    monkeypatch.setattr(components_panel, "MOST", 100)
    found = find_components(few_digits)
    assert found.count == 100
    assert "100 of the 300 images" in components_panel.lesson(found)


def test_one_component_alone_is_said_so():
    assert rebuilt_words(1, 784, 0.1) == "From 1 component of 784: 10.0 % of the variance."


def test_the_page_finds_them_when_the_tab_is_seen_and_for_another_set_anew(page_of, session, few_digits, wait):
    page = page_of(DataPage)
    session.data.set_digits(few_digits)
    assert "components" not in page.__dict__
    page.tabs.setCurrentIndex(COMPONENTS)
    wait(lambda: page.components._found is not None)
    found = page.components._found
    page.tabs.setCurrentIndex(0)
    page.tabs.setCurrentIndex(COMPONENTS)
    assert page.components._found is found  # cheap to come back to
    session.data.set_digits(Digits(few_digits.images[:1], few_digits.labels[:1], "one"))
    wait(lambda: "two images" in page.components.lesson.text())
    assert not page.components.slider.isEnabled()
    with pytest.raises(UserError):
        find_components(session.data.digits)
