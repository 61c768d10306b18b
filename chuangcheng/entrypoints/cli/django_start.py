"""Starts Django for the commands that need it; the settings are named, never imported."""

import os
from pathlib import Path

SETTINGS = "chuangcheng.config.settings"
LOOK_ONLY = "CHUANGCHENG_LOOK_ONLY"
"""Tells the settings that nothing may be created."""


def start_django(*, look_only: bool = False) -> None:
    """Set Django up with the settings of the environment.

    With ``look_only`` neither the state folder nor a key is made where there is none.
    Raises ``domain.errors.Refused`` where the environment is half-filled: the settings say
    which variable is missing.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    if look_only:
        os.environ[LOOK_ONLY] = "1"
    import django

    django.setup()


def database_is_missing() -> bool:
    """Tell whether the SQLite file has yet to be made.

    Connecting would make it, which is no business of who only looks.
    """
    from django.db import connection

    name = str(connection.settings_dict["NAME"])
    in_memory = not name or name == ":memory:" or name.startswith("file:")
    return connection.vendor == "sqlite" and not in_memory and not Path(name).exists()


def unapplied_migrations() -> list[str]:
    """Return the migrations that the database still needs, in order, as ``app.name``."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
