from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.models import Group, User

# People belong to WordPress: the admin neither adds nor changes them or their rights.
admin.site.unregister(User)
admin.site.unregister(Group)
