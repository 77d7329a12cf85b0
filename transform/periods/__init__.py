"""When an experience took place, told from its prose: dates found, put aside with a reason, weighed, joined."""
