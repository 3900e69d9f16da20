"""What the pages stand in: the program's start and end, the main window, its menus, strips and dialogs.

Knows every feature; nobody but main.py knows it.
"""
