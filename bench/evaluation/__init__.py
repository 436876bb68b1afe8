"""How well the engines read labelled transcripts: `python -m bench.evaluation`."""
