//! Years of usual days, on a plan of thirty tokens a day.
