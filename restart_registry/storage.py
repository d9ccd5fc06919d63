from __future__ import annotations

from django.urls import get_script_prefix
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StagePrefixStaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # WhiteNoise has no types
    """
    Puts API Gateway's stage (/production) before the addresses of static files.

    Django works STATIC_URL out once, when the prefix isn't known yet (its ticket
    34028), so that the admin is unstyled on a stage's own address.
    """

    def url(self, name: str | None, force: bool = False) -> str:
        return get_script_prefix().rstrip("/") + str(super().url(name, force))
