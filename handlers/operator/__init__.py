"""The operator's commands: grants, blocks, statistics, single generations, models, broadcasts."""
