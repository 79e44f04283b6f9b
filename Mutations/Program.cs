using System.Diagnostics;
using System.Globalization;
using Muster.Mutations;

// dotnet run --project Mutations [-- list | FIRST LAST]
var watch = Stopwatch.StartNew();
var copy = new ScratchCopy(Directory.GetCurrentDirectory(), Path.Combine(Path.GetTempPath(), "muster-mutants"));
var mutants = copy.Make().SelectMany(one => one.Check.Mutants.Select((how, index) => (Number: one.Number + index, one.Check, How: how))).Where(one => !one.Check.IsAlready(one.How)).ToList();
var harmless = new Harmless(Path.Combine("Mutations", "harmless.txt"), mutants);
if (args is ["list"])
{
    foreach (var (number, check, how) in mutants)
        Console.WriteLine($"{number,4} {check.File}:{check.Line} {check.Member} {how}: {check.OnOneLine}");
    return 0;
}

var tests = new TestRun();
if (!copy.Build() || !await tests.Learn(copy.Tests))
{
    await Console.Error.WriteLineAsync("The copy does not build, or the tests of isolation fail without a mutant: nothing can be said.");
    return 2;
}

var (first, last) = args is [var from, var until] ? (int.Parse(from, CultureInfo.InvariantCulture), int.Parse(until, CultureInfo.InvariantCulture)) : (1, int.MaxValue);
var tried = mutants.Where(mutant => mutant.Number >= first && mutant.Number <= last).ToList();
var left = await Try(tried, areQuick: true);
Console.WriteLine($"{tried.Count} mutants, {left.Count} not noticed by the quick tests and those of isolation, {watch.Elapsed:mm\\:ss}");
foreach (var one in left.Where(one => harmless.ReasonFor(one) is not null))
    Console.WriteLine($"{one.Number,4} HARMLESS {one.Check.File}:{one.Check.Line} {one.How}: {one.Check.OnOneLine}: {harmless.ReasonFor(one)}");
var survived = await Try([.. left.Where(one => harmless.ReasonFor(one) is null)], areQuick: false);
foreach (var (number, check, how) in survived)
    Console.WriteLine($"{number,4} SURVIVED {check.File}:{check.Line} {how}: {check.OnOneLine}");
Console.WriteLine($"{tried.Count} mutants, {left.Count(one => harmless.ReasonFor(one) is not null)} harmless, {survived.Count} survived, in {watch.Elapsed:mm\\:ss}");
return survived.Count == 0 ? 0 : 1;

// Two at a time, and what none of those tests noticed.
async Task<List<(int Number, Check Check, string How)>> Try(IReadOnlyList<(int Number, Check Check, string How)> these, bool areQuick)
{
    var waiting = new Stack<(int Number, Check Check, string How)>(these.Reverse());
    var unnoticed = new List<(int Number, Check Check, string How)>();
    await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
    {
        using var process = new TestProcess(copy.Tests);
        while (Next() is { } mutant)
        {
            var noticed = await tests.NoticedBy(process, mutant.Number, areQuick);
            lock (waiting)
            {
                if (noticed is null)
                    unnoticed.Add(mutant);
                Console.WriteLine($"{mutant.Number,4} {(noticed is null ? "not noticed" : "caught")} {mutant.Check.File}:{mutant.Check.Line} {mutant.How}: {mutant.Check.OnOneLine} {(noticed is null ? "" : $"<- {noticed}")}");
            }
        }
    })));
    return unnoticed;

    (int Number, Check Check, string How)? Next()
    {
        lock (waiting)
            return waiting.TryPop(out var next) ? next : null;
    }
}
