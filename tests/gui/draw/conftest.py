"""The Draw page in the real window."""

import pytest


@pytest.fixture
def page(window):
    window.pages.setCurrentWidget(window.draw_page)
    return window.draw_page
