"""What the world sees: publications and nothing else."""
