"""What windows need to work at all: tasks beside the GUI thread, and the user's folder and settings.

Knows no other room of gui/; everybody may use it.
"""
