using System.CommandLine;
using Muster.LoadTests.Commands;
using Spectre.Console;

if (Console.IsOutputRedirected)
    AnsiConsole.Profile.Width = 220; // a table in a file needs no terminal's width
var clock = TimeProvider.System;
var root = new RootCommand("Load on Muster through its public contract, the baseline it is measured against, and the ledger that keeps both honest")
{
    LoadCommand.Create(clock),
    BenchCommand.Create(clock),
    DrillCommand.Create(clock),
    FloodCommand.Create(clock),
    LineCommand.Create(clock),
    ChaosCommand.Create(clock),
    PrepareCommand.Create(),
    RelayCommand.Create(clock),
};
return await root.Parse(args).InvokeAsync();
