"""Is it real, or chance? Series (XmR charts), peers (funnels), ranks (confidence sets), ratios (Wilson intervals).

Pure functions of numbers: none knows of stores, pages or words.
"""
