using System.CommandLine;
using Muster.LoadTests.Servers;
using Spectre.Console;

namespace Muster.LoadTests.Commands;

/// <summary>`prepare`: a data folder in which the product finds an agency with enough agents.</summary>
internal static class PrepareCommand
{
    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "The product's data folder, before its first start", Required = true };
        var agents = new Option<int>("--agents") { Description = "How many; each holds four conversations", DefaultValueFactory = _ => 250 };
        var command = new Command("prepare", "Put the load agency and its accounts into a data folder") { data, agents };
        command.SetAction(options =>
        {
            var folder = options.GetValue(data)!.FullName;
            LoadAgency.Prepare(folder, options.GetValue(agents));
            AnsiConsole.WriteLine($"Agency {LoadAgency.Name}, queue {LoadAgency.Queue}, {options.GetValue(agents)} agents: {folder}");
        });
        return command;
    }
}
