"""Lets ``python -m chuangcheng`` do what the console script does."""

import sys

from chuangcheng.entrypoints.cli import main

if __name__ == "__main__":
    sys.exit(main())
