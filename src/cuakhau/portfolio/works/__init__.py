"""Works: public-investment projects, their money and days, and what they were to change."""
