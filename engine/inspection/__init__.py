"""What a network gets right and wrong, and why: by whole sets, by one image, by its weights, and by maps of its
layers.

Knows digits, networks, training and runs.
"""
