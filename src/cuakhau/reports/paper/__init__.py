"""Official documents: one value, and the files that are made of it (Decree 30/2020/NĐ-CP)."""
