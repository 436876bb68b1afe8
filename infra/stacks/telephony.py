"""Connect and Lex: flows, bot, queue, hours, number, ties.

Nothing imports from here: the ids go to Parameter Store, where `dial` reads them.
"""

from collections.abc import Mapping
from typing import Any

from aws_cdk import CfnResource, Fn, Stack
from aws_cdk import aws_connect as connect
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_ssm as ssm
from constructs import Construct

from anbu.settings import Settings
from infra.contact_flow import bot as bots
from infra.contact_flow import flows
from infra.parts.grants import telephony_path
from infra.parts.nag import accept
from infra.parts.telephone_ties import bind_number, keep_recordings, tie_bot, tie_function

_DAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY")


class TelephonyStack(Stack):
    """Calls `call_handler` of Counselling, from Connect's flows and from Lex."""

    def __init__(
        self, scope: Construct, name: str, settings: Settings, handler: lambda_.Function, **props: Any
    ) -> None:
        super().__init__(scope, name, **props)
        self._settings, self._told = settings, settings.telephony
        self.instance_arn = self._told.instance_arn or self._instance()
        self._handler_arn = handler.function_arn
        self.alias_arn = self._bot()
        self.number_arn = self._told.phone_number_arn or self._number()
        hours = self._hours()
        voice = self._told.voice
        whisper = self._flow("Whisper", "AGENT_WHISPER", flows.agent_whisper(self._handler_arn, voice=voice))
        goodbye = self._flow("Goodbye", "CONTACT_FLOW", flows.goodbye(voice=voice))
        self.queue = self._queue(hours)
        arns = flows.Arns(
            self._handler_arn,
            self.alias_arn,
            self.queue.attr_queue_arn,
            whisper.attr_contact_flow_arn,
            goodbye.attr_contact_flow_arn,
            office_number=self._told.handover_number,
        )
        self.outbound = self._flow("Outbound", "CONTACT_FLOW", flows.outbound(arns, voice=voice))
        self.duty = self._flow("Duty", "CONTACT_FLOW", flows.duty(self._handler_arn, voice=voice))
        self.ring_back = self._flow("RingBack", "CONTACT_FLOW", flows.ring_back(arns, voice=voice))
        self._tie()
        self._write_ids()

    def _instance(self) -> str:
        made = connect.CfnInstance(
            self,
            "Instance",
            identity_management_type="CONNECT_MANAGED",
            instance_alias=f"anbu-{self._settings.name}",
            attributes=connect.CfnInstance.AttributesProperty(
                inbound_calls=True, outbound_calls=True, contact_lens=False, contactflow_logs=False
            ),
        )
        return made.attr_arn

    def _bot(self) -> str:
        role = iam.Role(
            self, "BotRole", assumed_by=iam.ServicePrincipal("lexv2.amazonaws.com"), description="anbu bot: speaks"
        )
        role.add_to_policy(iam.PolicyStatement(actions=["polly:SynthesizeSpeech"], resources=["*"]))
        accept(
            role,
            "AwsSolutions-IAM5[Resource::*]",
            "polly:SynthesizeSpeech takes no resource but lexicons, and we have none",
        )
        properties = bots.bot(f"anbu-{self._settings.name}", role.role_arn, self._told.voice)
        bot = self._lex("Bot", "AWS::Lex::Bot", properties)
        tag = bots.version_tag(properties)
        version = self._lex(f"BotVersion{tag}", "AWS::Lex::BotVersion", bots.bot_version(bot.ref, properties))
        alias = self._lex(
            "BotAlias",
            "AWS::Lex::BotAlias",
            bots.bot_alias("live", bot.ref, version.get_att("BotVersion").to_string(), self._handler_arn),
        )
        return alias.get_att("Arn").to_string()

    def _number(self) -> str:
        made = connect.CfnPhoneNumber(
            self,
            "Number",
            target_arn=self.instance_arn,
            type="TOLL_FREE",
            country_code="KR",
            description=f"anbu {self._settings.name}: calls out, and people ring back",
        )
        return made.attr_phone_number_arn

    def _hours(self) -> connect.CfnHoursOfOperation:
        start, end = (
            connect.CfnHoursOfOperation.HoursOfOperationTimeSliceProperty(hours=h, minutes=0) for h in self._told.hours
        )
        config = [
            connect.CfnHoursOfOperation.HoursOfOperationConfigProperty(day=day, start_time=start, end_time=end)
            for day in _DAYS
        ]
        return connect.CfnHoursOfOperation(
            self,
            "Hours",
            instance_arn=self.instance_arn,
            name=f"anbu-{self._settings.name}",
            time_zone="Asia/Seoul",
            config=config,
        )

    def _queue(self, hours: connect.CfnHoursOfOperation) -> connect.CfnQueue:
        caller = connect.CfnQueue.OutboundCallerConfigProperty(
            outbound_caller_id_name=self._told.caller_name, outbound_caller_id_number_arn=self.number_arn
        )
        return connect.CfnQueue(
            self,
            "StaffQueue",
            instance_arn=self.instance_arn,
            name=f"anbu-{self._settings.name}-staff",
            hours_of_operation_arn=hours.attr_hours_of_operation_arn,
            outbound_caller_config=caller,
        )

    def _flow(self, name: str, kind: str, content: Mapping[str, Any]) -> connect.CfnContactFlow:
        title = "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name)
        return connect.CfnContactFlow(
            self,
            f"{name}Flow",
            instance_arn=self.instance_arn,
            name=f"anbu-{self._settings.name}{title}",
            type=kind,
            content=self.to_json_string(content),
            state="ACTIVE",
        )

    def _tie(self) -> None:
        manage = self._told.manage
        instance_id = Fn.select(1, Fn.split("/", self.instance_arn))
        tie_function(self, self.instance_arn, self._handler_arn, associate=manage.lambda_function)
        tie_bot(self, self.instance_arn, self.alias_arn, self._handler_arn, associate=manage.lex_bot)
        if manage.recordings:
            keep_recordings(self, self.instance_arn)
        if manage.phone_number:
            bind_number(self, self.number_arn, instance_id, self.ring_back.attr_contact_flow_arn)

    def _write_ids(self) -> None:
        ids = {
            "instance-id": Fn.select(1, Fn.split("/", self.instance_arn)),
            "outbound-flow-id": Fn.select(3, Fn.split("/", self.outbound.attr_contact_flow_arn)),
            "ring-back-flow-id": Fn.select(3, Fn.split("/", self.ring_back.attr_contact_flow_arn)),
            "duty-flow-id": Fn.select(3, Fn.split("/", self.duty.attr_contact_flow_arn)),
            "queue-id": Fn.select(3, Fn.split("/", self.queue.attr_queue_arn)),
            "bot-alias-arn": self.alias_arn,
            "phone-number-arn": self.number_arn,
        }
        for name, value in ids.items():
            title = name.title().replace("-", "")
            ssm.StringParameter(
                self, f"{title}Parameter", parameter_name=f"{telephony_path(self._settings)}/{name}", string_value=value
            )

    def _lex(self, name: str, kind: str, properties: dict[str, Any]) -> CfnResource:
        return CfnResource(self, name, type=kind, properties=properties)
