"""The contract as a file and as a page."""

from __future__ import annotations

from drf_spectacular.renderers import OpenApiJsonRenderer2
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerView


class _OpenAPIView(SpectacularJSONAPIView):
    renderer_classes = [OpenApiJsonRenderer2]  # application/json, as all our answers


openapi = _OpenAPIView.as_view()
docs = SpectacularSwaggerView.as_view(url_name="openapi")
