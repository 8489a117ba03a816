// What every process costs before it does anything.
process.exitCode = 0;
