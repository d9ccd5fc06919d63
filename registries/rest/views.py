from __future__ import annotations

from rest_framework import status

from api.validation import validated_body, validated_query
from api.views import APIView, Response
from registries import gateway, invitees
from registries.access import Access, Role, changeable, readable
from registries.changes import change_registry, delete_registry
from registries.creating import create_registry
from registries.idempotency_keys import created, idempotency_key
from registries.rest.serializers import (
    InviteesInput,
    PageQuery,
    RegistryChanges,
    RegistryInput,
    invitees_data,
    registry_data,
)
from wpauth.authentication import WordPressRequest
from wpauth.verification import who_am_i

PAGE_QUERY = PageQuery()
REGISTRY_INPUT = RegistryInput()
REGISTRY_CHANGES = RegistryChanges()
INVITEES_INPUT = InviteesInput()


class RegistriesView(APIView):
    """The caller's own registries."""

    def get(self, request: WordPressRequest) -> Response:
        query = validated_query(request, PAGE_QUERY)
        user = request.user
        if user.is_site_account:
            user = who_am_i(request.auth)
        page = gateway.list_own(user.id, request.auth, **query)
        data = [
            registry_data(Access(registry, Role.OWNER), request.user)
            for registry in page.registries
        ]
        totals = {
            "X-WP-Total": str(page.total),
            "X-WP-TotalPages": str(page.total_pages),
        }
        return Response(data, headers=totals)

    def post(self, request: WordPressRequest) -> Response:
        fields = validated_body(request, REGISTRY_INPUT)
        key = idempotency_key(request)
        registry, replayed = create_registry(fields, key, request.auth)
        data = registry_data(Access(registry, Role.OWNER), request.user)
        return created(data, replayed=replayed)


class RegistryView(APIView):
    def get(self, request: WordPressRequest, registry_id: int) -> Response:
        access = readable(registry_id, request.user, request.auth)
        return Response(registry_data(access, request.user))

    def patch(self, request: WordPressRequest, registry_id: int) -> Response:
        access = changeable(registry_id, request.user, request.auth)
        fields = validated_body(request, REGISTRY_CHANGES)
        access = change_registry(access, fields, request.auth)
        return Response(registry_data(access, request.user))

    def delete(self, request: WordPressRequest, registry_id: int) -> Response:
        access = changeable(registry_id, request.user, request.auth)
        delete_registry(access, request.auth)
        return Response(status=status.HTTP_204_NO_CONTENT)


class InviteesView(APIView):
    """The invited people; readers who may not change the list find only themselves."""

    def get(self, request: WordPressRequest, registry_id: int) -> Response:
        access = readable(registry_id, request.user, request.auth)
        return Response({"invitees": invitees_data(access, request.user)})

    def post(self, request: WordPressRequest, registry_id: int) -> Response:
        access = changeable(registry_id, request.user, request.auth)
        names = validated_body(request, INVITEES_INPUT)["invitees"]
        return Response({"invitees": invitees.add(access, names, request.auth)})


class InviteeView(APIView):
    def delete(
        self, request: WordPressRequest, registry_id: int, invitee: str
    ) -> Response:
        access = changeable(registry_id, request.user, request.auth)
        return Response({"invitees": invitees.remove(access, invitee, request.auth)})
