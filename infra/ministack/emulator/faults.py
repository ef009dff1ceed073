"""Where the emulator does otherwise than AWS, each in a few lines against the emulator alone, unmended.

    AWS_ENDPOINT_URL=http://localhost:4566 python faults.py

A fault that is no longer there ends this with an error: its workaround, named beside it, can go.
"""

import io
import json
import os
import time
import zipfile

import botocore.session
from botocore.exceptions import ClientError

session = botocore.session.get_session()
ACCOUNT = "000000000000"
ROLE = f"arn:aws:iam::{ACCOUNT}:role"


def client(name, **credentials):
    return session.create_client(name, endpoint_url=os.environ["AWS_ENDPOINT_URL"], **credentials)


iam, functions, sqs, table_api = client("iam"), client("lambda"), client("sqs"), client("dynamodb")


def made_role(name, *statements):
    trust = {"Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
    iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))
    if statements:
        document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement} for statement in statements]}
        iam.put_role_policy(RoleName=name, PolicyName="own", PolicyDocument=json.dumps(document))
    return f"{ROLE}/{name}"


def user(name, *statements):
    """Credentials of somebody who may do these things and nothing else."""
    iam.create_user(UserName=name)
    document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement} for statement in statements]}
    iam.put_user_policy(UserName=name, PolicyName="own", PolicyDocument=json.dumps(document))
    key = iam.create_access_key(UserName=name)["AccessKey"]
    return {"aws_access_key_id": key["AccessKeyId"], "aws_secret_access_key": key["SecretAccessKey"]}


def made_function(name, body):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as files:
        files.writestr("index.mjs", f"export const handler = async (event) => {{ {body} }};")
    functions.create_function(
        FunctionName=name, Runtime="nodejs24.x", Handler="index.handler", Role=made_role(f"{name}-role"),
        Code={"ZipFile": archive.getvalue()},
    )
    return f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:{name}"


def times_run(name):
    logs = client("logs")
    try:
        events = logs.filter_log_events(logGroupName=f"/aws/lambda/{name}")["events"]
    except ClientError:
        return 0
    return sum(event["message"].startswith("START ") for event in events)


def wait_for(condition, seconds=15):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.1)
    return condition()


def denied(call, **arguments):
    try:
        call(**arguments)
        return False
    except ClientError as error:
        assert "AccessDenied" in str(error), error
        return True


def the_bus_tries_a_function_once():
    """AWS tries three times and then gives the event to the function's destination: async_invocations.py."""
    arn = made_function("failing", "throw new Error('no')")
    queue = sqs.create_queue(QueueName="letters")["QueueUrl"]
    functions.put_function_event_invoke_config(
        FunctionName="failing", MaximumRetryAttempts=2,
        DestinationConfig={"OnFailure": {"Destination": f"arn:aws:sqs:us-east-1:{ACCOUNT}:letters"}},
    )
    events = client("events")
    events.put_rule(Name="all", EventPattern='{"source": ["house"]}')
    events.put_targets(Rule="all", Targets=[{"Id": "one", "Arn": arn}])
    events.put_events(Entries=[{"Source": "house", "DetailType": "x", "Detail": "{}"}])
    assert wait_for(lambda: times_run("failing") > 0), "the function never ran"
    time.sleep(5)
    return times_run("failing") == 1 and "Messages" not in sqs.receive_message(QueueUrl=queue)


def a_stream_goes_on_after_items_that_failed():
    """AWS gives a function the items again that it reports as failed: stream_readers.py."""
    made_function(
        "reader", "return { batchItemFailures: [{ itemIdentifier: event.Records[0].dynamodb.SequenceNumber }] }"
    )
    stream = table_api.create_table(
        TableName="things", BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
    )["TableDescription"]["LatestStreamArn"]
    functions.create_event_source_mapping(
        FunctionName="reader", EventSourceArn=stream, StartingPosition="TRIM_HORIZON",
        FunctionResponseTypes=["ReportBatchItemFailures"],
    )
    table_api.put_item(TableName="things", Item={"pk": {"S": "1"}})
    assert wait_for(lambda: times_run("reader") > 0), "the function never ran"
    time.sleep(3)
    return times_run("reader") == 1


def schedules_are_all_of_the_default_group_to_iam():
    """A policy that names another group allows nothing: SCHEDULES in adapt.ts."""
    client("scheduler").create_schedule_group(Name="own")
    statement = {"Action": "scheduler:CreateSchedule", "Resource": f"arn:aws:scheduler:us-east-1:{ACCOUNT}:schedule/own/*"}
    return denied(client("scheduler", **user("scheduling", statement)).create_schedule, **a_schedule("own"))


