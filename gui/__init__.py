"""Windows only: no arithmetic on data that the engine could do.

shell -> features -> canvas, widgets, model -> work, look.
"""
