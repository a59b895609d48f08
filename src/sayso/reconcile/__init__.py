"""Pure: same question?, origins, verdicts, arithmetic, flows. Knows no file, clock, network or database."""
