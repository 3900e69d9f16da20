"""Augmentation is chosen on the Train page, under "More", and can be seen before anything is trained."""

import pytest
from PySide6.QtWidgets import QComboBox, QPushButton, QToolButton

from engine.digits.bundle import bundled
from engine.training.augmentation import SHOWN
from gui.train.page import TrainPage


@pytest.fixture
def page(session, page_of, click):
    """The page without its window."""
    made = page_of(TrainPage)
    session.data.set_digits(bundled())
    click(made.form.findChild(QToolButton, "moreButton"))
    return made


def choose(page, kind):
    box = page.form.findChild(QComboBox, "augmentationField")
    box.setCurrentIndex(box.findData(kind))


def preview_button(page):
    return page.form.findChild(QPushButton, "previewButton")


@pytest.fixture
def dialog(page, click, wait):
    choose(page, "affine")
    click(preview_button(page))
    dialog = page.preview.dialog
    wait(lambda: dialog.augmented.images() is not None)
    yield dialog
    dialog.close()


def test_the_lesson_has_none_and_so_nothing_to_preview(page):
    assert page.form.setup().config.augmentation == "none"
    assert not preview_button(page).isEnabled()


def test_the_preview_shows_variants_of_one_image_of_each_digit(page, dialog):
    images = dialog.augmented.images()
    assert images.shape == (10, 1 + SHOWN, 28, 28)
    assert (images[:, :1] != images[:, 1:]).any(axis=(2, 3)).all()
    assert page.start.isEnabled()


def test_another_draw_shows_other_images(dialog, click, wait):
    before = dialog.augmented.images()
    click(dialog.another)
    wait(lambda: dialog.augmented.images() is not before)
    assert (dialog.augmented.images()[:, 0] != before[:, 0]).any()


def test_the_open_preview_follows_the_form(page, dialog, wait):
    before = dialog.augmented.images()
    choose(page, "elastic")
    wait(lambda: dialog.augmented.images() is not before)
    assert (dialog.augmented.images()[:, 0] == before[:, 0]).all()
    assert (dialog.augmented.images()[:, 1:] != before[:, 1:]).any()


def test_every_row_and_column_lies_inside_the_dialog(dialog):
    view = dialog.augmented
    for column in range(10):
        for row in range(1 + SHOWN):
            assert view.rect().contains(view.cell(column, row).toAlignedRect())


def test_a_run_is_trained_with_what_is_chosen(session, page, click, wait):
    choose(page, "both")
    page.form.set_values({"epochs": "1"})
    click(page.start)
    wait(lambda: not session.training.under_way)
    assert session.training.run.config.augmentation == "both"
    assert session.training.run.history.count == 2
