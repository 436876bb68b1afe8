"""`anbu appoint ACCOUNT --area CODE --name NAME`: the first manager of an area, who then names everybody else."""

import argparse
import json
import secrets
import sys
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import ClientError, NoCredentialsError, NoRegionError

from anbu.adapters.area_tables import area_tree
from anbu.adapters.clock import FileClock, SystemClock
from anbu.adapters.ledger.dynamo import DynamoLedger
from anbu.domain.ids import AreaCode
from anbu.usecases.casework.appoint import appoint_manager
from anbu.usecases.casework.refusals import Incomplete, Refused
from local.cloud import Cloud, NotRunning, running

_NO_DEPLOYMENT = "그런 배포를 찾지 못했습니다. 배포 이름과 AWS 자격 증명, 리전을 확인해 주세요."
_NO_ACCOUNT = "이 배포의 사용자 풀에 그런 계정이 없습니다. 계정을 먼저 만들고(admin-create-user) 다시 실행해 주세요."


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Its arguments."""
    parser = subparsers.add_parser("appoint", help="name the first manager of an area", description=__doc__)
    parser.add_argument("account", help="user name in the deployment's pool; made on one's own machine if missing")
    parser.add_argument("--area", required=True, help="행정표준코드, ten digits")
    parser.add_argument("--name", required=True, help="the manager's name, as colleagues know them")
    parser.add_argument("--deployment", help="one in AWS, with your own credentials; without it the one running here")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """0: appointed; 1: refused, with the reason on standard error."""
    try:
        told = _in_aws(args) if args.deployment else _here(running(), args)
    except (NotRunning, Refused) as refused:
        code, sentence = (
            (refused.code, refused.sentence) if isinstance(refused, Refused) else ("not_running", str(refused))
        )
        if args.json:
            print(json.dumps({"error": {"code": code, "message": sentence}}, ensure_ascii=False))
        print(sentence, file=sys.stderr)
        return 1
    print(json.dumps(told, ensure_ascii=False) if args.json else "\n".join(f"{k}: {v}" for k, v in told.items()))
    return 0


def _in_aws(args: argparse.Namespace) -> dict[str, str]:
    try:
        pools, stacks = boto3.client("cognito-idp"), boto3.client("cloudformation")
        found = stacks.describe_stacks(StackName=f"anbu-{args.deployment}-casework")["Stacks"][0]
    except (ClientError, NoCredentialsError, NoRegionError) as fault:
        raise Incomplete("no_such_deployment", _NO_DEPLOYMENT) from fault
    pool = next(one["OutputValue"] for one in found["Outputs"] if one["OutputKey"] == "UserPoolId")
    try:
        sub = _sub(pools.admin_get_user(UserPoolId=pool, Username=args.account)["UserAttributes"])
    except pools.exceptions.UserNotFoundException as fault:
        raise Incomplete("no_such_account", _NO_ACCOUNT) from fault
    ledger = DynamoLedger(boto3.client("dynamodb"), f"anbu-{args.deployment}")
    appoint_manager(ledger, SystemClock(), area_tree(), sub, args.name, AreaCode(args.area))
    return {"account": sub, "area": args.area}


def _here(cloud: Cloud, args: argparse.Namespace) -> dict[str, str]:
    """On one's own machine the account is made as well, and its token printed: to try the API with."""
    pool, password = cloud.client("cognito-idp"), f"Anbu-{secrets.token_urlsafe(9)}1!"
    where = {"UserPoolId": cloud.user_pool, "Username": args.account}
    try:
        attributes = pool.admin_get_user(**where)["UserAttributes"]
    except pool.exceptions.UserNotFoundException:
        attributes = pool.admin_create_user(**where, MessageAction="SUPPRESS")["User"]["Attributes"]
    sub = _sub(attributes)
    ledger = DynamoLedger(cloud.client("dynamodb"), cloud.table)
    appoint_manager(ledger, FileClock(Path(cloud.clock_file)), area_tree(), sub, args.name, AreaCode(args.area))
    pool.admin_set_user_password(**where, Password=password, Permanent=True)
    signed = pool.admin_initiate_auth(
        UserPoolId=cloud.user_pool,
        ClientId=cloud.user_client,
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": args.account, "PASSWORD": password},
    )["AuthenticationResult"]
    return {"account": sub, "area": args.area, "password": password, "api": cloud.api, "token": signed["AccessToken"]}


def _sub(attributes: list[Any]) -> str:
    sub: str = next(found["Value"] for found in attributes if found["Name"] == "sub")
    return sub
