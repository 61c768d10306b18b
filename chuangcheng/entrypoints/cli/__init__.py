"""The door of the command line: ``chuangcheng`` and ``python -m chuangcheng``."""

from chuangcheng.entrypoints.cli.program import main

__all__ = ["main"]
