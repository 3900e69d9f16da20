"""What the tests of the Inspect page's parts do by hand."""


def pick(box, text):
    """As a person does by the keyboard."""
    index = box.findText(text)
    assert index >= 0, text
    box.setCurrentIndex(index)
    box.activated.emit(index)


def show(page, panel):
    page.tabs.setCurrentWidget(panel)
    return panel


def found(page):
    return page.inspector.found.evaluation


def marked(panel_list):
    return panel_list.indices().tolist()
