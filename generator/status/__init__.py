"""Where the bureau stands (收报情况): who has submitted, who has not, what has to be mended, and letters."""
