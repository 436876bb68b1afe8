"""Logger, metrics and tracer of every function. Ids only: no event, no body, no response is ever logged or traced."""

from aws_lambda_powertools import Logger, Metrics, Tracer

logger = Logger(service="anbu", log_uncaught_exceptions=False)
metrics = Metrics(namespace="Anbu", service="anbu")
tracer = Tracer(service="anbu", auto_patch=False)
