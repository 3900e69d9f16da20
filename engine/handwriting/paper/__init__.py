"""A photograph of paper, read as a drawing: its light, its lines, its parts, and which of them is the digit.

For whoever has a picture that a person brings; sets of images that are small already are prepared by
``engine/digits/pictures.py``.
"""
