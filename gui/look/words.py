"""Numbers and times as people write them, and the pages' names."""

RUN_PAGES = (("Train", "trainPage"), ("Inspect", "inspectPage"), ("Draw", "drawPage"))
"""Where a run can be opened: what the page is called, and its objectName."""


def number(value: float, places: int) -> str:
    """Fixed places and a true minus sign: "−2.303"."""
    return f"{value:.{places}f}".replace("-", "−")


def duration(seconds: float) -> str:
    """ "4.2 s", "3 min 20 s", "1 h 05 min"."""
    if seconds < 59.95:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest:02d} s"
    return f"{minutes // 60} h {minutes % 60:02d} min"


def value_range(low: float, high: float) -> str:
    """ "−1 to 0"."""
    return f"{low:g} to {high:g}".replace("-", "−")
