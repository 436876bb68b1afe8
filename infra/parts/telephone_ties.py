"""What ties a Connect instance to our function, bot, number and bucket. An instance that exists may have some."""

from aws_cdk import Duration, RemovalPolicy, Stack
from aws_cdk import aws_connect as connect
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_s3 as s3
from aws_cdk import custom_resources as custom

from infra.parts.nag import accept


def tie_function(stack: Stack, instance_arn: str, function_arn: str, *, associate: bool) -> None:
    """Connect may run the function, for this instance only; flows may name it."""
    lambda_.CfnPermission(
        stack,
        "ConnectMayCall",
        action="lambda:InvokeFunction",
        function_name=function_arn,
        principal="connect.amazonaws.com",
        source_account=stack.account,
        source_arn=instance_arn,
    )
    if associate:
        connect.CfnIntegrationAssociation(
            stack,
            "FunctionTie",
            instance_id=instance_arn,
            integration_type="LAMBDA_FUNCTION",
            integration_arn=function_arn,
        )


def tie_bot(stack: Stack, instance_arn: str, alias_arn: str, function_arn: str, *, associate: bool) -> None:
    """The bot's alias may run the function; flows may name the bot."""
    lambda_.CfnPermission(
        stack,
        "LexMayCall",
        action="lambda:InvokeFunction",
        function_name=function_arn,
        principal="lexv2.amazonaws.com",
        source_account=stack.account,
        source_arn=alias_arn,
    )
    if associate:
        connect.CfnIntegrationAssociation(
            stack, "BotTie", instance_id=instance_arn, integration_type="LEX_BOT", integration_arn=alias_arn
        )


def keep_recordings(stack: Stack, instance_arn: str) -> None:
    """Recordings of the part with a staff member, for ninety days, under a key of their own."""
    key = kms.Key(stack, "RecordingsKey", enable_key_rotation=True, description="anbu: call recordings")
    bucket = s3.Bucket(
        stack,
        "Recordings",
        encryption=s3.BucketEncryption.KMS,
        encryption_key=key,
        enforce_ssl=True,
        versioned=True,
        block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
        removal_policy=RemovalPolicy.RETAIN,
        lifecycle_rules=[
            s3.LifecycleRule(expiration=Duration.days(90), noncurrent_version_expiration=Duration.days(7))
        ],
    )
    accept(
        bucket,
        "AwsSolutions-S1",
        "Connect's own records say who listened to a recording; access logs would double them",
    )
    connect.CfnInstanceStorageConfig(
        stack,
        "RecordingsTie",
        instance_arn=instance_arn,
        resource_type="CALL_RECORDINGS",
        storage_type="S3",
        s3_config=connect.CfnInstanceStorageConfig.S3ConfigProperty(
            bucket_name=bucket.bucket_name,
            bucket_prefix="recordings",
            encryption_config=connect.CfnInstanceStorageConfig.EncryptionConfigProperty(
                encryption_type="KMS", key_id=key.key_arn
            ),
        ),
    )


def bind_number(stack: Stack, number_arn: str, instance_id: str, flow_arn: str) -> None:
    """Who rings our number comes into the ring-back flow. CloudFormation's number has no property for it."""
    call = custom.AwsSdkCall(
        service="Connect",
        action="associatePhoneNumberContactFlow",
        parameters={"PhoneNumberId": number_arn, "InstanceId": instance_id, "ContactFlowId": flow_arn},
        physical_resource_id=custom.PhysicalResourceId.of("ring-back"),
    )
    undo = custom.AwsSdkCall(
        service="Connect",
        action="disassociatePhoneNumberContactFlow",
        parameters={"PhoneNumberId": number_arn, "InstanceId": instance_id},
        ignore_error_codes_matching="ResourceNotFoundException",
    )
    may = iam.PolicyStatement(
        actions=["connect:AssociatePhoneNumberContactFlow", "connect:DisassociatePhoneNumberContactFlow"],
        resources=[number_arn, flow_arn, f"arn:aws:connect:{stack.region}:{stack.account}:instance/{instance_id}"],
    )
    custom.AwsCustomResource(
        stack,
        "NumberTie",
        on_create=call,
        on_update=call,
        on_delete=undo,
        install_latest_aws_sdk=False,
        policy=custom.AwsCustomResourcePolicy.from_statements([may]),
    )
    for child in stack.node.children:
        if child.node.id.startswith("AWS679f53fac002430cb0da5b7982bd2287"):
            accept(child, "AwsSolutions-L1", "CDK's own function for custom resources: CDK chooses its runtime")
            accept(
                child,
                "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]",
                "CDK's own function for custom resources, which writes logs only",
            )
