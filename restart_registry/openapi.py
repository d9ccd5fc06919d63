from __future__ import annotations

from drf_spectacular.openapi import AutoSchema


class ContractSchema(AutoSchema):
    pass
