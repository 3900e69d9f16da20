"""Several digits beside each other, told apart: on the canvas by their strokes, in a picture by what hangs together.

Knows the ink and pictures; a network says how much each part looks like a digit. Whoever shows a drawing uses it.
"""
