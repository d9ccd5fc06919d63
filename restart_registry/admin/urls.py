"""The admin's pages. urls.py only names this: most processes never show one."""

from __future__ import annotations

from django.contrib import admin

admin.autodiscover()
urlpatterns = admin.site.get_urls()
