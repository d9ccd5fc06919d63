"""Each side as Lambda imports it: a function that takes an event."""

from __future__ import annotations

import importlib
import sys
import types
from collections.abc import Callable
from typing import Any

Handler = Callable[[dict[str, Any], Any], dict[str, Any]]

# What Zappa writes into its package for an application of Django's.
ZAPPA_SETTINGS: dict[str, Any] = {
    "APP_MODULE": "restart_registry.wsgi",
    "APP_FUNCTION": "application",
    "DJANGO_SETTINGS": None,
    "PROJECT_NAME": "restart-registry",
    "API_STAGE": "production",
    "DOMAIN": None,
    "BASE_PATH": None,
    "LOG_LEVEL": "WARNING",
    "DEBUG": False,
    "BINARY_SUPPORT": True,
    "ENVIRONMENT_VARIABLES": {},
    "CONTEXT_HEADER_MAPPINGS": {},
    "EXCEPTION_HANDLER": None,
    "AWS_EVENT_MAPPING": {},
    "AWS_BOT_EVENT_MAPPING": {},
    "COGNITO_TRIGGER_MAPPING": {},
    "AUTHORIZER_FUNCTION": None,
}


def ours() -> Handler:
    from apig_wsgi import make_lambda_handler

    wsgi = importlib.import_module("restart_registry.wsgi")
    handler: Handler = make_lambda_handler(wsgi.application)
    return handler


def ours_by_zappa() -> Handler:
    settings = types.ModuleType("zappa_settings")
    settings.__dict__.update(ZAPPA_SETTINGS)
    sys.modules["zappa_settings"] = settings
    handler: Handler = importlib.import_module("zappa.handler").lambda_handler
    return handler


def peer() -> Handler:
    handler: Handler = importlib.import_module("benchmarks.peer.main").handler
    return handler


HANDLERS = {"ours": ours, "zappa": ours_by_zappa, "peer": peer}
