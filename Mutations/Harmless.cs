namespace Muster.Mutations;

/// <summary>Mutants that nobody can tell from what is right, each with the reason: <c>harmless.txt</c>, by the member it stands in and not by its line.</summary>
internal sealed class Harmless
{
    private readonly Dictionary<(string File, string Member, string How, string Text), string> _reasons;

    /// <exception cref="InvalidOperationException">A line is malformed, or speaks of what is not there any more.</exception>
    public Harmless(string file, IReadOnlyCollection<(int Number, Check Check, string How)> mutants)
    {
        _reasons = File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t')).ToDictionary(
            parts => parts is [var name, var member, var how, var text, { Length: > 0 }] ? (name, member, how, text) : throw new InvalidOperationException($"{file}: five parts were expected: {string.Join(" | ", parts)}"),
            parts => parts[4]);
        var there = mutants.Select(Key).ToHashSet();
        if (_reasons.Keys.Where(key => !there.Contains(key)).ToList() is { Count: > 0 } gone)
            throw new InvalidOperationException($"{file}: take out what is not there any more:\n{string.Join('\n', gone)}");
    }

    public string? ReasonFor((int Number, Check Check, string How) mutant) => _reasons.GetValueOrDefault(Key(mutant));

    private static (string File, string Member, string How, string Text) Key((int Number, Check Check, string How) mutant) => (mutant.Check.File, mutant.Check.Member, mutant.How, mutant.Check.OnOneLine);
}
