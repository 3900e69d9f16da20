"""How far a training is, in words and as a bar."""

from PySide6.QtWidgets import QWidget


def test_progress_says_epoch_speed_and_time(window, click, wait):
    window.train_page.form.set_values({"epochs": "300"})
    click(window.train_page.start)
    wait(lambda: "left" in window.progress.words())
    for part in ("epoch ", "/300", "s each", "gone"):
        assert part in window.progress.words()
    assert window.findChild(QWidget, "progressBar").value() > 0
