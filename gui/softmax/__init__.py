"""Softmax by hand: ten sums that are dragged, and what becomes of them. A window of its own.

A feature: no other feature knows it; the shell opens it for those who ask.
"""
