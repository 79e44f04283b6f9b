using System.Collections.Immutable;

namespace Muster.Identifiers;

/// <summary>Numbers that are spread over a citizen's consecutive messages: the end is hidden before it is stored, and what came before is taken back.</summary>
public static class SplitNumbers
{
    /// <summary>Whether <paramref name="text"/> completes a number that earlier messages began; then what of it remains, and which to bury.</summary>
    /// <param name="redactor">Knows what a number is.</param>
    /// <param name="open">What earlier messages ended with, oldest first.</param>
    /// <param name="text">The new message, already cleaned of whole numbers.</param>
    /// <param name="earlier">What was spoken of before.</param>
    /// <returns>The name of what was found; null for nothing.</returns>
    public static (string Text, ImmutableArray<int> Bury, string? Name) CleanAcross(
        this Redactor redactor, ImmutableArray<DigitRun> open, string text, Announced earlier = Announced.None)
    {
        if (open.IsEmpty)
            return (text, [], null);

        var groups = DigitGroups.Of(text);
        if (groups.Count == 0 || !DigitGroups.IsParting(text.AsSpan(0, groups[0].Start)))
            return (text, [], null);

        var joined = 1 + groups.Skip(1).TakeWhile(group => group.Gap != Gap.Apart).Count();
        for (var taken = joined; taken > 0; taken--)
        {
            var head = string.Concat(groups.Take(taken).Select(group => group.Digits));
            for (var first = 0; head.Length < CardNumbers.Longest && first < open.Length; first++)
            {
                var later = string.Concat(open.Skip(first + 1).Select(run => run.Digits)).Replace(" ", "", StringComparison.Ordinal);
                if (open[first].Endings().Select(ending => redactor.NameOf(ending + later + head, earlier)).FirstOrDefault(name => name is not null) is { } name)
                    return (Redactor.Token(name) + text[groups[taken - 1].End..], [.. open.Skip(first).Select(run => run.Seq)], name);
            }
        }

        return (text, [], null);
    }

    /// <summary>The open digits after one more message of the citizen's.</summary>
    public static ImmutableArray<DigitRun> Carry(ImmutableArray<DigitRun> open, int seq, string text)
    {
        var groups = DigitGroups.Of(text);
        if (groups.Count == 0 || !DigitGroups.IsParting(text.AsSpan(groups[^1].End)))
            return [];

        var first = FirstOfTail(groups);

        // Of a longer run only the last digits can be the beginning of a number that ends in the next message.
        while (first < groups.Count && groups.Skip(first).Sum(group => group.Length) >= CardNumbers.Longest)
            first++;
        if (first == groups.Count)
            return [];

        var run = new DigitRun(seq, string.Join(' ', groups.Skip(first).Select(group => group.Digits)));
        var digitsAlone = first == 0 && DigitGroups.IsParting(text.AsSpan(0, groups[0].Start));
        var carried = digitsAlone ? open.Add(run) : [run];
        while (carried.Sum(part => part.Count) >= CardNumbers.Longest)
            carried = carried.RemoveAt(0);
        return carried;
    }

    /// <summary>A message without the digits it ends with: the tombstone of the part that came first. Repeating it changes nothing.</summary>
    public static string WithoutTail(string text, string name)
    {
        var groups = DigitGroups.Of(text);
        return groups.Count == 0 || !DigitGroups.IsParting(text.AsSpan(groups[^1].End))
            ? text
            : text[..groups[FirstOfTail(groups)].Start] + Redactor.Token(name) + text[groups[^1].End..];
    }

    private static int FirstOfTail(List<DigitGroup> groups)
    {
        var first = groups.Count - 1;
        while (first > 0 && groups[first].Gap != Gap.Apart)
            first--;
        return first;
    }
}
