"""The Train page: the form, the live curves, the diagram, the digit to watch.

A feature: no other feature knows it.
"""
