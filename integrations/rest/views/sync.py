from __future__ import annotations

from rest_framework import status

from api.views import Response
from integrations.following.jobs import progress
from integrations.following.sync_content import run_for
from integrations.models import JobState
from integrations.rest.access import find_integration, only_people
from integrations.rest.authentication import SiteRequest
from integrations.rest.base import IntegrationView, enveloped
from integrations.rest.shapes import SyncShape

SYNC = SyncShape()


class SyncView(IntegrationView):
    """What changed on a site is fetched, for some seconds; asking again goes on."""

    def post(self, request: SiteRequest, integration_id: int) -> Response:
        integration = find_integration(request, integration_id)
        job = run_for(integration, person=only_people(request).id)
        is_done = job.state == JobState.COMPLETED
        return enveloped(
            SYNC.to_representation(progress(job)),
            status.HTTP_200_OK if is_done else status.HTTP_202_ACCEPTED,
        )
