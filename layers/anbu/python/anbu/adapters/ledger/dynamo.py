"""The ledger in DynamoDB: one table, three indexes, every write conditional."""

import base64
import json
from typing import TYPE_CHECKING, Any, TypeVar

from botocore.exceptions import ClientError

from anbu.adapters.ledger import layouts as _layouts  # noqa: F401  registers the entities
from anbu.adapters.ledger.codec import from_item, to_item
from anbu.adapters.ledger.keys import LAYOUTS
from anbu.ports import Change, Check, Conflict, Create, Index, Page, Replace, Wanted

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

E = TypeVar("E")
_REFUSED = {"ConditionalCheckFailedException", "TransactionCanceledException", "TransactionConflictException"}


class DynamoLedger:
    """`Ledger` over a DynamoDB table (its shape: `infra/stacks/ledger.py`)."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def get(self, kind: type[E], *key: str | int) -> E | None:
        """One strongly consistent read."""
        pk, sk = LAYOUTS[kind].key(*key)
        found = self._client.get_item(
            TableName=self._table, Key={"pk": {"S": pk}, "sk": {"S": sk}}, ConsistentRead=True
        )
        return from_item(kind, found["Item"]) if "Item" in found else None

    def get_together(self, *wanted: Wanted[Any]) -> tuple[Any, ...]:
        """One strongly consistent BatchGetItem. What it leaves unread under load is read by itself: botocore waits and
        tries again for that, and says so in its own words if it cannot."""
        keys = [LAYOUTS[one.kind].key(*one.key) for one in wanted]
        asked = [{"pk": {"S": pk}, "sk": {"S": sk}} for pk, sk in dict.fromkeys(keys)]
        answer = self._client.batch_get_item(RequestItems={self._table: {"Keys": asked, "ConsistentRead": True}})
        found = {_key_in(item): item for item in answer["Responses"].get(self._table, [])}
        unread = answer.get("UnprocessedKeys", {}).get(self._table, {"Keys": []})
        left = {_key_in(key) for key in unread["Keys"]}
        return tuple(
            self.get(one.kind, *one.key) if key in left else from_item(one.kind, found[key]) if key in found else None
            for one, key in zip(wanted, keys, strict=True)
        )

    def write(self, *changes: Change) -> None:
        """One transaction; a single change is a plain conditional write, which costs half."""
        actions = [self._action(change) for change in changes]
        try:
            if len(actions) == 1:
                self._write_one(actions[0])
            elif actions:
                self._client.transact_write_items(TransactItems=actions)
        except ClientError as error:
            if _is_conflict(error):
                raise Conflict(error.response["Error"]["Code"]) from None
            raise

    def query(
        self,
        kind: type[E],
        index: Index,
        partition: str,
        *,
        low: str = "",
        high: str = "\uffff",
        limit: int = 100,
        cursor: str | None = None,
        newest_first: bool = False,
    ) -> Page[E]:
        """One Query call: it reads what it returns, never more (no filters)."""
        own = index is Index.OWN
        layout = LAYOUTS[kind]
        prefix = layout.sort_prefix if own else ""
        names = ("pk", "sk") if own else (f"{index}_pk", f"{index}_sk")
        request: dict[str, Any] = {
            "TableName": self._table,
            "KeyConditionExpression": "#p = :p AND #s BETWEEN :low AND :high",
            "ExpressionAttributeNames": {"#p": names[0], "#s": names[1]},
            "ExpressionAttributeValues": {
                ":p": {"S": layout.own_partition(partition) if own else partition},
                ":low": {"S": prefix + low or "\u0000"},
                ":high": {"S": prefix + high},
            },
            "Limit": limit,
            "ScanIndexForward": not newest_first,
        }
        if own:
            request["ConsistentRead"] = True
        else:
            request["IndexName"] = index.value
        if cursor:
            request["ExclusiveStartKey"] = json.loads(base64.urlsafe_b64decode(cursor))
        found = self._client.query(**request)
        last = found.get("LastEvaluatedKey")
        items = tuple(from_item(kind, item) for item in found["Items"])
        return Page(items, base64.urlsafe_b64encode(json.dumps(last).encode()).decode() if last else None)

    def _action(self, change: Change) -> Any:
        entity = change.entity
        version = {":v": {"N": str(entity.version)}}
        if isinstance(change, Create):
            return {"Put": self._put(to_item(entity, entity.version), "attribute_not_exists(pk)")}
        if isinstance(change, Replace):
            put = self._put(to_item(entity, entity.version + 1), "version = :v")
            return {"Put": put | {"ExpressionAttributeValues": version}}
        pk, sk = LAYOUTS[type(entity)].key_of(entity)
        act = {
            "TableName": self._table,
            "Key": {"pk": {"S": pk}, "sk": {"S": sk}},
            "ConditionExpression": "version = :v",
            "ExpressionAttributeValues": version,
        }
        return {"ConditionCheck": act} if isinstance(change, Check) else {"Delete": act}

    def _put(self, item: dict[str, Any], condition: str) -> dict[str, Any]:
        return {"TableName": self._table, "Item": item, "ConditionExpression": condition}

    def _write_one(self, action: dict[str, Any]) -> None:
        if "Put" in action:
            self._client.put_item(**action["Put"])
        elif "Delete" in action:
            self._client.delete_item(**action["Delete"])
        else:
            self._client.transact_write_items(TransactItems=[action])  # type: ignore[list-item]


def _key_in(item: Any) -> tuple[str, str]:
    return item["pk"]["S"], item["sk"]["S"]


def _is_conflict(error: ClientError) -> bool:
    """A cancelled transaction is a conflict only if conditions or other writers cancelled it, not throttling."""
    if error.response["Error"]["Code"] not in _REFUSED:
        return False
    reasons = {reason.get("Code") for reason in error.response.get("CancellationReasons", [])}
    return not reasons - {"None", "ConditionalCheckFailed", "TransactionConflict", None}
