"""What would it take? The fewest additional cases to a goal, what nobody can do, and what the province gains."""
