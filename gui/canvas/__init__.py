"""The black square that is drawn on: the pen, the eraser, the paint. Draw and Train use it.

May use model, widgets, work and look.
"""
