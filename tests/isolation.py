"""A pytest plugin that gives each run its own state folder.

pytest-django reads the settings before any conftest is loaded, and the settings write a key and a
database into the state folder; so the folder is chosen here, in a plugin named on the command line
of every run (pyproject.toml), and never is the developer's own.
"""

import atexit
import os
import shutil
import tempfile

STATE = tempfile.mkdtemp(prefix="chuangcheng-test-")
os.environ["CHUANGCHENG_HOME"] = STATE
atexit.register(shutil.rmtree, STATE, ignore_errors=True)

# Set on a developer's machine for a large installation, these would turn a test run against it.
# DATABASE_URL is kept: `make test-postgres` says with it which database the tests run on.
UNSET = (
    "DATABASE_REPLICA_URL",
    "FILES_URL",
    "JOBS",
    "CACHE_URL",
    "NOTICES_URLS",
    "PUBLIC_URL",
    "SECRET_KEY",
    "SECRET_KEY_FILE",
    "ENCRYPTION_KEYS",
    "ENCRYPTION_KEYS_FILE",
    "PROXIES",
    "SIGN_IN_URLS",
    "SIGN_IN_URLS_FILE",
    "DEMO",
    "DEBUG",
    "LOG_LEVEL",
)
for name in UNSET:
    os.environ.pop(name, None)
