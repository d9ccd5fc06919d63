"""A second database beside the one that DATABASE_URL names."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor

from restart_registry.database.configuration import database_settings

TARGET = "target"


class UnusableTarget(Exception):
    """Carries a sentence that says why."""


def connect_target(url: str) -> None:
    """Make a database known as TARGET. Raises UnusableTarget, without its password."""
    try:
        every = {"default": {}, TARGET: database_settings(url)}
        connections.databases[TARGET] = connections.configure_settings(every)[TARGET]
        connections[TARGET].ensure_connection()
    except ImproperlyConfigured as exc:
        raise UnusableTarget(str(exc)) from exc
    except DatabaseError as exc:
        raise UnusableTarget(f"It can't be reached: {exc}") from exc


def unapplied_migrations(alias: str) -> list[str]:
    executor = MigrationExecutor(connections[alias])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [str(migration) for migration, _ in plan]
