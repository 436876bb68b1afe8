"""Whatever cannot be done lies somewhere that is watched."""

from tests.infra.synthesised import Deployed, as_list


def _functions_of_mappings(aws: Deployed) -> list[tuple[str, str, dict]]:
    found = []
    for name, mapping in aws.resources("AWS::Lambda::EventSourceMapping").items():
        capability = name.split("/")[0]
        found.append(
            (
                aws.target(capability, mapping["EventSourceArn"]),
                aws.target(capability, mapping["FunctionName"]),
                mapping,
            )
        )
    return found


def test_every_queue_has_a_dead_letter_queue_or_is_one(aws: Deployed) -> None:
    queues = aws.resources("AWS::SQS::Queue")
    dead = {
        aws.target("ledger", queue["RedrivePolicy"]["deadLetterTargetArn"])
        for queue in queues.values()
        if "RedrivePolicy" in queue
    }
    alone = {name for name, queue in queues.items() if "RedrivePolicy" not in queue}
    assert len(queues) >= 15
    assert alone - dead == {name for name in queues if "UndeliveredEvents" in name}


def test_every_dead_letter_queue_wakes_somebody_at_its_first_letter(aws: Deployed) -> None:
    watched = {
        aws.target("operations", dimension["Value"]): alarm
        for alarm in aws.resources("AWS::CloudWatch::Alarm").values()
        for dimension in alarm.get("Dimensions", [])
        if alarm["MetricName"] == "ApproximateNumberOfMessagesVisible" and dimension["Name"] == "QueueName"
    }
    dead = {name for name, queue in aws.resources("AWS::SQS::Queue").items() if "RedrivePolicy" not in queue}
    assert set(watched) == dead
    for alarm in watched.values():
        assert alarm["Threshold"] == 0
        assert alarm["ComparisonOperator"] == "GreaterThanThreshold"
        assert alarm["AlarmActions"]


def test_every_queue_is_watched_for_messages_that_nobody_takes(aws: Deployed) -> None:
    watched = {
        aws.target("operations", dimension["Value"])
        for alarm in aws.resources("AWS::CloudWatch::Alarm").values()
        for dimension in alarm.get("Dimensions", [])
        if alarm["MetricName"] == "ApproximateAgeOfOldestMessage"
    }
    assert watched == {name for name, queue in aws.resources("AWS::SQS::Queue").items() if "RedrivePolicy" in queue}


def test_every_dead_letter_is_read_by_dead_letters(aws: Deployed) -> None:
    dead = {name for name, queue in aws.resources("AWS::SQS::Queue").items() if "RedrivePolicy" not in queue}
    read = {source for source, function, _ in _functions_of_mappings(aws) if "DeadLetters" in function}
    assert read == dead


def test_no_message_comes_again_while_its_function_may_still_be_at_work(aws: Deployed) -> None:
    queues, functions = aws.resources("AWS::SQS::Queue"), aws.resources("AWS::Lambda::Function")
    seen = 0
    for source, function, _ in _functions_of_mappings(aws):
        if source in queues:
            assert queues[source]["VisibilityTimeout"] >= 6 * functions[function]["Timeout"], (source, function)
            seen += 1
    assert seen >= 8


def test_one_bad_message_does_not_bring_back_its_whole_batch(aws: Deployed) -> None:
    for _, function, mapping in _functions_of_mappings(aws):
        assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"], function


def test_the_stream_puts_aside_what_it_cannot_deliver(aws: Deployed) -> None:
    streams = [mapping for _, _, mapping in _functions_of_mappings(aws) if "StartingPosition" in mapping]
    for mapping in streams:
        assert mapping["DestinationConfig"]["OnFailure"]["Destination"]
        assert mapping["BisectBatchOnFunctionError"]
        assert mapping["StartingPosition"] == "TRIM_HORIZON"


def test_every_event_rule_and_every_schedule_has_somewhere_for_what_it_cannot_deliver(aws: Deployed) -> None:
    rules, schedules = aws.resources("AWS::Events::Rule"), aws.resources("AWS::Scheduler::Schedule")
    assert len(rules) >= 3
    assert schedules
    for rule in rules.values():
        assert all("DeadLetterConfig" in target for target in rule["Targets"])
    for schedule in schedules.values():
        assert "DeadLetterConfig" in schedule["Target"]


def test_every_function_run_by_a_schedule_puts_aside_what_it_failed_at(aws: Deployed) -> None:
    kept = {
        aws.target("outreach", config["FunctionName"])
        for config in aws.resources("AWS::Lambda::EventInvokeConfig").values()
    }
    for name, schedule in aws.resources("AWS::Scheduler::Schedule").items():
        target = aws.target(name.split("/")[0], schedule["Target"]["Arn"])
        assert target in kept or target in aws.resources("AWS::SQS::Queue")


def test_schedules_are_utc_cron_and_carry_no_person(aws: Deployed) -> None:
    for schedule in aws.resources("AWS::Scheduler::Schedule").values():
        assert schedule["ScheduleExpression"].startswith("cron(")
        assert schedule["ScheduleExpressionTimezone"] == "UTC"
        assert schedule["Target"]["Input"] == '{"why": "schedule"}'


def test_every_way_of_creating_a_list_is_noticed_multipart_too(aws: Deployed) -> None:
    pattern = next(
        rule["EventPattern"] for name, rule in aws.resources("AWS::Events::Rule").items() if "ListArrived" in name
    )
    assert pattern["detail-type"] == ["Object Created"]
    assert "reason" not in pattern["detail"], (
        "the reason tells PutObject from CompleteMultipartUpload: both are uploads"
    )
    assert as_list(pattern["detail"]["object"]["key"]) == [{"prefix": "lists/"}]


def test_only_events_of_which_nothing_follows_are_left_out(aws: Deployed) -> None:
    rules = [rule["EventPattern"] for rule in aws.resources("AWS::Events::Rule").values()]
    ours = ["Amazon Connect Contact Event"]
    either = next(rule["detail"]["$or"] for rule in rules if rule.get("detail-type") == ours)
    left_out = next(part["eventType"][0]["anything-but"] for part in either if "anything-but" in part["eventType"][0])
    assert {"eventType": [{"exists": False}]} in either, "a type spelt otherwise comes through"
    assert not {"DISCONNECTED", "COMPLETED"} & set(left_out)
