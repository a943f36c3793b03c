//! Finds, explains and maps groups of crime victims in a city's open data.
