"""Starts Django for the commands that need it; the settings are named, never imported."""

import os

SETTINGS = "chuangcheng.config.settings"


def start_django() -> None:
    """Set Django up with the settings of the environment.

    Raises ``domain.errors.Refused`` where the environment is half-filled: the settings say
    which variable is missing.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django

    django.setup()


def unapplied_migrations() -> list[str]:
    """Return the migrations that the database still needs, in order, as ``app.name``."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
