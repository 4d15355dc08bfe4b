"""Why a number is what it is, and why it moved: points from counts, and changes split into parts that add up."""
