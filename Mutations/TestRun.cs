namespace Muster.Mutations;

/// <summary>The tests of who may, and which of them can notice which mutant.</summary>
internal sealed class TestRun
{
    private static readonly string[] Namespaces = ["Isolation", "Conversations", "Accounts", "Agencies", "Agents", "Auditing", "Audits", "Bans", "Metrics", "Queues", "Records", "Register", "Front"];

    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(3);

    private readonly List<(string Name, HashSet<int> Told, TimeSpan Took)> _classes = [];

    /// <summary>Runs every class without a mutant, to see which checks it comes by. One that fails then is left out: it could tell nothing.</summary>
    /// <returns>Whether the tests of isolation themselves pass.</returns>
    public async Task<bool> Learn(string tests)
    {
        var classes = new Stack<string>(TestProcess.Classes(tests).Where(name => Namespaces.Any(space => name.StartsWith($"Muster.Tests.{space}.", StringComparison.Ordinal))));
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(Look)));
        return _classes.Count(one => IsOfIsolation(one.Name)) == 2;

        async Task Look()
        {
            using var process = new TestProcess(tests);
            while (Next() is { } one)
            {
                var ran = await process.Run(0, one);
                await Console.Error.WriteLineAsync($"{ran.Took.TotalSeconds,6:0.0} s {ran.Told.Count,4} checks {one} {(ran.Failed is null ? "" : $"LEFT OUT, for it fails without a mutant: {ran.Failed}")}");
                if (ran.Failed is not null)
                    continue;
                lock (_classes)
                    _classes.Add((one, ran.Told, ran.Took));
            }
        }

        string? Next()
        {
            lock (classes)
                return classes.TryPop(out var next) ? next : null;
        }
    }

    /// <summary>The test that noticed; null where none did. Only classes are asked to which the mutant makes a difference.</summary>
    /// <param name="process">Where they run.</param>
    /// <param name="mutant">Its number.</param>
    /// <param name="areQuick">The quick ones, then those of isolation; or else all the others.</param>
    public async Task<string?> NoticedBy(TestProcess process, int mutant, bool areQuick)
    {
        var able = _classes.Where(one => one.Told.Contains(mutant) && IsQuick(one.Name, one.Took) == areQuick)
            .OrderBy(one => IsOfIsolation(one.Name)).ThenBy(one => one.Took).ToList();
        // The slow ones share what takes them long to begin.
        if (!areQuick)
            return able.Count == 0 ? null : (await process.Run(mutant, [.. able.Select(one => one.Name)])).Failed;

        foreach (var one in able)
        {
            if ((await process.Run(mutant, one.Name)).Failed is { } noticed)
                return noticed;
        }

        return null;
    }

    private static bool IsQuick(string name, TimeSpan took) => IsOfIsolation(name) || took < Quick;

    private static bool IsOfIsolation(string name) => name.Contains(".Isolation.", StringComparison.Ordinal);
}
