"""Whom a fault wakes, what is seen at a glance, and what is kept twice."""

from collections.abc import Iterable, Mapping
from typing import Any

from aws_cdk import Duration, RemovalPolicy, Stack
from aws_cdk import aws_apigatewayv2 as gateway
from aws_cdk import aws_backup as backup
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from anbu.settings import Settings
from infra.parts.alarms import (
    Watch,
    alarm_of_dead_letters,
    alarm_of_errors,
    alarm_of_failures,
    alarm_of_own,
    alarm_of_waiting,
)
from infra.parts.nag import accept
from infra.stacks.ledger import LedgerStack

_MINUTES = 5
_BACKUP_POLICY = "Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup"


class OperationsStack(Stack):
    """Alarms on every queue, every dead-letter queue, every function, and on what our own counts say."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        settings: Settings,
        ledger: LedgerStack,
        functions: Mapping[str, lambda_.Function],
        apis: Iterable[gateway.HttpApi],
        **props: Any,
    ) -> None:
        super().__init__(scope, name, **props)
        self._settings = settings
        self.topic = self._topic()
        watch = Watch(self, self.topic, settings.name)
        for queue_name, queue in ledger.dead.items():
            alarm_of_dead_letters(watch, queue_name, queue)
        for kind, queue in ledger.queues.items():
            alarm_of_waiting(watch, kind.value, queue)
        for function_name, function in functions.items():
            alarm_of_errors(watch, function_name, function)
        alarm_of_failures(watch)
        own = (
            "OverdueMachine",
            "Missing",
            "Unbalanced",
            "AlertsUnacknowledged",
            "CampaignRunsMissed",
            "CallingStopped",
        )
        for metric in own:
            alarm_of_own(watch, metric)
        self._dashboard(ledger, functions, apis)
        self._backup(ledger)

    def _topic(self) -> sns.Topic:
        key = kms.Key(
            self,
            "AlarmKey",
            enable_key_rotation=True,
            description=f"Anbu {self._settings.name}: alarms",
            removal_policy=RemovalPolicy.DESTROY,
        )
        topic = sns.Topic(
            self, "Alarms", topic_name=f"anbu-{self._settings.name}-alarms", master_key=key, enforce_ssl=True
        )
        key.grant_encrypt_decrypt(iam.ServicePrincipal("cloudwatch.amazonaws.com"))
        if self._settings.operations.email:
            topic.add_subscription(subscriptions.EmailSubscription(self._settings.operations.email))
        return topic

    def _dashboard(
        self, ledger: LedgerStack, functions: Mapping[str, lambda_.Function], apis: Iterable[gateway.HttpApi]
    ) -> None:
        period = Duration.minutes(_MINUTES)
        own = [
            cloudwatch.Metric(
                namespace="Anbu", metric_name=name, dimensions_map={"service": "anbu"}, statistic="Sum", period=period
            )
            for name in (
                "NoticesPlanned",
                "CallsPlanned",
                "StepsRedone",
                "DeadLetters",
                "OverdueMachine",
                "OverduePeople",
            )
        ]
        waiting = [
            queue.metric_approximate_number_of_messages_visible(period=period) for queue in ledger.queues.values()
        ]
        ages = [queue.metric_approximate_age_of_oldest_message(period=period) for queue in ledger.queues.values()]
        board = cloudwatch.Dashboard(self, "Board", dashboard_name=f"anbu-{self._settings.name}")
        board.add_widgets(
            _graph("어디까지 왔나", own),
            _graph("큐에서 기다리는 것", waiting),
            _graph("가장 오래 기다린 시간(초)", ages),
        )
        board.add_widgets(
            _graph("함수 오류", [function.metric_errors(period=period) for function in functions.values()]),
            _graph(
                "함수 시간(ms, p95)",
                [function.metric_duration(period=period, statistic="p95") for function in functions.values()],
            ),
            _graph("API 5xx", [api.metric_server_error(period=period) for api in apis]),
        )

    def _backup(self, ledger: LedgerStack) -> None:
        """Daily, besides point-in-time recovery: a copy that a mistake in the table's own settings does not reach."""
        vault = backup.BackupVault(
            self,
            "Vault",
            backup_vault_name=f"anbu-{self._settings.name}",
            encryption_key=ledger.data_key,
            removal_policy=RemovalPolicy.DESTROY if self._settings.embedded else RemovalPolicy.RETAIN,
        )
        plan = backup.BackupPlan(self, "Daily", backup_plan_name=f"anbu-{self._settings.name}", backup_vault=vault)
        plan.add_rule(
            backup.BackupPlanRule(
                schedule_expression=events.Schedule.cron(hour="17", minute="30"),  # 02:30 in Korea
                delete_after=Duration.days(self._settings.operations.backup_days),
            )
        )
        kept = plan.add_selection("Ledger", resources=[backup.BackupResource.from_dynamo_db_table(ledger.table)])
        accept(
            kept,
            f"AwsSolutions-IAM4[{_BACKUP_POLICY}]",
            "AWS Backup's own policy: what a copy needs changes with the service",
        )


def _graph(title: str, metrics: Iterable[cloudwatch.IMetric]) -> cloudwatch.GraphWidget:
    return cloudwatch.GraphWidget(title=title, left=list(metrics), width=8)
