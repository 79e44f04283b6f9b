using Muster.Records;

namespace Muster.Auditing;

/// <summary>Reads the lines of a log's parts, also round those that cannot be read any more.</summary>
public sealed class AuditReader(IJournal<AuditLine, AuditHead> journal, string agency)
{
    private const int AtOnce = 500;

    /// <summary>Lines of a part with their places in it, ascending; null in the place of one that cannot be read.</summary>
    /// <param name="after">The place after which to begin.</param>
    /// <param name="until">The last place wanted.</param>
    public async IAsyncEnumerable<(int Place, AuditLine? Line)> Read(string part, int after, int until)
    {
        var most = AtOnce;
        while (after < until)
        {
            var lines = await TryRead(part, after, Math.Min(most, until - after));
            if (lines is null && most > 1)
            {
                most /= 2; // as many as can be read up to the one that cannot
                continue;
            }

            if (lines is null)
            {
                yield return (++after, null);
                continue;
            }

            if (lines.Count == 0)
                yield break;
            foreach (var line in lines)
                yield return (after = line.Seq, line.Fact);
            most = Math.Min(most * 2, AtOnce);
        }
    }

    private async Task<IReadOnlyList<JournalEntry<AuditLine>>?> TryRead(string part, int after, int most)
    {
        try
        {
            return await journal.Read(AuditBook.JournalOf(agency, part), after, most);
        }
        catch (Exception lost) when (lost is JournalDamagedException or JournalDisposedException)
        {
            return null;
        }
    }
}
