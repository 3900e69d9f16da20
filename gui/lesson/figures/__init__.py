"""The lesson's own pictures and small tools, a file each; ``shelf`` makes one by its name. The strip uses them."""
