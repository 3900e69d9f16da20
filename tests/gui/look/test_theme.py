"""One look in light and dark, which changes while it is shown, and data colours that are seen in both."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from gui.look import theme

ROLES = QPalette.ColorRole
TEXT_ON = [
    (ROLES.WindowText, ROLES.Window),
    (ROLES.Text, ROLES.Base),
    (ROLES.Text, ROLES.AlternateBase),
    (ROLES.ButtonText, ROLES.Button),
    (ROLES.ToolTipText, ROLES.ToolTipBase),
    (ROLES.HighlightedText, ROLES.Highlight),
    (ROLES.PlaceholderText, ROLES.Base),
    (ROLES.PlaceholderText, ROLES.Window),
    (ROLES.Link, ROLES.Window),
]


def luminance(color):
    """Relative luminance as WCAG 2 defines it, 0..1."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.getRgbF()[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def app(qapp):
    theme.apply(qapp)
    yield qapp
    theme.set_scheme(qapp, "system")
    theme.set_contrast(qapp, "system")


def test_the_style_is_fusion_on_every_system(app):
    sheet = app.styleSheet()
    app.setStyleSheet("")  # while there is one, the style is a nameless one that wraps Fusion
    assert app.style().objectName().lower() == "fusion"
    app.setStyleSheet(sheet)


def test_where_the_platform_knows_no_schemes_it_is_light(app):
    assert app.styleHints().colorScheme() == Qt.ColorScheme.Unknown
    assert not theme.is_dark(app)
    assert theme.scheme(app) == "system"


def test_a_window_that_is_shown_changes_at_once(app, qtbot):
    label = QLabel("7")
    qtbot.addWidget(label)
    label.show()
    for scheme, dark in (("dark", True), ("light", False), ("dark", True), ("system", False)):
        theme.set_scheme(app, scheme)
        assert theme.scheme(app) == scheme
        assert theme.is_dark(label) is dark
        assert theme.is_dark(app) is dark
        corner = label.grab().toImage().pixelColor(0, 0)
        assert (corner.lightness() < 128) is dark
        assert (QToolTip.palette().color(ROLES.ToolTipBase).lightness() < 128) is dark


class Polished(QLabel):
    """Counts how often it is given its style."""

    times = 0

    def changeEvent(self, event):
        self.times += event.type() == QEvent.Type.StyleChange
        super().changeEvent(event)


def within(widget, depth):
    """``widget`` in a box in a box …"""
    for _ in range(depth):
        box = QWidget()
        QVBoxLayout(box).addWidget(widget)
        widget = box
    return widget


def test_a_change_costs_a_widget_no_more_for_standing_deep_in_others(app, qtbot):
    shallow, deep = Polished("7"), Polished("7")
    boxes = within(shallow, 1), within(deep, 12)
    for box in boxes:
        qtbot.addWidget(box)
        box.show()
    shallow.times = deep.times = 0
    theme.set_scheme(app, "dark")
    assert 0 < deep.times <= shallow.times


def a_form(qtbot):
    """Longer than its window, scrolled to its end: the area, with widgets that the style sheet knows by their roles."""
    inside, area = QWidget(), QScrollArea(widgetResizable=True)
    column = QVBoxLayout(inside)
    for number in range(30):
        title = QLabel(f"Field {number}")
        title.setProperty("role", ("pageTitle", "muted", "plotTitle", "error")[number % 4])
        for widget in (title, QLineEdit("0.1"), QPushButton("Set")):
            column.addWidget(widget)
    area.setWidget(inside)
    qtbot.addWidget(area)
    with qtbot.waitExposed(area):
        area.show()
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    return area


def test_what_is_scrolled_stays_where_it_is(app, qtbot):
    form = a_form(qtbot)
    bar = form.verticalScrollBar()
    place = bar.value()
    assert place > 0
    theme.set_scheme(app, "dark")
    app.processEvents()
    assert bar.value() == bar.maximum() == place


def test_there_and_back_it_looks_as_before(app, qtbot):
    form = a_form(qtbot)
    before = form.grab().toImage()
    theme.set_scheme(app, "dark")
    assert form.grab().toImage() != before
    theme.set_scheme(app, "light")
    app.processEvents()
    assert form.grab().toImage() == before


def test_the_system_is_followed_only_where_nothing_else_was_asked_for(app, monkeypatch):
    def system_becomes(scheme):
        monkeypatch.setattr(theme, "_system_scheme", lambda app: scheme)
        app.styleHints().colorSchemeChanged.emit(scheme)

    system_becomes(Qt.ColorScheme.Dark)
    assert theme.is_dark(app)
    theme.set_scheme(app, "light")
    assert not theme.is_dark(app)
    system_becomes(Qt.ColorScheme.Dark)
    assert not theme.is_dark(app)
    theme.set_scheme(app, "system")
    assert theme.is_dark(app)
    system_becomes(Qt.ColorScheme.Light)
    assert not theme.is_dark(app)


def test_an_unknown_scheme_is_refused(app):
    with pytest.raises(ValueError, match="sepia"):
        theme.set_scheme(app, "sepia")


