"""When an article was published: dates in texts, pages and addresses, each with its evidence, weighed by rule."""
