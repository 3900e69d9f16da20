"""The Data page shows the digits, opens others, and says what is applied to them."""

import numpy as np

from gui.data.page import DataPage
from tests.gui.data.tools import some_digits


def test_before_there_are_digits_the_page_waits(page_of):
    page = page_of(DataPage)
    page.refresh()
    page.show_digit(3)
    assert "Loading" in page.glance.facts.text()


def test_the_set_is_told_at_a_glance_and_the_test_set_that_comes_with_another_is_offered_and_used(
    page, window, wait, click, tmp_path
):
    data = window.session.data
    assert "20,000 images of 10 digits" in page.glance.facts.text()
    assert "0 to 255" in page.glance.facts.text()
    assert "Ships with Inkling" in page.glance.origin.text()
    assert f"7: {(data.digits.labels == 7).sum():,}" in page.glance.bars.accessibleDescription()
    assert np.abs(page.glance.mean.image() - data.digits.images.mean(0)).max() <= 0.5

    assert page.minimumSizeHint().width() <= 1100 - 90, "it fits its room"
    assert window.size().width() == 1100
    names = [child.objectName() for child in window.findChildren(object) if child.objectName()]
    ours = {
        child.objectName()
        for child in page.findChildren(object)
        if child.objectName() and not child.objectName().startswith(("qt_", "Scroll"))  # Qt's own
    }
    assert all(names.count(name) == 1 for name in ours), [name for name in ours if names.count(name) > 1]

    digits, test = some_digits(), some_digits(count=20)
    np.savez(tmp_path / "k.npz", x_train=digits.images, y_train=digits.labels, x_test=test.images, y_test=test.labels)
    window.opener.open(tmp_path / "k.npz")
    wait(lambda: len(data.digits) == 60)
    assert page.glance.own_test.isVisible()
    assert "60 train, 20 test" in window.findChild(object, "digitsStatus").text()
    assert np.array_equal(data.test_digits.images, test.images)
    click(page.glance.own_test)
    assert data.test_digits is None
    assert "54 train, 6 test" in window.findChild(object, "digitsStatus").text()
