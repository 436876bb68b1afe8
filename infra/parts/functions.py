"""A Lambda function from its entry in `infra/functions.py`: code, layers, own role, triggers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import Duration, RemovalPolicy, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_destinations as destinations
from aws_cdk import aws_logs as logs

from anbu.settings import Settings
from infra.bundles import code, packages
from infra.bundles.target import ROOT, Target, host_target, lambda_target
from infra.functions import Capability, Function, of
from infra.needs import Need, Queue
from infra.parts.grants import accept_key_forms, grant, may_send
from infra.parts.nag import accept
from infra.parts.triggers import connect
from infra.when_it_runs import OnSchedule

if TYPE_CHECKING:
    from infra.stacks.ledger import LedgerStack

_ENVIRONMENT_OF = {
    Queue.INTAKE: "ANBU_INTAKE_QUEUE",
    Queue.CHUNKS: "ANBU_CHUNKS_QUEUE",
    Queue.NOTICES: "ANBU_NOTICES_QUEUE",
    Queue.CALLS: "ANBU_CALLS_QUEUE",
    Queue.WAKE: "ANBU_WAKE_QUEUE",
    Queue.EVENTS: "ANBU_EVENTS_QUEUE",
    Queue.SUMMARIES: "ANBU_SUMMARIES_QUEUE",
}


class FunctionFactory:
    """Builds the functions of one stack; layers are made once a stack and shared by its functions."""

    def __init__(self, stack: Stack, settings: Settings, ledger: LedgerStack) -> None:
        self._stack, self._settings, self._ledger = stack, settings, ledger
        self._target: Target = host_target() if settings.functions.bundle == "host" else lambda_target()
        self._layers: dict[str, lambda_.LayerVersion] = {}

    def all_of(self, capability: Capability) -> dict[str, lambda_.Function]:
        """Every function of a capability whose folder has a handler."""
        return {
            entry.name: self.make(entry)
            for entry in of(capability)
            if (ROOT / "functions" / entry.name / "handler.py").exists()
        }

    def make(self, entry: Function) -> lambda_.Function:
        """One function with its role, its permissions and its triggers."""
        role = self._role(entry)
        function = lambda_.Function(
            self._stack,
            entry.name.title().replace("_", ""),
            function_name=f"anbu-{self._settings.name}-{entry.name}",
            description=entry.does,
            runtime=lambda_.Runtime.PYTHON_3_13,
            architecture=lambda_.Architecture.ARM_64,
            code=lambda_.Code.from_asset(str(code.function_zip(entry.name, self._target))),
            handler=f"functions.{entry.name}.handler.handler",
            layers=self._layers_of(entry),
            timeout=Duration.seconds(entry.timeout),
            memory_size=entry.memory,
            role=role,
            log_group=self._log_group(entry, role),
            environment=self._environment(entry),
            tracing=lambda_.Tracing.ACTIVE if self._settings.functions.tracing else lambda_.Tracing.DISABLED,
        )
        accept(function, "AwsSolutions-L1", "the newest Python whose wheels every layer has")
        if self._settings.functions.tracing:
            accept(role, "AwsSolutions-IAM5[Resource::*]", "X-Ray's actions take no resource")
        for need in entry.needs:
            grant(function, need, self._ledger, self._settings)
        for queue in entry.sends:
            self._may_send(function, queue)
        connect(function, entry, self._ledger, self._settings)
        self._keep_failed_runs(function, role, entry)
        return function

    def _keep_failed_runs(self, function: lambda_.Function, role: iam.Role, entry: Function) -> None:
        """What an asynchronous run could not do after its tries goes to a dead-letter queue."""
        if any(isinstance(trigger, OnSchedule) for trigger in entry.triggers):
            function.configure_async_invoke(
                on_failure=destinations.SqsDestination(self._ledger.dead["undelivered-events"]),
                retry_attempts=2,
                max_event_age=Duration.hours(1),
            )
            accept_key_forms(role)

    def _role(self, entry: Function) -> iam.Role:
        return iam.Role(
            self._stack,
            f"{entry.name.title().replace('_', '')}Role",
            description=f"anbu {entry.name}",
            assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"),
        )

    def _log_group(self, entry: Function, role: iam.Role) -> logs.LogGroup:
        group = logs.LogGroup(
            self._stack,
            f"{entry.name.title().replace('_', '')}Log",
            removal_policy=RemovalPolicy.DESTROY,
            log_group_name=f"/anbu/{self._settings.name}/{entry.name}",
            retention=_days(self._settings.functions.log_days),
        )
        group.grant_write(role)
        return group

    def _environment(self, entry: Function) -> dict[str, str]:
        # The emulator unpacks layers elsewhere than at /opt; its own environment tells functions where these are.
        settings = {} if self._settings.embedded else {"ANBU_SETTINGS_FILE": f"/opt/{code.SETTINGS_IN_LAYER}"}
        return {
            "ANBU_DEPLOYMENT": self._settings.name,
            **settings,
            "POWERTOOLS_SERVICE_NAME": entry.name,
            "POWERTOOLS_METRICS_NAMESPACE": "Anbu",
            "POWERTOOLS_LOG_LEVEL": "INFO",
            **entry.environment,
        }

    def _may_send(self, function: lambda_.Function, queue: Queue) -> None:
        target = self._ledger.queues[queue]
        may_send(function.grant_principal, target, self._ledger)
        function.add_environment(_ENVIRONMENT_OF[queue], target.queue_url)

    def _layers_of(self, entry: Function) -> list[lambda_.ILayerVersion]:
        wants_model = Need.MODEL in entry.needs and self._settings.model.provider != "none"
        model = ("model",) if wants_model else ()
        return [self._layer(name) for name in ("core", *entry.layers, *model, "anbu", "settings")]

    def _layer(self, name: str) -> lambda_.LayerVersion:
        if name not in self._layers:
            made = {
                "anbu": lambda: code.program_zip(self._target),
                "settings": lambda: code.settings_zip(self._settings),
            }
            path = made[name]() if name in made else packages.layer_zip(name, self._target)
            self._layers[name] = lambda_.LayerVersion(
                self._stack,
                f"{name.title()}Layer",
                layer_version_name=f"anbu-{self._settings.name}-{name}",
                code=lambda_.Code.from_asset(str(path)),
                compatible_runtimes=[lambda_.Runtime.PYTHON_3_13],
                compatible_architectures=[lambda_.Architecture.ARM_64],
                description=f"anbu: {name}",
            )
        return self._layers[name]


def _days(days: int) -> logs.RetentionDays:
    return {
        7: logs.RetentionDays.ONE_WEEK,
        30: logs.RetentionDays.ONE_MONTH,
        90: logs.RetentionDays.THREE_MONTHS,
        180: logs.RetentionDays.SIX_MONTHS,
        365: logs.RetentionDays.ONE_YEAR,
    }[days]
