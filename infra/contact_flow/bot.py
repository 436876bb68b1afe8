"""The Lex V2 bot as CloudFormation properties: one intent and FallbackIntent, Korean, everything to the code hook."""

import hashlib
import json
from typing import Any

INTENT = "Conversation"
FALLBACK = "FallbackIntent"
LOCALE = "ko_KR"


def bot(name: str, role_arn: str, voice: str = "Seoyeon") -> dict[str, Any]:
    """Properties of `AWS::Lex::Bot`. A locale needs one intent with an utterance to be built; what people say falls to
    FallbackIntent, whose fulfilment hook leads the conversation. No NLU threshold could make that intent win by chance
    over it and do harm: both go to the same hook."""
    return {
        "Name": name,
        "RoleArn": role_arn,
        "DataPrivacy": {"ChildDirected": False},
        "IdleSessionTTLInSeconds": 300,
        "AutoBuildBotLocales": True,
        "BotLocales": [
            {
                "LocaleId": LOCALE,
                "NluConfidenceThreshold": 0.8,
                "VoiceSettings": {"VoiceId": voice, "Engine": "neural"},
                "Intents": [
                    {
                        "Name": INTENT,
                        "SampleUtterances": [{"Utterance": "상담 시작"}],
                        "FulfillmentCodeHook": {"Enabled": True},
                    },
                    {
                        "Name": FALLBACK,
                        "ParentIntentSignature": "AMAZON.FallbackIntent",
                        "FulfillmentCodeHook": {"Enabled": True},
                    },
                ],
            }
        ],
    }


def bot_version(bot_id: str, properties: dict[str, Any]) -> dict[str, Any]:
    """Properties of `AWS::Lex::BotVersion`. A version never changes: its description holds a hash of the bot, so that
    a changed bot publishes a new one (use `version_tag` in the logical id)."""
    return {
        "BotId": bot_id,
        "Description": f"anbu {version_tag(properties)}",
        "BotVersionLocaleSpecification": [
            {"LocaleId": LOCALE, "BotVersionLocaleDetails": {"SourceBotVersion": "DRAFT"}}
        ],
    }


def version_tag(properties: dict[str, Any]) -> str:
    """Eight letters that change when the bot's locales do."""
    text = json.dumps(properties["BotLocales"], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def bot_alias(name: str, bot_id: str, version: str, handler_arn: str) -> dict[str, Any]:
    """Properties of `AWS::Lex::BotAlias`. No conversation logs: the turns in our ledger are the record (design §5)."""
    hook = {"LambdaCodeHook": {"LambdaArn": handler_arn, "CodeHookInterfaceVersion": "1.0"}}
    return {
        "BotAliasName": name,
        "BotId": bot_id,
        "BotVersion": version,
        "SentimentAnalysisSettings": {"DetectSentiment": False},
        "BotAliasLocaleSettings": [
            {"LocaleId": LOCALE, "BotAliasLocaleSetting": {"Enabled": True, "CodeHookSpecification": hook}}
        ],
    }
