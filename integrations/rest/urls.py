"""Routes below `/integration`; docs/api.md lists them."""

from __future__ import annotations

from django.urls import path, register_converter

from integrations.rest.converters import KindConverter, SlugConverter
from integrations.rest.views.connection import (
    ConnectView,
    DisconnectView,
    RotateKeyView,
    StatusView,
)
from integrations.rest.views.content import ContentView
from integrations.rest.views.lists import ContentListView, IntegrationsView
from integrations.rest.views.structure import (
    ContentTypesView,
    ContentTypeView,
    UpdateStructureView,
)
from integrations.rest.views.sync import SyncView

register_converter(KindConverter, "kind")
register_converter(SlugConverter, "type_slug")

ONE = "integrations/<id:integration_id>"
TYPE = f"{ONE}/content-types/<kind:kind>/<type_slug:slug>"

urlpatterns = [
    path("connect", ConnectView.as_view()),
    path("integrations", IntegrationsView.as_view()),
    path(f"{ONE}/update-structure", UpdateStructureView.as_view()),
    path(f"{ONE}/content-types", ContentTypesView.as_view()),
    path(TYPE, ContentTypeView.as_view()),
    path(f"{ONE}/sync", SyncView.as_view()),
    path(f"{ONE}/status", StatusView.as_view()),
    path(f"{ONE}/disconnect", DisconnectView.as_view()),
    path(f"{ONE}/rotate-key", RotateKeyView.as_view()),
    path("content", ContentListView.as_view()),
    path("content/<id:content_id>", ContentView.as_view()),
]
