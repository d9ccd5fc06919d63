"""What the settings say, as this app wants it."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from packages.addresses import Addresses
from packages.wordpress_org.http import Sources

RATE_FILE = "wordpress-org.rate"  # all processes of the machine share it


def addresses() -> Addresses:
    return Addresses(
        packages=settings.PACKAGES_URL,
        metadata=settings.PACKAGES_METADATA_URL,
        downloads=settings.PACKAGES_WORDPRESS_ORG_DOWNLOADS,
        plugins_svn=settings.PACKAGES_WORDPRESS_ORG_PLUGINS_SVN,
        themes_svn=settings.PACKAGES_WORDPRESS_ORG_THEMES_SVN,
    )


def storage() -> Path:
    """Return the folder of the repository, the logs and the locks."""
    return Path(settings.PACKAGES_STORAGE)


def sources() -> Sources:
    version = settings.SPECTACULAR_SETTINGS["VERSION"]  # of all that is released here
    return Sources(
        api=settings.PACKAGES_WORDPRESS_ORG_API,
        plugins_svn=settings.PACKAGES_WORDPRESS_ORG_PLUGINS_SVN,
        themes_svn=settings.PACKAGES_WORDPRESS_ORG_THEMES_SVN,
        rate=settings.PACKAGES_WORDPRESS_ORG_RATE,
        user_agent=f"restart-packages/{version} (+{settings.PACKAGES_URL})",
        limiter=storage() / RATE_FILE,
    )
