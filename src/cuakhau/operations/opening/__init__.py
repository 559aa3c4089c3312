"""The first day of a real zone: what stands at the gates, who works there, and when.

book  → rows of cells, each with its address
reading → an Opening, or every mistake at once
act   → all of it in one transaction
"""
