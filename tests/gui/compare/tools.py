"""What the tests of the Compare page's parts do by hand."""

import multiprocessing


def workers():
    return [child for child in multiprocessing.active_children() if child.name == "inkling-run"]


def choose(menu, *words):
    """Open a menu, and of it and its menus what begins with ``words``."""
    menu.aboutToShow.emit()
    for word in words[:-1]:
        menu = next(action for action in menu.actions() if action.text().startswith(word)).menu()
    next(action for action in menu.actions() if action.text().startswith(words[-1])).trigger()
