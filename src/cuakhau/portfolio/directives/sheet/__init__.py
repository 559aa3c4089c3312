"""Lists of tasks as workbooks: taken in and given out."""
