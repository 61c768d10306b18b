"""The settings of a process under test: the real ones, with a stand-in for the built front end."""

import os
from pathlib import Path

from chuangcheng.config.settings import *  # noqa: F403 - this module is the settings, but for one

FRONTEND_FOLDER = Path(os.environ["TEST_FRONT_END"])
