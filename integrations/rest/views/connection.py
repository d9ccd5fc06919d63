from __future__ import annotations

from typing import Any

from api.exceptions import AccessDenied
from api.validation import validated_body, validated_query
from api.views import Response
from integrations import api_keys
from integrations.callers import SiteCaller
from integrations.connecting import connection, structure
from integrations.connecting.bodies import ConnectBody, StructureBody
from integrations.connecting.two_sided_check import check
from integrations.models import SiteIntegration
from integrations.rest.access import Who, check_who, find_integration
from integrations.rest.authentication import SiteRequest
from integrations.rest.base import IntegrationView, enveloped