def whoever_may_make_schedules_may_pass_any_role():
    """AWS asks for iam:PassRole as well: the excuse in never-called.ts."""
    statement = {"Action": "scheduler:CreateSchedule", "Resource": "*"}
    return not denied(client("scheduler", **user("passing", statement)).create_schedule, **a_schedule("default"))


def a_schedule(group):
    return {
        "Name": "later", "GroupName": group, "ScheduleExpression": "at(2999-01-01T00:00:00)",
        "FlexibleTimeWindow": {"Mode": "OFF"},
        "Target": {"Arn": f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:failing", "RoleArn": f"{ROLE}/failing-role"},
    }


def raw_mails_have_no_sender_to_iam():
    """A policy that names the identity or the sender allows nothing: UNSEEN in adapt.ts."""
    client("ses").verify_email_identity(EmailAddress="crm@example.com")
    statement = {
        "Action": "ses:SendRawEmail", "Resource": f"arn:aws:ses:us-east-1:{ACCOUNT}:identity/crm@example.com",
        "Condition": {"StringEquals": {"ses:FromAddress": "crm@example.com"}},
    }
    sender = client("ses", **user("sending", statement))
    mail = {"Data": b"From: crm@example.com\r\nTo: li@example.com\r\nSubject: x\r\n\r\nx"}
    return denied(sender.send_raw_email, Source="crm@example.com", Destinations=["li@example.com"], RawMessage=mail)


def stands(name, kind, properties):
    """Whether CloudFormation can make a resource."""
    template = {"Resources": {"A": {"Type": kind, "Properties": properties}}}
    stacks = client("cloudformation")
    try:
        stacks.create_stack(StackName=name, TemplateBody=json.dumps(template))
    except ClientError:
        return False
    status = lambda: stacks.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"]
    assert wait_for(lambda: not status().endswith("IN_PROGRESS")), "the stack never ends"
    return status() == "CREATE_COMPLETE"


def archives_cannot_be_made_by_cloudformation():
    """UNKNOWN in adapt.ts."""
    bus = f"arn:aws:events:us-east-1:{ACCOUNT}:event-bus/default"
    return not stands("archive", "AWS::Events::Archive", {"SourceArn": bus})


def composite_alarms_cannot_be_made_by_cloudformation():
    """UNKNOWN in adapt.ts."""
    return not stands("composite", "AWS::CloudWatch::CompositeAlarm", {"AlarmName": "all", "AlarmRule": 'ALARM("one")'})


def queries_cannot_be_saved_by_cloudformation():
    """UNKNOWN in adapt.ts."""
    return not stands("query", "AWS::Logs::QueryDefinition", {"Name": "one", "QueryString": "fields @timestamp"})


def alarms_that_compute_cannot_be_made_by_cloudformation():
    """COMPUTES in adapt.ts."""
    sum_of = {"Namespace": "AWS/Lambda", "MetricName": "Errors"}
    metrics = [
        {"Id": "all", "Expression": "SUM([m0])", "ReturnData": True},
        {"Id": "m0", "MetricStat": {"Metric": sum_of, "Period": 300, "Stat": "Sum"}, "ReturnData": False},
    ]
    alarm = {"Threshold": 1, "EvaluationPeriods": 1, "ComparisonOperator": "GreaterThanOrEqualToThreshold"}
    simple = {**sum_of, "Period": 300, "Statistic": "Sum"}
    assert stands("simple", "AWS::CloudWatch::Alarm", {"AlarmName": "simple", **alarm, **simple})
    return not stands("alarm", "AWS::CloudWatch::Alarm", {"AlarmName": "one", **alarm, "Metrics": metrics})


FAULTS = [
    the_bus_tries_a_function_once,
    a_stream_goes_on_after_items_that_failed,
    schedules_are_all_of_the_default_group_to_iam,
    whoever_may_make_schedules_may_pass_any_role,
    raw_mails_have_no_sender_to_iam,
    archives_cannot_be_made_by_cloudformation,
    composite_alarms_cannot_be_made_by_cloudformation,
    queries_cannot_be_saved_by_cloudformation,
    alarms_that_compute_cannot_be_made_by_cloudformation,
]

if __name__ == "__main__":
    mended = []
    for fault in FAULTS:
        still_there = fault()
        print(f"{'as known' if still_there else 'MENDED  '}  {fault.__name__.replace('_', ' ')}")
        if not still_there:
            mended.append(fault.__doc__)
    if mended:
        raise SystemExit("The emulator does now as AWS does; take away what works around it:\n" + "\n".join(mended))
