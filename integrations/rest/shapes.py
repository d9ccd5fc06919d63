"""What callers are shown."""

from __future__ import annotations

from rest_framework import serializers

from integrations.content.links import edit_url_of, url_of
from integrations.models import (
    ApiKey,
    ContentItem,
    JobState,
    Kind,
    SiteIntegration,
    SyncJob,
)
from integrations.state import State


class CheckShape(serializers.Serializer):
    name = serializers.CharField()
    ok = serializers.BooleanField()
    hint = serializers.CharField(help_text="What to do; empty if it is fine")


class ConnectedShape(serializers.Serializer):
    message = serializers.CharField()
    site_id = serializers.IntegerField()
    integration_id = serializers.IntegerField()
    state = serializers.ChoiceField(State.choices)
    checks = CheckShape(many=True)


class DisconnectedShape(serializers.Serializer):
    message = serializers.CharField()
    state = serializers.ChoiceField(State.choices)


class NewKeyShape(serializers.Serializer):
    api_key = serializers.CharField(help_text="Shown this once")


class ReceivedShape(serializers.Serializer):
    message = serializers.CharField()
    post_types_count = serializers.IntegerField()
    taxonomies_count = serializers.IntegerField()
    last_structure_fetch = serializers.DateTimeField()
    unchanged = serializers.BooleanField()


class ContentTypeShape(serializers.Serializer):
    label = serializers.CharField()  # type: ignore[assignment]  # also DRF's word
    count = serializers.IntegerField(help_text="As WordPress counted")
    synced_count = serializers.IntegerField(help_text="As we have them now")
    enabled = serializers.BooleanField()
    fetch_limit = serializers.IntegerField()
    last_synced_at = serializers.DateTimeField(allow_null=True)
    missing_since = serializers.DateTimeField(allow_null=True)


class ContentTypesShape(serializers.Serializer):
    state = serializers.ChoiceField(State.choices)
    structure_fetched = serializers.BooleanField()
    last_structure_fetch = serializers.DateTimeField(allow_null=True)
    plugin_connection_enabled = serializers.BooleanField()
    two_way_sync_enabled = serializers.BooleanField()
    post_types = serializers.DictField(child=ContentTypeShape())
    taxonomies = serializers.DictField(child=ContentTypeShape())


class ProgressShape(serializers.Serializer):
    synced_count = serializers.IntegerField()
    count = serializers.IntegerField()


class ProgressOfTypesShape(serializers.Serializer):
    post_types = serializers.DictField(child=ProgressShape())
    taxonomies = serializers.DictField(child=ProgressShape())


class JobShape(serializers.Serializer):
    id = serializers.IntegerField()
    state = serializers.ChoiceField(JobState.choices)
    created = serializers.IntegerField()
    updated = serializers.IntegerField()
    deleted = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    types = ProgressOfTypesShape()
    error = serializers.CharField()


class SyncShape(serializers.Serializer):
    job = JobShape()


class KeyShape(serializers.ModelSerializer):
    class Meta:
        model = ApiKey
        read_only_fields = fields = ["prefix", "expires_at", "last_used_at"]


class LastJobShape(serializers.ModelSerializer):
    class Meta:
        model = SyncJob
        read_only_fields = fields = [
            "id",
            "kind",
            "state",
            "started_at",
            "finished_at",
            "created",
            "updated",
            "deleted",
            "unchanged",
            "error",
        ]


class IntegrationShape(serializers.ModelSerializer):
    """A site and how its connection is."""

    name = serializers.CharField(source="site.name")
    url = serializers.CharField(source="site.url")
    is_active = serializers.BooleanField(source="site.is_active")
    state = serializers.ChoiceField(State.choices)
    plugin_connection_enabled = serializers.BooleanField(source="sync_is_on")
    two_way_sync_enabled = serializers.BooleanField(source="two_way_is_on")
    last_structure_fetch = serializers.DateTimeField(
        source="structure_at", allow_null=True
    )

    class Meta:
        model = SiteIntegration
        read_only_fields = fields = [
            "id",
            "site_id",
            "name",
            "url",
            "is_active",
            "state",
            "plugin_connection_enabled",
            "two_way_sync_enabled",
            "connected_at",
            "disconnected_at",
            "heard_at",
            "checked_at",
            "last_structure_fetch",
            "last_synced_at",
        ]


class StatusShape(IntegrationShape):
    """The same, with what one would look up about it."""

    sentence = serializers.CharField(help_text="What the state is, and what to do")
    checks = CheckShape(many=True)
    keys = KeyShape(many=True, help_text="Those that count now, the newest first")
    last_job = LastJobShape(allow_null=True)

    class Meta(IntegrationShape.Meta):
        read_only_fields = fields = [
            *IntegrationShape.Meta.fields,
            "sentence",
            "checks",
            "keys",
            "last_job",
        ]


class ContentShape(serializers.ModelSerializer):
    integration_id = serializers.IntegerField(source="type.integration_id")
    kind = serializers.ChoiceField(Kind.choices, source="type.kind")
    type = serializers.CharField(source="type.slug")
    url = serializers.SerializerMethodField(help_text="On the site")
    edit_url = serializers.SerializerMethodField(help_text="In the site's WordPress")

    class Meta:
        model = ContentItem
        read_only_fields = fields = [
            "id",
            "integration_id",
            "kind",
            "type",
            "external_id",
            "status",
            "title",
            "slug",
            "published_at",
            "modified_at",
            "url",
            "edit_url",
        ]

    def get_url(self, item: ContentItem) -> str | None:
        return url_of(item)

    def get_edit_url(self, item: ContentItem) -> str:
        return edit_url_of(item)


class _PageShape(serializers.Serializer):
    next = serializers.IntegerField(
        allow_null=True, help_text="Send it as `after` to go on; null at the end"
    )


class IntegrationPageShape(_PageShape):
    results = IntegrationShape(many=True)


class ContentPageShape(_PageShape):
    results = ContentShape(many=True)
