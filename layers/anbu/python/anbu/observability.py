"""Logger and metrics of every function. Ids only: no event, no body, no response is ever logged.

Lambda traces each run by itself (`functions.tracing`); no SDK is loaded for it: docs/decisions/005.
"""

from aws_lambda_powertools import Logger, Metrics

logger = Logger(service="anbu", log_uncaught_exceptions=False)
metrics = Metrics(namespace="Anbu", service="anbu")
