"""The templates of the gateways, as Zappa sends them to CloudFormation."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from deploy.check.loopback.gateway import Request
from deploy.check.loopback.moto_client import Moto


class Templates(dict[str, dict[str, Any]]):
    """By the name of the stack; each as it was sent last."""

    def __init__(self, moto: Moto) -> None:
        super().__init__()
        self.moto = moto

    def pass_on(self, request: Request) -> Request:
        """
        Return the request with a template that moto understands.

        A preflight is answered by the gateway itself (MOCK). AWS wants no method for
        that, moto does.
        """
        if request.method != "POST" or not request.body.startswith(b"Action="):
            return request
        form = dict(parse_qsl(request.body.decode()))
        if "TemplateURL" not in form:
            return request
        path = urlsplit(form.pop("TemplateURL")).path
        sent = self.moto.get("s3", path).decode()
        self[form["StackName"]] = json.loads(sent)
        template = json.loads(sent)
        for resource in template["Resources"].values():
            integration = resource["Properties"].get("Integration", {})
            if integration.get("Type") == "MOCK":
                integration["IntegrationHttpMethod"] = "OPTIONS"
        form["TemplateBody"] = json.dumps(template)
        return request._replace(body=urlencode(form).encode())
