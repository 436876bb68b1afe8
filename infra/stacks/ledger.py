"""What must not be lost: the table, the buckets, their keys, and the queues."""

from typing import Any, cast

from aws_cdk import Duration, RemovalPolicy, Stack
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_events as events
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_secretsmanager as secrets
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from anbu.settings import Settings
from infra.functions import FUNCTIONS
from infra.needs import Queue
from infra.parts.nag import accept
from infra.parts.routes import let_rules_of_the_bus_put_aside, let_topics_put_aside, route_connect_events, route_uploads
from infra.when_it_runs import FromQueue

_KEEP_MESSAGES = Duration.days(14)
_TRIES = 5
"""Deliveries of a message before it is a dead letter. Throttling is no failure: that is written back and deleted."""
_TIMES_THE_TIMEOUT = 6
"""AWS's advice for a queue's visibility against its function's time limit; no message returns while it is worked on."""


class LedgerStack(Stack):
    """Everything else imports from here."""

    def __init__(self, scope: Construct, name: str, settings: Settings, **props: Any) -> None:
        super().__init__(scope, name, **props)
        self._settings = settings
        self._keep = RemovalPolicy.DESTROY if settings.embedded else RemovalPolicy.RETAIN
        self.data_key = self._key("Data", "table, buckets and secrets")
        self.queue_key = self._key("Queues", "queues")
        self.table = self._table()
        self.access_logs = self._bucket("Logs", s3.BucketEncryption.S3_MANAGED)
        self.lists = self._bucket("Lists", eventbridge=True)
        self.transcripts = self._bucket("Transcripts", eventbridge=True)
        self.audit = self._audit_bucket()
        self.dead: dict[str, sqs.Queue] = {}
        self.queues = {queue: self._queue(queue.value, _visibility(queue)) for queue in Queue}
        self.bus_name = f"anbu-{settings.name}"
        self.bus = events.EventBus(self, "Bus", event_bus_name=self.bus_name)
        self.hash_key = secrets.Secret(
            self,
            "HashKey",
            secret_name=f"anbu/{settings.name}/hash-key",
            encryption_key=self.data_key,
            description="Turns names and numbers into keys of the ledger. Never rotated: the keys would change.",
            generate_secret_string=secrets.SecretStringGenerator(password_length=64, exclude_punctuation=True),
        )
        accept(
            self.hash_key,
            "AwsSolutions-SMG4",
            "the keys of the ledger are made with it: a rotated key would find nobody again",
        )
        self.events_dead = self.dead_letter_queue("undelivered-events")
        accept(
            self.events_dead,
            "AwsSolutions-SQS3",
            "it is one: of event rules, schedules, asynchronous runs and the stream",
        )
        let_rules_of_the_bus_put_aside(self)
        if settings.texts.provider == "aws":
            let_topics_put_aside(self, settings.name)
        route_uploads(self)
        route_connect_events(self, settings.telephony.event_source)

    def bucket_name(self, which: str) -> str:
        """Buckets have names that are known beforehand: permissions can name them without importing them."""
        return f"anbu-{self._settings.name}-{which}-{self._settings.aws.account}"

    def dead_letter_queue(self, name: str) -> sqs.Queue:
        """A queue for what could not be delivered, watched by an alarm (Operations) and drained by `dead_letters`."""
        queue = self._plain_queue(f"{name}-dead", visibility=_TIMES_THE_TIMEOUT * 60, dead=None)
        self.dead[name] = queue
        return queue

    def _queue(self, name: str, visibility: int) -> sqs.Queue:
        dead = sqs.DeadLetterQueue(max_receive_count=_TRIES, queue=self.dead_letter_queue(name))
        return self._plain_queue(name, visibility, dead)

    def _plain_queue(self, name: str, visibility: int, dead: sqs.DeadLetterQueue | None) -> sqs.Queue:
        return sqs.Queue(
            self,
            f"{name.title().replace('-', '')}Queue",
            queue_name=f"anbu-{self._settings.name}-{name}",
            encryption=sqs.QueueEncryption.KMS,
            encryption_master_key=self.queue_key,
            data_key_reuse=Duration.hours(1),
            enforce_ssl=True,
            visibility_timeout=Duration.seconds(visibility),
            retention_period=_KEEP_MESSAGES,
            dead_letter_queue=dead,
        )

    def _table(self) -> dynamodb.Table:
        table = dynamodb.Table(
            self,
            "Ledger",
            table_name=f"anbu-{self._settings.name}",
            partition_key=_text("pk"),
            sort_key=_text("sk"),
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
            encryption=dynamodb.TableEncryption.CUSTOMER_MANAGED,
            encryption_key=self.data_key,
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
            stream=dynamodb.StreamViewType.NEW_IMAGE,
            time_to_live_attribute="expires_at",
            deletion_protection=not self._settings.embedded,
            removal_policy=self._keep,
        )
        for index in ("due", "round", "list", "area"):
            table.add_global_secondary_index(
                index_name=index,
                partition_key=_text(f"{index}_pk"),
                sort_key=_text(f"{index}_sk"),
                projection_type=dynamodb.ProjectionType.ALL,
            )
        return table

    def _key(self, name: str, of: str) -> kms.Key:
        return kms.Key(
            self,
            f"{name}Key",
            alias=f"anbu-{self._settings.name}-{name.lower()}",
            enable_key_rotation=True,
            description=f"Anbu {self._settings.name}: {of}",
            removal_policy=self._keep,
        )

    def _bucket(
        self, name: str, encryption: s3.BucketEncryption = s3.BucketEncryption.KMS, *, eventbridge: bool = False
    ) -> s3.Bucket:
        logs = name == "Logs"
        bucket = s3.Bucket(
            self,
            f"{name}Bucket",
            bucket_name=self.bucket_name(name.lower()),
            encryption=encryption,
            encryption_key=None if logs else self.data_key,
            bucket_key_enabled=None if logs else True,
            enforce_ssl=True,
            versioned=not logs,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            server_access_logs_bucket=None if logs else self.access_logs,
            server_access_logs_prefix=None if logs else f"{name.lower()}/",
            removal_policy=self._keep,
            lifecycle_rules=[_old_versions(), *(_PASSING if name == "Lists" else ())],
        )
        if eventbridge:  # as a property: CDK's own way is a custom resource with a function of its own
            raw = cast(s3.CfnBucket, bucket.node.default_child)
            raw.add_property_override("NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled", True)
        return bucket

    def _audit_bucket(self) -> s3.Bucket:
        """Nobody, not the account's owner either, changes or deletes what is here for five years."""
        return s3.Bucket(
            self,
            "AuditBucket",
            bucket_name=self.bucket_name("audit"),
            encryption=s3.BucketEncryption.KMS,
            encryption_key=self.data_key,
            bucket_key_enabled=True,
            enforce_ssl=True,
            versioned=True,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_lock_enabled=True,
            object_lock_default_retention=s3.ObjectLockRetention.compliance(Duration.days(1827)),
            server_access_logs_bucket=self.access_logs,
            server_access_logs_prefix="audit/",
            removal_policy=RemovalPolicy.RETAIN,
        )


def _visibility(queue: Queue) -> int:
    timeouts = [
        function.timeout
        for function in FUNCTIONS
        for trigger in function.triggers
        if isinstance(trigger, FromQueue) and trigger.queue is queue
    ]
    return _TIMES_THE_TIMEOUT * max(timeouts)


def _text(name: str) -> dynamodb.Attribute:
    return dynamodb.Attribute(name=name, type=dynamodb.AttributeType.STRING)


_PASSING = (
    s3.LifecycleRule(prefix="raw-photos/", expiration=Duration.days(1), noncurrent_version_expiration=Duration.days(1)),
    s3.LifecycleRule(prefix="chunks/", expiration=Duration.days(30), noncurrent_version_expiration=Duration.days(1)),
)
"""Photos as they were sent, with place and camera, go within a day, cleaned or not; chunks when no message can come."""


def _old_versions() -> s3.LifecycleRule:
    return s3.LifecycleRule(
        abort_incomplete_multipart_upload_after=Duration.days(3), noncurrent_version_expiration=Duration.days(90)
    )
