"""The table, the buckets and the keys."""

from tests.infra.synthesised import Deployed


def test_the_table_can_be_brought_back_to_any_second_and_is_encrypted_with_our_key(aws: Deployed) -> None:
    (table,) = aws.resources("AWS::DynamoDB::Table").values()
    assert table["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] is True
    assert table["SSESpecification"]["SSEType"] == "KMS"
    assert table["DeletionProtectionEnabled"] is True
    assert table["StreamSpecification"]["StreamViewType"] == "NEW_IMAGE"
    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}


def test_the_indexes_are_those_that_the_ledger_asks(aws: Deployed) -> None:
    from anbu.ports import Index  # noqa: PLC0415

    (table,) = aws.resources("AWS::DynamoDB::Table").values()
    indexes = {
        index["IndexName"]: [key["AttributeName"] for key in index["KeySchema"]]
        for index in table["GlobalSecondaryIndexes"]
    }
    assert indexes == {index.value: [f"{index}_pk", f"{index}_sk"] for index in Index if index is not Index.OWN}
    assert all(index["Projection"] == {"ProjectionType": "ALL"} for index in table["GlobalSecondaryIndexes"])


def test_no_bucket_is_public_open_to_plain_http_or_unencrypted(aws: Deployed) -> None:
    buckets = aws.resources("AWS::S3::Bucket")
    assert len(buckets) >= 4
    for name, bucket in buckets.items():
        assert all(bucket["PublicAccessBlockConfiguration"].values()), name
        assert bucket["BucketEncryption"], name
    secured = {
        aws.target(name.split("/")[0], policy["Bucket"])
        for name, policy in aws.resources("AWS::S3::BucketPolicy").items()
        for statement in policy["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Deny" and statement["Condition"].get("Bool") == {"aws:SecureTransport": "false"}
    }
    assert secured == set(buckets)


def test_the_audit_copy_cannot_be_changed_by_anybody_for_five_years(aws: Deployed) -> None:
    audit = next(bucket for name, bucket in aws.resources("AWS::S3::Bucket").items() if "Audit" in name)
    rule = audit["ObjectLockConfiguration"]["Rule"]["DefaultRetention"]
    assert audit["ObjectLockEnabled"] is True
    assert rule["Mode"] == "COMPLIANCE"
    assert rule["Days"] >= 5 * 365


def test_photos_as_they_were_sent_and_chunks_of_lists_do_not_stay(aws: Deployed) -> None:
    lists = next(bucket for name, bucket in aws.resources("AWS::S3::Bucket").items() if "Lists" in name)
    rules = {rule.get("Prefix"): rule for rule in lists["LifecycleConfiguration"]["Rules"]}
    assert rules["raw-photos/"]["ExpirationInDays"] == 1
    assert rules["raw-photos/"]["NoncurrentVersionExpiration"]["NoncurrentDays"] == 1
    assert rules["chunks/"]["ExpirationInDays"] <= 30


def test_every_queue_is_encrypted_with_our_key(aws: Deployed) -> None:
    for name, queue in aws.resources("AWS::SQS::Queue").items():
        assert "QueuesKey" in aws.target("ledger", queue["KmsMasterKeyId"]), name


def test_keys_are_changed_every_year(aws: Deployed) -> None:
    assert all(key["EnableKeyRotation"] for key in aws.resources("AWS::KMS::Key").values())


def test_what_matters_outlives_its_stack(aws: Deployed) -> None:
    for logical_id, resource in aws.templates["ledger"]["Resources"].items():
        if resource["Type"] in {"AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::KMS::Key"}:
            assert resource["DeletionPolicy"] == "Retain", logical_id


def test_logs_end_and_keep_no_events(aws: Deployed) -> None:
    for group in aws.resources("AWS::Logs::LogGroup").values():
        assert group["RetentionInDays"] in {180, 90, 30}
    for name, function in aws.resources("AWS::Lambda::Function").items():
        if name.split("/")[0] in {"counselling", "outreach", "casework"}:
            variables = function["Environment"]["Variables"]
            assert "POWERTOOLS_LOGGER_LOG_EVENT" not in variables
