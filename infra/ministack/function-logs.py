"""Prints what every function wrote to its log group."""

import os

import botocore.session

logs = botocore.session.get_session().create_client("logs", endpoint_url=os.environ["AWS_ENDPOINT_URL"])
for groups in logs.get_paginator("describe_log_groups").paginate(logGroupNamePrefix="/aws/lambda/"):
    for group in groups["logGroups"]:
        name = group["logGroupName"]
        for events in logs.get_paginator("filter_log_events").paginate(logGroupName=name):
            for event in events["events"]:
                print(event["timestamp"], name.removeprefix("/aws/lambda/"), event["message"].rstrip())
