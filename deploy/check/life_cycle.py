"""The life of a deployment, step by step, each with what has to be true after it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import boto3

from deploy.aws.stages import PROJECT, SETTINGS, function_name, stage_settings
from deploy.check import places
from deploy.check.cold_start import check_cold_start
from deploy.check.contents import check_contents
from deploy.check.events import (
    check_a_failing_schedule,
    check_requests,
    check_schedules,
)
from deploy.check.loopback.aws import Aws
from deploy.check.loopback.functions import Function
from deploy.check.loopback.gateway import CLIENT
from deploy.check.programs import Operator
from deploy.check.recorded import check_created, check_policy, check_template
from deploy.check.through_gateway import (
    check_a_registry,
    check_admin_is_styled,
    check_keys,
    key_of,
)
from deploy.check.wheels import check_wheels
from tests.live.wordpress_server import WordPressServer

STAGES = ("production", "staff", "ops")
API = "restart-registry-production"
ROLE = "restart-registry-lambda"
JOBS = [event["function"] for event in stage_settings("ops")["events"]]
DRIFT = "restart_registry.schedules.check_drift"
Step = tuple[str, Callable[[], str | None]]


class LifeCycle:
    def __init__(self, aws: Aws, wordpress: WordPressServer) -> None:
        self.aws, self.wordpress = aws, wordpress
        self.operator = Operator(aws.url)
        os.environ.update(
            {k: v for k, v in self.operator.environment.items() if k.startswith("AWS_")}
        )
        self.url = f"{aws.url}/gateway/{API}/production"
        self.admin_url = f"{aws.url}/gateway/restart-registry-staff/staff"

    def steps(self) -> Iterator[Step]:
        yield "make package", self.package
        yield "What is in the zips", self.contents
        yield "zappa deploy: the API, the staff, the jobs", self.deploy
        yield "What AWS was asked for", self.recorded
        yield "Secrets, keys, usage plans, migrate", self.set_up
        yield from self.smoke("Smoke through the gateway")
        yield "The admin in a browser", self.admin
        yield "Events of other kinds", self.events
        yield "The scheduled jobs", self.schedules
        yield "A job that fails, because WordPress is down", self.failing_schedule
        yield "A command that fails", self.failing_command
        yield "deploy/aws/update.sh: backup, update, migrate, smoke", self.update
        yield from self.smoke("Smoke after the update")
        yield "zappa rollback", self.roll_back
        yield from self.smoke("Smoke after the rollback")
        yield "The log names nobody who called", self.log
        yield "Cold starts", self.cold_start
        yield "A gateway that was made again has the same keys", self.make_again
        yield "zappa undeploy", self.undeploy

    def package(self) -> str:
        return self.operator.python("deploy.aws.package", *STAGES)

    def contents(self) -> str:
        return "\n".join(f"{stage}: {check_contents(_zip(stage))}" for stage in STAGES)

    def deploy(self) -> None:
        """With the settings as they are, but for the WordPress that answers here."""
        stages = json.loads(SETTINGS.read_text())
        for stage in STAGES:
            variables = stages[stage]["aws_environment_variables"]
            variables["WP_BASE_URL"] = self.wordpress.url
        places.SETTINGS.write_text(json.dumps(stages))
        boto3.client("iam").create_role(RoleName=ROLE, AssumeRolePolicyDocument="{}")
        for stage in STAGES:
            self.operator.zappa("deploy", stage, "--zip", str(_zip(stage)))

    def recorded(self) -> str:
        said = []
        for stage in STAGES:
            created = self.aws.created[_function(stage)]
            said.append(f"{stage}: {check_created(stage, created)}")
            said.append(f"{stage}: {check_wheels(_zip(stage), created)}")
        for stage in ("production", "staff"):
            template = self.aws.templates[_function(stage)]
            said.append(f"{stage}: {check_template(stage, template)}")
        said.append(f"staff: {check_policy(template, '192.0.2.0/24')}")
        return "\n".join(said)

    def set_up(self) -> str:
        self.operator.python("deploy.aws.function_secrets", *STAGES)
        made = self.operator.python("deploy.aws.usage_plans", "production")
        again = self.operator.python("deploy.aws.usage_plans", "production")
        assert made == again, (made, again)
        self.operator.zappa("manage", "ops", "migrate --noinput")
        return made

    def smoke(self, name: str) -> Iterator[Step]:
        yield name, lambda: check_keys(self.url, API)
        yield (
            f"{name}: a registry",
            lambda: check_a_registry(self.url, API, self.wordpress),
        )

    def admin(self) -> str:
        return check_admin_is_styled(self.admin_url, "staff")

    def events(self) -> str:
        return check_requests(self._running("production"), "production")

    def schedules(self) -> str:
        said = check_schedules(self._running("ops"), JOBS)
        assert len(list(places.FILE_SYSTEM.glob("backups/*"))) == 1
        return said

    def failing_schedule(self) -> str:
        self.wordpress.stop()
        try:
            return check_a_failing_schedule(self._running("ops"), DRIFT)
        finally:
            self.wordpress.behave()
            self.wordpress.start()

    def failing_command(self) -> str:
        command = "migrate no_such_app"
        self.operator.zappa("manage", "ops", command, fails=True)
        return "zappa manage ends with an exit status that isn't 0"

    def update(self) -> str:
        backups = len(list(places.FILE_SYSTEM.glob("backups/*")))
        done = self.operator.run(
            *("deploy/aws/update.sh", "production", "ops"),
            ZAPPA_SETTINGS=str(places.SETTINGS),
            STAGE_URL=self.url,
        )
        assert "production is up to date." in done.stdout, done.stdout
        assert len(list(places.FILE_SYSTEM.glob("backups/*"))) == backups + 1
        return done.stdout[-200:]

    def roll_back(self) -> str:
        before = list(self._running("production").versions)
        self.operator.zappa("rollback", "production", "-n", "1")
        [*others, now] = self._running("production").versions
        assert others == before, "nothing was brought back"
        assert now == before[-2], "this isn't the code before the update"
        return f"version {len(others) + 1} is version {len(others) - 1} again"

    def log(self) -> str:
        logs = list(places.LOGS.glob(f"{API}-*.log"))
        naming = [log for log in logs if CLIENT in log.read_text()]
        assert logs and not naming, f"{CLIENT} stands in {naming}"
        return f"{len(logs)} instances of the API wrote no address"

    def cold_start(self) -> str:
        return check_cold_start(self._running("production"), "production")

    def make_again(self) -> str:
        keys = [key_of(f"{API}-{kind}") for kind in ("server", "browser")]
        self.operator.zappa("undeploy", "production", "-y")
        self.operator.zappa("deploy", "production", "--zip", str(_zip("production")))
        self.operator.python("deploy.aws.function_secrets", "production")
        self.operator.python("deploy.aws.usage_plans", "production")
        assert keys == [key_of(f"{API}-{kind}") for kind in ("server", "browser")]
        return check_keys(self.url, API)

    def undeploy(self) -> str:
        for stage in STAGES:
            self.operator.zappa("undeploy", stage, "-y")
        assert boto3.client("lambda").list_functions()["Functions"] == []
        assert boto3.client("events").list_rules()["Rules"] == []
        database = places.FILE_SYSTEM / "production.sqlite3"
        assert database.stat().st_size, "the database went with the functions"
        return "no function and no rule is left, and the database still is"

    def _running(self, stage: str) -> Function:
        return self.aws.functions[_function(stage)]


def _function(stage: str) -> str:
    return function_name(stage, stage_settings(stage))


def _zip(stage: str) -> Path:
    return PROJECT / f"dist/lambda-{stage}.zip"
