"""What a network gets right and wrong, and why: by whole sets, by one image, and by its weights.

Knows digits, networks, training and runs.
"""
