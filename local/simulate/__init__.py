"""`anbu simulate`: a whole round against simulated time, with the production policy, planner, line and ladder code."""
