from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.models import Group, User

# People are WordPress's: nobody is made, changed or given rights here.
admin.site.unregister(User)
admin.site.unregister(Group)
