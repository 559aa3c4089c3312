"""What is handed out: receipts, codes to pay by, files for others."""
