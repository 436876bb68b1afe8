"""`anbu appoint --deployment`: with one's own credentials, against what CloudFormation says of the deployment."""

import json
import uuid

import pytest

from anbu.adapters.ledger.dynamo import DynamoLedger
from anbu.domain.casework.access import Grant
from anbu.ports import Index
from local.cli.main import main
from local.cloud import Cloud

pytestmark = [pytest.mark.cloud, pytest.mark.slow]
HAMPYEONG = "4686000000"


@pytest.fixture
def as_an_operator(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    """The credentials and the Region of whoever deploys, in the environment, as the AWS tools take them."""
    told = {"AWS_ENDPOINT_URL": cloud.endpoint, "AWS_DEFAULT_REGION": cloud.region, "AWS_REGION": cloud.region}
    for name, value in (told | {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}).items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("as_an_operator")
def test_the_first_manager_of_a_deployed_area_is_named(cloud: Cloud, capsys: pytest.CaptureFixture[str]) -> None:
    user = f"first-{uuid.uuid4().hex[:8]}"
    cloud.client("cognito-idp").admin_create_user(UserPoolId=cloud.user_pool, Username=user, MessageAction="SUPPRESS")
    words = ["appoint", user, "--area", HAMPYEONG, "--name", "최관리", "--deployment", cloud.deployment, "--json"]
    assert main(words) == 0
    told = json.loads(capsys.readouterr().out)
    (grant,) = DynamoLedger(cloud.client("dynamodb"), cloud.table).query(Grant, Index.OWN, told["account"]).items
    assert (grant.role, grant.area) == ("manager", HAMPYEONG)
    assert main(words) == 1, "the area has a manager now"
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "has_a_manager"


@pytest.mark.usefixtures("as_an_operator")
@pytest.mark.parametrize(("deployment", "code"), [("nowhere", "no_such_deployment"), (None, "no_such_account")])
def test_what_is_not_there_is_told_in_one_sentence(
    cloud: Cloud, capsys: pytest.CaptureFixture[str], deployment: str | None, code: str
) -> None:
    where = ["--area", HAMPYEONG, "--name", "최관리", "--deployment", deployment or cloud.deployment]
    assert main(["appoint", "nobody-at-all", *where, "--json"]) == 1
    said = capsys.readouterr()
    assert json.loads(said.out)["error"]["code"] == code
    assert "Traceback" not in said.err
