"""A full-text index over what names a package. Triggers keep it; counters don't touch it."""

from __future__ import annotations

from django.db import migrations

COLUMNS = "slug, display_name, description, author"
NEW = "new.id, new.slug, new.display_name, new.description, new.author"
OLD = "old.id, old.slug, old.display_name, old.description, old.author"
ADD = f"INSERT INTO packages_search (rowid, {COLUMNS}) VALUES ({NEW});"  # noqa: S608 -- our words
REMOVE = (
    f"INSERT INTO packages_search (packages_search, rowid, {COLUMNS}) "  # noqa: S608 -- our words
    f"VALUES ('delete', {OLD});"
)
SEARCH = f"""
CREATE VIRTUAL TABLE packages_search USING fts5(
    {COLUMNS},
    content='packages_package', content_rowid='id',
    tokenize="unicode61 remove_diacritics 2", prefix='2 3'
)
"""


def trigger(name: str, event: str, actions: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        [
            f"CREATE TRIGGER packages_search_{name} AFTER {event} ON packages_package "
            f"BEGIN {actions} END"
        ],
        f"DROP TRIGGER packages_search_{name}",
    )


class Migration(migrations.Migration):
    dependencies = [("packages", "0001_initial")]

    operations = [
        migrations.RunSQL([SEARCH], "DROP TABLE packages_search"),
        trigger("insert", "INSERT", ADD),
        trigger("delete", "DELETE", REMOVE),
        trigger("update", f"UPDATE OF {COLUMNS}", REMOVE + ADD),
    ]
