using System.Globalization;
using Muster.Mutations;

// dotnet run --project Mutations [-- list | FIRST LAST]
var source = Directory.GetCurrentDirectory();
var folder = Path.Combine(Path.GetTempPath(), $"muster-mutations-{Environment.ProcessId}");
var copy = new ScratchCopy(source, folder);
try
{
    var mutants = copy.Make().SelectMany(one => one.Check.Mutants.Select((how, index) => (Number: one.Number + index, one.Check, How: how))).ToList();
    if (args is ["list"])
    {
        foreach (var (number, check, how) in mutants)
            Console.WriteLine($"{number,4} {check.File}:{check.Line} {how}: {check.Text.ReplaceLineEndings(" ")}");
        return 0;
    }

    if (!copy.Build() || TestRun.NoticedBy(copy.Tests, mutant: 0) is not null)
    {
        await Console.Error.WriteLineAsync("The copy does not build, or its tests fail without a mutant: nothing can be said.");
        return 2;
    }

    var (first, last) = args is [var from, var until] ? (int.Parse(from, CultureInfo.InvariantCulture), int.Parse(until, CultureInfo.InvariantCulture)) : (1, int.MaxValue);
    var survived = 0;
    foreach (var (number, check, how) in mutants.Where(mutant => mutant.Number >= first && mutant.Number <= last))
    {
        var noticed = TestRun.NoticedBy(copy.Tests, number);
        survived += noticed is null ? 1 : 0;
        Console.WriteLine($"{number,4} {(noticed is null ? "SURVIVED" : $"caught ({noticed})"),-20} {check.File}:{check.Line} {how}: {check.Text.ReplaceLineEndings(" ")}");
    }

    Console.WriteLine($"{mutants.Count} mutants, {survived} survived");
    return survived == 0 ? 0 : 1;
}
finally
{
    if (Directory.Exists(folder))
        Directory.Delete(folder, recursive: true);
}