def test_applying_twice_is_applying_once(app):
    sheet = app.styleSheet()
    theme.apply(app)
    assert app.styleSheet() == sheet


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read(app, scheme):
    theme.set_scheme(app, scheme)
    palette = app.palette()
    for text, ground in TEXT_ON:
        assert contrast(palette.color(text), palette.color(ground)) >= 4.5, (text, ground)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["TRAIN", "TEST", "BEST", "BAR", "WINNER", "RIGHT", "WRONG"])
def test_data_can_be_seen_on_both_backgrounds(app, scheme, name):
    theme.set_scheme(app, scheme)
    assert contrast(QColor(getattr(theme, name)), app.palette().color(ROLES.Window)) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_disabled_button_looks_disabled(app, qtbot, scheme):
    theme.set_scheme(app, scheme)
    button = QPushButton("Start")
    qtbot.addWidget(button)
    enabled = button.grab().toImage()
    button.setEnabled(False)
    assert button.grab().toImage() != enabled


def test_figures_are_equally_wide(app):
    metrics = QFontMetricsF(theme.digits_font(QApplication.font()))
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_a_blend_is_between_its_colours():
    assert theme.blend(QColor("#000000"), QColor("#FF8000"), 0.0) == QColor("#000000")
    assert theme.blend(QColor("#000000"), QColor("#FF8000"), 1.0).name() == "#ff8000"
    assert theme.blend(QColor("#000000"), QColor("#FFFFFF"), 0.5).name() in ("#7f7f7f", "#808080")


@pytest.mark.parametrize("count", [1, 2, 5, 20])
def test_a_list_that_is_folded_out_shows_every_entry_whole(app, qtbot, count):
    field = QComboBox(maxVisibleItems=20)
    field.addItems([f"Entry {number}" for number in range(count)])
    qtbot.addWidget(field)
    field.show()
    for _ in range(2):  # the first time was right also when the later ones were not
        QTest.mouseClick(field, Qt.MouseButton.LeftButton)
        rows, view = field.view().sizeHintForRow(0) * count, field.view()
        qtbot.waitUntil(lambda view=view, rows=rows: view.isVisible() and view.viewport().height() >= rows)
        assert not view.verticalScrollBar().maximum()
        field.hidePopup()


DATA = ("TRAIN", "TEST", "VALIDATION", "BEST", "BAR", "WINNER", "RIGHT", "WRONG", "FAINT")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_high_contrast_has_what_wcag_asks_for(app, scheme):
    theme.set_scheme(app, scheme)
    theme.set_contrast(app, "on")
    color = app.palette().color
    for text, ground in [*TEXT_ON, (ROLES.ButtonText, ROLES.Midlight), (ROLES.LinkVisited, ROLES.Window)]:
        assert contrast(color(text), color(ground)) >= 7, (text, ground)
    for line in (ROLES.Mid, ROLES.Accent, ROLES.Highlight):
        for ground in (ROLES.Window, ROLES.Base, ROLES.Button):
            assert contrast(color(line), color(ground)) >= 3, (line, ground)
    for name in DATA:
        assert contrast(QColor(getattr(theme, name)), theme.plot_background(app.palette())) >= 3, name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_can_be_seen_in_both_looks(app, scheme):
    theme.set_scheme(app, scheme)
    for ground in (ROLES.Window, ROLES.Base, ROLES.Button):
        assert contrast(app.palette().color(ROLES.Accent), app.palette().color(ground)) >= 3, ground


def test_lines_are_thicker_in_high_contrast_and_there_and_back_it_looks_as_before(app, qtbot):
    form = a_form(qtbot)
    app.processEvents()
    before, sheet = form.grab().toImage(), app.styleSheet()
    theme.set_contrast(app, "on")
    app.processEvents()
    assert theme.is_high_contrast(app)
    assert form.grab().toImage() != before
    button = form.findChild(QPushButton).grab().toImage()
    assert sum(button.pixelColor(button.width() // 2, y) == QColor("black") for y in range(3)) == 2
    theme.set_contrast(app, "off")
    app.processEvents()
    assert app.styleSheet() == sheet
    assert form.grab().toImage() == before


def test_the_contrast_of_the_system_is_followed_only_where_nothing_else_was_asked_for(app, monkeypatch):
    def system_becomes(preference):
        monkeypatch.setattr(theme.contrast, "system_preference", lambda app: preference)
        hints = app.styleHints()
        hints.accessibility().contrastPreferenceChanged.emit(preference)

    def is_black_on_white():
        return app.palette().color(ROLES.Window) == QColor("white")

    system_becomes(Qt.ContrastPreference.HighContrast)
    assert is_black_on_white()
    theme.set_contrast(app, "off")
    assert not is_black_on_white()
    theme.set_contrast(app, "system")
    assert is_black_on_white()
    system_becomes(Qt.ContrastPreference.NoPreference)
    assert not is_black_on_white()


def test_an_unknown_contrast_is_refused(app):
    with pytest.raises(ValueError, match="more"):
        theme.set_contrast(app, "more")
