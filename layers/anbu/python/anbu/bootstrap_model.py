"""Wiring of a language model: the settings' table `[model]`, and the key from Secrets Manager."""

from functools import cache

from anbu import bootstrap
from anbu.adapters.language_model import ModelSettings


@cache
def model_settings() -> ModelSettings | None:
    """Where the model of this deployment runs, or None: everything works without."""
    told = bootstrap.settings().model
    if told.provider == "none" or not told.name:
        return None
    return ModelSettings(
        provider=told.provider,
        model=told.name,
        base_url=told.base_url,
        region=bootstrap.settings().aws.region,
        api_key=bootstrap.secret_key(told.secret) if told.secret else "unused",
        deadline_seconds=told.record_deadline_seconds,
        retries=told.retries,
        most_answer_tokens=told.most_answer_tokens,
        temperature=told.temperature,
        prompt=told.prompt,
        won_per_million_prompt=told.won_per_million_prompt,
        won_per_million_answer=told.won_per_million_answer,
    )
